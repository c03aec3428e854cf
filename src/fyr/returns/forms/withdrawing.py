"""She turns round, and those who wait for her are told."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fyr.returns.codes.travel import Safe
from fyr.returns.forms.parts import line, one_of, words
from fyr.web.row_form import RowForm


class WithdrawForm(RowForm):
    safe = one_of(_("Where is she now?"), Safe)
    words = words(_("In her own words"), help_text=_("She does not have to say why."))


class CallForm(RowForm):
    answer = line(_("Who confirmed, and what they said"), required=True)

    def values(self) -> dict[str, Any]:
        return {"answer": self.cleaned_data["answer"]}

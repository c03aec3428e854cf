"""How it ended."""

from django.utils.translation import gettext_lazy as _

from fyr.returns.actions.closing import outcomes_of
from fyr.returns.codes.states import Outcome
from fyr.returns.forms.parts import one_of, words
from fyr.web.row_form import RowForm


class CloseForm(RowForm):
    outcome = one_of(_("How did it end?"), Outcome)
    words = words(_("What is worth knowing for whoever meets her next"))

    def prepare(self) -> None:
        fitting = outcomes_of(self.row)
        self.fields["outcome"].choices = [(one.value, one.label) for one in fitting]  # type: ignore[attr-defined]

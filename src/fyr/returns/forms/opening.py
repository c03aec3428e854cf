"""Which programme, where there are several."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.returns.access import programmes
from fyr.web.row_form import RowForm


class OpenForm(RowForm):
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=programmes().none(), empty_label=None)

    def prepare(self) -> None:
        self.fields["programme"].queryset = programmes()  # type: ignore[attr-defined]
        self.fields["programme"].initial = programmes().first()

"""What the operator tells of a year, and results for the grant's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.models import Activity
from fyr.returns.forms.parts import words
from fyr.returns.numbers import travelled_in
from fyr.returns.publication import shown
from fyr.web.forms import LARGEST, KeyedForm, VersionedForm
from fyr.web.row_form import RowForm


class TellForm(VersionedForm):
    text = words(
        _("What the year was like"), required=True,
        help_text=_("Of nobody in particular: no names, no days, no numbers of few. It is read by somebody else before it leaves."),
    )  # fmt: skip


class CheckForm(KeyedForm):
    """Names the text that was read, so that no other is passed on as read."""

    drafts = False
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class ResultsForm(RowForm):
    activity = forms.ModelChoiceField(
        label=_("Activity of the grant"), queryset=Activity.objects.none(), empty_label=None
    )
    year = forms.ChoiceField(label=_("Year"))

    def prepare(self) -> None:
        tables = shown(self.row)
        years = sorted({one.last for one in tables if travelled_in(tables, one.last) is not None}, reverse=True)
        self.fields["year"].choices = [(str(one), str(one)) for one in years]  # type: ignore[attr-defined]
        self.fields["activity"].queryset = Activity.objects.filter(grant=self.row.grant_id)  # type: ignore[attr-defined]

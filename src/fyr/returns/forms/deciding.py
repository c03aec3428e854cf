"""Referring her, and each side's decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.returns.actions.deciding import grounds_of, officers_of
from fyr.returns.codes.states import Ground
from fyr.returns.forms.parts import one_of, words
from fyr.web.row_form import RowForm

ANSWERS = (("yes", _("Yes")), ("no", _("No")))


class ReferForm(RowForm):
    ground = one_of(_("Why is the programme for her?"), Ground)
    officer = forms.ModelChoiceField(
        label=_("To one officer"), queryset=Member.objects.none(), required=False, empty_label=_("The whole unit")
    )
    message = words(_("Message"), help_text=_("What they must know at once. It is sealed."))

    def prepare(self) -> None:
        taken = grounds_of(self.row)
        self.fields["ground"].choices = [(one, Ground(one).label) for one in taken]  # type: ignore[attr-defined]
        self.fields["officer"].queryset = officers_of(self.row)  # type: ignore[attr-defined]
        if self.row.protected:
            self.fields["officer"].required = True
            self.fields["officer"].help_text = _("Her identity is protected: nobody else at the operator will see her.")


class OfficerForm(RowForm):
    officer = forms.ModelChoiceField(
        label=_("To which officer?"), queryset=Member.objects.none(), empty_label=_("Choose one")
    )

    def prepare(self) -> None:
        self.fields["officer"].queryset = officers_of(self.row).exclude(pk=self.row.officer_id or self.row.pk)  # type: ignore[attr-defined]


class DecideForm(RowForm):
    yes = one_of(_("What does your side decide?"), ANSWERS)
    reasons = words(_("Reasons"), required=True)
    would_change = words(_("If no: what would change it?"), help_text=_("She and the other side read this."))

    def values(self) -> dict[str, Any]:
        told = super().values()
        return told | {"yes": told["yes"] == "yes"}

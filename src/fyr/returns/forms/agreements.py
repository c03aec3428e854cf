"""What she agrees to, and to whom abroad parts of her record are shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Membership, Unit
from fyr.access.roles import ROLES
from fyr.returns.actions.agreements import Shown
from fyr.returns.codes.agreements import SHOWABLE, Asked, Basis
from fyr.returns.forms.parts import country, in_months, line, one_of, several, words
from fyr.web.forms import DateField
from fyr.web.row_form import RowForm

ANSWERS = (("yes", _("She said yes")), ("no", _("She said no")))
ABROAD = [code for code, role in ROLES.items() if role.abroad]
SHOWN = [(one.value, one.label) for one in SHOWABLE]


class AgreementForm(RowForm):
    asked = one_of(_("What was she asked?"), [one for one in Asked.choices if one[0] not in (Asked.SHARE, Asked.PLAN)])
    yes = one_of(_("What did she answer?"), ANSWERS)
    until = DateField(label=_("Until and including"), initial=in_months(12))
    words = words(_("In her own words"))

    def prepare(self) -> None:
        """As long as the programme offers contact, where it says for how long; the journey comes first."""
        months = self.row.programme.rule("follow_up_months")
        if months is not None:
            self.fields["until"].initial = in_months(int(months) + 6)()

    def values(self) -> dict[str, Any]:
        told = super().values()
        return told | {"yes": told["yes"] == "yes"}


class ShareForm(RowForm):
    """To one unit abroad: no more than it needs, and on a ground that its country asks for."""

    PARTS = (
        (_("Who receives her"), ("to_unit", "country")),
        (_("What she agreed to"), ("yes", "sections", "until", "words")),
        (_("On which ground data goes there"), ("basis", "basis_source")),
    )
    to_unit = forms.ModelChoiceField(
        label=_("Which unit?"), queryset=Unit.objects.none(), empty_label=_("Choose a unit")
    )
    country = country(_("In which country?"), required=True)
    yes = one_of(_("What did she answer?"), ANSWERS)
    sections = several(_("What may it see?"), SHOWN, required=False, help_text=_("No more than it needs to help her."))
    until = DateField(label=_("Until and including"), initial=in_months(18))
    words = words(_("In her own words"))
    basis = one_of(_("Ground for the transfer"), Basis)
    basis_source = line(
        _("Where does it stand?"), help_text=_("The agreement or decision, for whoever asks afterwards.")
    )

    def prepare(self) -> None:
        abroad = Membership.objects.filter(role__in=ABROAD, until__isnull=True).values("unit")
        units = Unit.objects.filter(pk__in=abroad).exclude(
            pk__in=[self.row.refers_id, self.row.runs_id or self.row.refers_id]
        )
        self.fields["to_unit"].queryset = units.select_related("organisation").order_by("name")  # type: ignore[attr-defined]
        self.fields["country"].initial = self.row.country
        known = self.row.programme.rule("transfers") or {}
        if (told := known.get(self.row.country or "")) is not None:
            self.fields["basis"].initial, self.fields["basis_source"].initial = told["basis"], told.get("source", "")

    def values(self) -> dict[str, Any]:
        told = super().values()
        shown = Shown(told["to_unit"], told["sections"], told["country"], told["basis"], told["basis_source"])
        return {
            "asked": Asked.SHARE,
            "yes": told["yes"] == "yes",
            "until": told["until"],
            "words": told["words"],
            "shown": shown,
        }

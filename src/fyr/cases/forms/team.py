"""Who works with a case: the one responsible, and who is assigned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Membership
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.cases.access import workers_of
from fyr.cases.codes.consent import Purpose
from fyr.cases.forms.grounds import THE_GROUND, WHAT_IS_SHOWN, GroundFields
from fyr.cases.forms.parts import in_days
from fyr.cases.models import Case
from fyr.web.forms import DateField, KeyedForm


class ResponsibleForm(KeyedForm):
    member = forms.ModelChoiceField(
        label=_("Who is responsible?"), queryset=Member.objects.none(), empty_label=_("Choose a member")
    )

    def __init__(self, *args: Any, case: Case, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = workers_of(case, Permission.PLAN_WRITE)
        self.fields["member"].initial = by.pk if case.responsible_id is None else case.responsible_id


class AssignForm(KeyedForm, GroundFields):
    membership = forms.ModelChoiceField(
        label=_("Who?"), queryset=Membership.objects.none(), empty_label=_("Choose a member")
    )
    until = DateField(label=_("Until and including"), initial=in_days(90))
    purpose = forms.ChoiceField(label=_("Why does she work with the case?"), choices=Purpose, initial=Purpose.SUPPORT)
    PARTS = ((_("Who, and until when"), ("membership", "until", "purpose")), WHAT_IS_SHOWN, THE_GROUND)

    def __init__(self, *args: Any, case: Case, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [code for code, role in ROLES.items() if Permission.CASE_READ in role.permissions]
        running = Membership.objects.filter(until__isnull=True, role__in=roles, member__is_active=True)
        if not case.protected_identity:
            running = running.exclude(unit=case.unit_id)
        field = self.fields["membership"]
        field.queryset = running.exclude(member=by).select_related("member", "unit").order_by("member__name")
        field.label_from_instance = lambda held: f"{held.member.name}, {held.unit.name}"
        self.own = case.unit.organisation_id if case.unit else None
        del self.fields["share_until"]
        for name in ("basis", "shares", "given", "purpose"):
            self.fields[name].required = False
        self.fields["basis"].help_text = _(
            "Only for a member of another organisation. Leave it empty where the case is shown to her unit already."
        )

    def values(self) -> dict:
        data = self.cleaned_data
        held = data["membership"]
        elsewhere = held.unit.organisation_id != self.own and data["basis"]
        data["share_until"] = data["until"]
        ground = self.ground(data["purpose"] or Purpose.SUPPORT) if elsewhere else None
        return {"member": held.member, "unit": held.unit, "until": data["until"], "ground": ground}

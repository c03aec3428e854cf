"""Referrals, assignments and consent: to whom, what of the case, until when, and on which ground."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Membership, Unit
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.cases import bases
from fyr.cases.access import workers_of
from fyr.cases.actions.consent import Asked, Ground
from fyr.cases.codes import NeedKind, NeedState, Urgency
from fyr.cases.codes.consent import PURPOSE_OF_NEED, Answer, Given, Protection, Purpose, Share
from fyr.cases.forms.work import in_days, text
from fyr.cases.models import Case, Need, ProtectedAddress
from fyr.web.forms import DateField, KeyedForm, VersionedForm


class AskedFields(forms.Form):
    """How she was asked."""

    given = forms.ChoiceField(
        label=_("If she consents: how?"), choices=Given, initial=Given.ORAL, widget=forms.RadioSelect
    )
    language = forms.CharField(label=_("In which language was she asked?"), required=False, max_length=100)
    present = forms.CharField(
        label=_("Who was there?"),
        required=False,
        max_length=300,
        help_text=_("For example an interpreter. Nobody from her own party should be."),
    )

    def asked(self, note: str = "") -> Asked:
        data = self.cleaned_data
        return Asked(data["given"], data["language"], data["present"], note)


class GroundFields(AskedFields):
    """What may be shown, until when, and on what that rests."""

    shares = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=Share,
        initial=[Share.HELP],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("No more than they need. Their roles may show them less, never more."),
        error_messages={"required": _("Choose what may be shown.")},
    )
    share_until = DateField(label=_("Until and including"), initial=in_days(180))
    basis = forms.ChoiceField(label=_("What does the sharing rest on?"), widget=forms.RadioSelect)
    reason = text(
        _("How did she consent, or why does the legal basis apply?"),
        help_text=_("A legal basis needs a written reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "sv"
        self.fields["basis"].choices = [
            (basis.code, f"{basis.label(language)} ({basis.source})") for basis in bases.all_bases()
        ]
        if any(basis.verified is None for basis in bases.all_bases()):
            self.fields["basis"].help_text = _("No lawyer has verified this list for the node yet.")

    def ground(self, purpose: str) -> Ground:
        data = self.cleaned_data
        return Ground(
            purpose=purpose,
            until=data["share_until"],
            basis=data["basis"],
            reason=data["reason"],
            shares=frozenset(data["shares"]),
            asked=self.asked(data["reason"]),
        )


WHAT_IS_SHOWN = (_("What they will see"), ("shares", "share_until"))
THE_GROUND = (_("What it rests on"), ("basis", "reason", "given", "language", "present"))


class ReferralForm(KeyedForm, GroundFields):
    PARTS = ((_("Whom you ask, and for what"), ("to_unit", "need", "urgency", "message")), WHAT_IS_SHOWN, THE_GROUND)
    to_unit = forms.ModelChoiceField(
        label=_("To which unit?"), queryset=Unit.objects.none(), empty_label=_("Choose a unit")
    )
    need = forms.ChoiceField(label=_("What does she need?"))
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=Urgency, widget=forms.RadioSelect)
    message = text(
        _("Message to the receiver"), help_text=_("Sealed: it can be read only after the referral is accepted.")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(takes_referrals=True).exclude(pk=case.unit_id or case.pk)
        self.fields["to_unit"].queryset = units.select_related("organisation").order_by("name")
        hers = set(Need.objects.filter(case=case, state=NeedState.OPEN).values_list("kind", flat=True))
        noted = [(code, label) for code, label in NeedKind.choices if code in hers]
        others = [(code, label) for code, label in NeedKind.choices if code not in hers]
        groups = [(_("Her open needs"), noted), (_("Other needs"), others)] if noted else others
        self.fields["need"].choices = [("", _("Choose a need")), *groups]

    def values(self) -> dict:
        data = self.cleaned_data
        purpose = PURPOSE_OF_NEED.get(data["need"], Purpose.SUPPORT)
        kept = {name: data[name] for name in ("to_unit", "need", "urgency", "message")}
        return {**kept, "ground": self.ground(purpose)}


class HandoverForm(KeyedForm, GroundFields):
    to_unit = forms.ModelChoiceField(
        label=_("Which unit should take the case over?"), queryset=Unit.objects.none(), empty_label=_("Choose a unit")
    )
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=Urgency, widget=forms.RadioSelect)
    message = text(
        _("What must they know first?"), help_text=_("Sealed: it can be read only after they have accepted.")
    )
    PARTS = ((_("Whom you ask"), ("to_unit", "urgency", "message")), THE_GROUND)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(takes_referrals=True).exclude(pk=case.unit_id or case.pk)
        self.fields["to_unit"].queryset = units.select_related("organisation").order_by("name")
        for name in ("shares", "share_until"):
            del self.fields[name]

    def values(self) -> dict:
        """Whoever leads a case sees all of it."""
        data = self.cleaned_data
        data |= {"shares": list(Share), "share_until": in_days(30)()}
        kept = {name: data[name] for name in ("to_unit", "urgency", "message")}
        return {**kept, "ground": self.ground(Purpose.HANDOVER)}


class ResponsibleForm(KeyedForm):
    member = forms.ModelChoiceField(
        label=_("Who is responsible?"), queryset=Member.objects.none(), empty_label=_("Choose a member")
    )

    def __init__(self, *args: Any, case: Case, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = workers_of(case, Permission.PLAN_WRITE)
        self.fields["member"].initial = by.pk if case.responsible_id is None else case.responsible_id


class MergeForm(KeyedForm):
    into = forms.CharField(
        label=_("Reference of the case that stays"),
        max_length=20,
        help_text=_("For example SE-2026-7KQ4. You must be able to close both."),
    )
    why = text(_("How do you know that it is the same person?"), required=True)


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


class ConsentForm(KeyedForm, AskedFields):
    """She was asked; yes and no are both answers."""

    answer = forms.ChoiceField(label=_("What did she answer?"), choices=Answer, widget=forms.RadioSelect)
    to_unit = forms.ModelChoiceField(
        label=_("To a unit of this node"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Somebody else, named below"),
    )
    receiver = forms.CharField(
        label=_("Or to"), required=False, max_length=300, help_text=_("An organisation outside Fyr, such as a court.")
    )
    purpose = forms.ChoiceField(label=_("For what?"), choices=Purpose, widget=forms.RadioSelect)
    shares = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=Share,
        initial=[Share.HELP],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what she was asked about.")},
    )
    on = DateField(label=_("Asked on"), initial=in_days(0))
    until = DateField(label=_("Holds until and including"), initial=in_days(180))
    note = text(_("What was she told, and what did she say?"))
    PARTS = (
        (_("What she was asked"), ("to_unit", "receiver", "purpose", "shares", "note")),
        (_("What she answered"), ("answer", "on", "until", "given", "language", "present")),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].label = _("How did she answer?")
        own = case.unit.organisation_id if case.unit else None
        units = Unit.objects.exclude(organisation=own).select_related("organisation")
        if case.unit_id not in case.through:
            units = units.filter(pk__in=case.through)
        self.fields["to_unit"].queryset = units.order_by("name")

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if not data.get("to_unit") and not (data.get("receiver") or "").strip():
            self.add_error("receiver", _("Say to whom: choose a unit, or name somebody here."))
        elif data.get("to_unit") and (data.get("receiver") or "").strip():
            self.add_error("receiver", _("Either choose a unit, or name somebody here."))
        return data

    def values(self) -> dict:
        data = self.cleaned_data
        names = ("answer", "purpose", "until", "to_unit", "receiver", "on")
        kept = {name: data[name] for name in names}
        return {**kept, "shares": frozenset(data["shares"]), "asked": self.asked(data["note"])}


class WithdrawConsentForm(KeyedForm):
    how = text(_("How did she say so?"), help_text=_("Not needed: she owes nobody a reason."))


class ToldForm(KeyedForm, GroundFields):
    receiver = forms.CharField(
        label=_("Who was told?"), max_length=300, help_text=_("Organisation and person outside Fyr.")
    )
    purpose = forms.ChoiceField(label=_("Why?"), choices=Purpose, widget=forms.RadioSelect)
    told = text(_("What was told?"))
    PARTS = ((_("Who was told what"), ("receiver", "purpose", "shares", "told")), THE_GROUND)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["share_until"]

    def values(self) -> dict:
        data = self.cleaned_data
        data["share_until"] = in_days(0)()
        return {"receiver": data["receiver"], "told": data["told"], "ground": self.ground(data["purpose"])}


class ProtectionForm(KeyedForm):
    protection = forms.ChoiceField(
        label=_("How is her identity protected?"), choices=Protection, widget=forms.RadioSelect
    )


class AddressForm(VersionedForm):
    address = text(_("Address"), help_text=_("It stands on this page only: on no list, no paper and in no export."))

    @classmethod
    def of(cls, kept: ProtectedAddress | None, data: Any = None) -> "AddressForm":
        initial = {"address": (kept.address or "") if kept else "", "version": kept.version if kept else 0}
        return cls(data, initial=initial)

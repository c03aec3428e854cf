"""A return begins in a case, and who she is stands in it from then on by itself."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases import access as cases
from fyr.cases.codes.contact import Voicemail
from fyr.cases.models import Case, Record, SafeContact
from fyr.cases.reference import free_references
from fyr.returns.access import READS
from fyr.returns.actions.base import begin
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.assessing import Found, Safeguard
from fyr.returns.codes.states import Side, State
from fyr.returns.conditions import age_on
from fyr.returns.discreet import refuse_telling, telling
from fyr.returns.dossier import load
from fyr.returns.models import Programme, Return
from fyr.returns.trail import leave, stop
from fyr.returns.trail_words import Act
from fyr.vault import keys

PERSON = (
    "alias", "name", "born", "sex", "citizenship", "language", "country", "place",
    "reach_how", "reach_when", "reach_phone", "reach_avoid",
)  # fmt: skip
# What whoever receives her reads.
READ_ABROAD = ("alias", "name", "language", "place", "reach_how", "reach_when", "reach_phone", "reach_avoid")


@transaction.atomic
def open_return(*, by: Member, case: Case, programme: Programme) -> Return:
    """Raises Refused where the case has one that is open, or knows nobody by name: an anonymous consultation."""
    cases.require(case, Permission.PLAN_WRITE)
    unit = case.unit
    if unit is None or not case.led_by_hers or not by.rights.hold(Permission.RETURN_WRITE, unit.pk):
        raise Refused(_("A return is opened by the unit that leads the case."))
    if case.is_consultation:
        raise Refused(_("This is an anonymous consultation. Make it a case first."))
    if Return.objects.filter(case=case).exclude(state=State.CLOSED).exists():
        raise Refused(_("This case has a return already. Go on there."))
    ret = Return(
        id=uuid.uuid4(), ref=free_references(1, "R")[0], programme=programme, case=case, refers=unit, opened_by=by
    )
    ret.box = keys.make_subject(ret.pk, unit.pk)
    ret.sides = ret.acting = frozenset({Side.REFERS})
    ret.sections = READS[Side.REFERS]
    ret.child, ret.protected, ret.danger = case.treated_as_child, case.protected_identity, False
    for name, value in known_of(case).items():
        # What the case says for itself is not for whoever receives her.
        if name not in READ_ABROAD or not telling(str(value), ret):
            setattr(ret, name, value)
    ret.child = ret.child or under_18(ret.born)
    ret.save(force_insert=True)
    leave(ret, by, Act.OPENED)
    return ret


def known_of(case: Case) -> dict[str, Any]:
    """What the case says of her already, as far as its reader may read it."""
    told: dict[str, Any] = {"alias": case.alias, "language": case.language}
    if (contact := SafeContact.objects.filter(case=case).first()) is not None:
        contact.case = case
        never = (contact.avoid, contact.get_voicemail_display() if contact.voicemail == Voicemail.NO else "")
        told |= {
            "reach_how": contact.how, "reach_when": contact.when, "reach_phone": contact.phone,
            "reach_avoid": "\n".join(one for one in never if one),
        }  # fmt: skip
    person = Record.objects.filter(case=case, section="person").first()
    if person is not None and Permission.IDENTITY_READ in case.may:
        person.case = case
        held = person.fields or {}
        names = (held.get("prs_FirstName"), held.get("prs_SecondName"))
        told["name"] = " ".join(one for one in names if one) or None
        told["born"] = held.get("prs_Birthdate")
        told["citizenship"] = held.get("prs_Citizenship") or None
    return {name: value for name, value in told.items() if value}


def under_18(born: Any) -> bool:
    return bool(born) and age_on(datetime.date.fromisoformat(str(born)), timezone.localdate()) < 18


@transaction.atomic
def save_person(*, by: Member, ret: Return, version: int, **told: Any) -> None:
    """Who she is, where she goes, how to reach her. `told` are fields of PERSON, and `child` for whom the rules for
    children hold. Raises ChangedMeanwhile where somebody else was first."""
    held = begin(ret, by, "person")
    take_version(Return.objects.filter(pk=held.pk), version)
    child = told.pop("child", None)
    if under_18(told.get("born") or held.born):
        child = True
    if (
        child is False
        and held.child
        and any((one := load(held).safeguard(kind)) and one.found == Found.STOPS for kind in Safeguard)
    ):
        raise Refused(_("Something speaks against this child's return. Settle that first."), "child")
    if child is not None and not child and held.child and Side.REFERS not in held.sides:
        raise Refused(_("That she is no child is decided by the unit that leads the case."), "child")
    if told.get("born") and str(told["born"]) > timezone.localdate().isoformat():
        raise Refused(_("Nobody is born on a day that has not come."), "born")
    refuse_telling(held, **{name: str(told[name]) for name in READ_ABROAD if told.get(name)})
    before = {name: getattr(held, name) for name in PERSON}
    for name in PERSON:
        if name in told:
            setattr(held, name, told[name] or None)
    decided_on = ("name", "born", "citizenship", "country")
    changed = any(name in told and (told[name] or None) != before[name] for name in decided_on) or child not in (
        None,
        held.child,
    )
    held.child = held.child if child is None else child
    held.save(update_fields=[*PERSON, "child"])
    leave(held, by, Act.PERSON_SAVED, about=Section.PERSON)
    if changed:
        # What was assessed and decided is of somebody else, or of another country.
        stop(held, by)

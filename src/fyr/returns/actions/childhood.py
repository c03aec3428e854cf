"""What a child's return rests on, in both countries, and the handover."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.cases.days import happened
from fyr.returns.actions.base import begin
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.assessing import Found, Safeguard, Way
from fyr.returns.codes.states import Side, State
from fyr.returns.models import ChildSafeguard, Return
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act


@transaction.atomic
def note_safeguard(
    *,
    by: Member,
    ret: Return,
    kind: str,
    found: str,
    found_on: datetime.date,
    authority: str = "",
    verifier: str = "",
    note: str = "",
) -> ChildSafeguard:
    """Raises Refused for an adult, a day ahead, or what does not name who found it. What speaks against the return takes
    back that the child is ready to travel."""
    held = begin(ret, by, "safeguard")
    if not held.child:
        raise Refused(_("The rules for children do not hold for her."))
    if not held.reads(Section.CHILD):
        raise Refused(_("You do not read what protects the child. Ask the operator of the programme."))
    happened(found_on, "found_on")
    if found == Found.NOT_NEEDED and not note.strip():
        raise Refused(_("Say why it does not apply."), "note")
    if found in (Found.MET, Found.STOPS) and kind != Safeguard.PARENT and not authority.strip():
        raise Refused(_("Name who found or decided it."), "authority")
    way = ""
    if kind == Safeguard.HANDOVER:
        way = _way_of(held, found, verifier)
    elif Side.RECEIVES in held.sides and not held.sides & {Side.REFERS, Side.RUNS} and kind != Safeguard.FINDING_THERE:
        raise Refused(_("You note what was found in your country, and the handover."), "kind")
    row = ChildSafeguard(
        of=held, noted_by=by, kind=kind, found=found, found_on=found_on, way=way, authority=authority, verifier=verifier,
        note=note,
    )  # fmt: skip
    row.save(force_insert=True)
    if held.state == State.READY and found in (Found.OPEN, Found.STOPS):
        move(held, state=State.AGREED)
        leave(held, by, Act.STOPPED)
    handed = kind == Safeguard.HANDOVER and found == Found.MET
    leave(held, by, Act.HANDED_OVER if handed else Act.SAFEGUARD_NOTED, about=Section.CHILD, code=kind)
    return row


def _way_of(ret: Return, found: str, verifier: str) -> str:
    """The other side confirms a handover: a member of it here, or a named authority by document that somebody verified."""
    if ret.state != State.ARRIVED:
        raise Refused(_("A child is handed over once it has arrived."), "kind")
    if Side.RECEIVES in ret.sides:
        return Way.SYSTEM
    if Side.RUNS not in ret.sides:
        raise Refused(_("The handover is confirmed by the side that receives the child."), "kind")
    if found == Found.MET and not verifier.strip():
        raise Refused(_("Name who verified the document of the other side."), "verifier")
    return Way.DOCUMENT

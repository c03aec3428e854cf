"""What a child's return rests on, in both countries, and the handover."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.cases.days import happened
from fyr.returns.actions.base import begin
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.assessing import MAY_NOT_APPLY, Found, Safeguard, Way
from fyr.returns.codes.states import Side
from fyr.returns.discreet import refuse_telling
from fyr.returns.dossier import load
from fyr.returns.models import ChildSafeguard, Return
from fyr.returns.trail import leave, stop
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
        raise Refused(_("You do not read what protects the child. Ask whoever leads her journey."))
    happened(found_on, "found_on")
    if found == Found.NOT_NEEDED and kind not in MAY_NOT_APPLY:
        raise Refused(_("No child travels, and none is let go of, without this."), "found")
    before = load(held).safeguard(Safeguard(kind))
    turned = before is not None and before.found == Found.STOPS and found != Found.STOPS
    if turned and before and (before.noted_by_id == by.pk or not held.acting & {Side.REFERS, Side.RUNS}):
        raise Refused(
            _("It spoke against the return. That it does not any more is said by somebody else, of those who decide."),
            "found",
        )
    if found == Found.NOT_NEEDED and not note.strip():
        raise Refused(_("Say why it does not apply."), "note")
    refuse_telling(held, authority=authority, verifier=verifier, note=note)
    if found in (Found.MET, Found.STOPS) and kind != Safeguard.PARENT and not authority.strip():
        raise Refused(_("Name who found or decided it."), "authority")
    way = ""
    if kind == Safeguard.HANDOVER:
        way = _way_of(held, found, verifier)
    elif held.is_discreet and kind != Safeguard.FINDING_THERE:
        raise Refused(_("You note what was found in your country, and the handover."), "kind")
    row = ChildSafeguard(
        of=held, noted_by=by, kind=kind, found=found, found_on=found_on, way=way, authority=authority, verifier=verifier,
        note=note,
    )  # fmt: skip
    row.save(force_insert=True)
    if found in (Found.OPEN, Found.STOPS):
        stop(held, by)
    handed = kind == Safeguard.HANDOVER and found == Found.MET
    leave(held, by, Act.HANDED_OVER if handed else Act.SAFEGUARD_NOTED, about=Section.CHILD, code=kind)
    return row


def _way_of(ret: Return, found: str, verifier: str) -> str:
    """The other side confirms a handover: a member of it here, or a named authority by document that somebody verified."""
    if ret.arrived_on is None:
        raise Refused(_("A child is handed over once it has arrived."), "kind")
    if Side.RECEIVES in ret.acting and ret.is_discreet:
        return Way.SYSTEM
    if Side.RUNS not in ret.acting:
        raise Refused(_("The handover is confirmed by the side that receives the child."), "kind")
    if found == Found.MET and not verifier.strip():
        raise Refused(_("Name who verified the document of the other side."), "verifier")
    return Way.DOCUMENT

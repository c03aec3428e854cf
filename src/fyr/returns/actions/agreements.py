"""What she agrees to, one thing at a time, and takes back."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.scope import whole_node
from fyr.cases.days import in_sight
from fyr.returns.actions.base import begin, begin_part
from fyr.returns.actions.follow_up import plan_rounds
from fyr.returns.codes.agreements import Asked, Section
from fyr.returns.codes.states import Side, State
from fyr.returns.models import Agreement, Return
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act
from fyr.vault import keys


@dataclass(frozen=True)
class Shown:
    """To which unit abroad which parts are shown, and on which ground data goes there."""

    unit: Unit
    receives: str
    sections: Collection[str]
    country: str
    basis: str
    basis_source: str = ""


@transaction.atomic
def note_agreement(
    *,
    by: Member,
    ret: Return,
    asked: str,
    yes: bool,
    until: datetime.date,
    words: str = "",
    shown: Shown | None = None,
) -> Agreement:
    """Her answer. A newer one to the same question ends the one before it. Raises Refused for days and parts that do not fit."""
    held = begin(ret, by, "share" if asked == Asked.SHARE else "agree")
    today = timezone.localdate()
    in_sight(until, "until")
    if until < today:
        raise Refused(_("The last day lies in the past."), "until")
    if (asked == Asked.SHARE) != (shown is not None):
        raise Refused(_("Say which unit sees what."), "to_unit")
    if shown is not None and yes and not shown.sections:
        raise Refused(_("Tick what she agreed to show."), "sections")
    if shown is not None and shown.unit.pk in (held.refers_id, held.runs_id):
        raise Refused(_("That unit works with the return already."), "to_unit")
    _end_before(held, by, asked, shown)
    row = Agreement(of=held, noted_by=by, asked=asked, yes=yes, since=today, until=until, words=words)
    if shown is not None:
        row.to_unit, row.receives, row.basis = shown.unit, shown.receives, shown.basis
        row.shown = [one for one in Section.values if one in shown.sections]
        row.to_country, row.basis_source = shown.country, shown.basis_source
    row.save(force_insert=True)
    if shown is not None and yes and held.box is not None:
        with whole_node():
            keys.share(held.box, shown.unit.pk)
    plan_rounds(held, by)
    leave(held, by, Act.AGREED_TO, code=asked)
    return row


@transaction.atomic
def take_back(*, by: Member, agreement: Agreement) -> None:
    """She takes a yes back: from this moment it does not hold."""
    held, row = begin_part(agreement, by, "agreement_back")
    if not held.sides & {Side.REFERS, Side.RUNS} and row.to_unit_id not in {
        one.unit_id for one in by.rights.memberships
    }:
        raise Refused(_("You note this of your own unit only. Tell the operator of the programme about others."))
    if not row.holds:
        raise Refused(_("It does not hold any more."))
    # Whoever saw the return through this does not see it any more afterwards.
    leave(held, by, Act.AGREEMENT_WITHDRAWN, code=row.asked)
    if row.asked == Asked.HOME_AUTHORITIES and held.state == State.READY:
        move(held, state=State.AGREED)
    end(held, row, by)


def end(ret: Return, row: Agreement, by: Member) -> None:
    """What it opened is shut, with its key, where no other agreement shows something to the same unit."""
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    with whole_node():
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        others = Agreement.objects.live().filter(of=ret, to_unit=row.to_unit_id, asked=Asked.SHARE)
        if row.to_unit_id and not others.exists() and row.to_unit_id not in (ret.refers_id, ret.runs_id):
            keys.withdraw(ret.pk, row.to_unit_id)


def _end_before(ret: Return, by: Member, asked: str, shown: Shown | None) -> None:
    before = Agreement.objects.live().filter(of=ret, asked=asked)
    for row in before.filter(to_unit=shown.unit) if shown else before:
        end(ret, row, by)

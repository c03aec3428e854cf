"""What she agrees to, one thing at a time, and takes back."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.scope import whole_node
from fyr.cases.days import in_sight
from fyr.returns.actions.base import begin, begin_part
from fyr.returns.actions.follow_up import plan_rounds
from fyr.returns.codes.agreements import SHOWABLE, Asked, Basis, Receives, Section
from fyr.returns.codes.support import ContactState
from fyr.returns.keys_abroad import settle_keys
from fyr.returns.models import Agreement, Contact, Return
from fyr.returns.trail import leave
from fyr.returns.trail_words import Act
from fyr.vault.models import Wrap

# EU member states with Iceland, Liechtenstein and Norway (EEA Agreement, consolidated; looked at 2026-11-27).
EEA = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
        "IS",
        "LI",
        "NO",
    ]
)


@dataclass(frozen=True)
class Shown:
    """To which unit abroad which parts are shown, and on which ground data goes there."""

    unit: Unit
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
    if shown is not None and shown.basis == Basis.EEA and shown.country not in EEA:
        raise Refused(
            _("This country is not in the European Economic Area. Choose the ground that holds there."), "basis"
        )
    if shown is not None and not set(shown.sections) <= set(SHOWABLE):
        raise Refused(
            _("Her legal position and what she was told stay between her and those who decide with her."), "sections"
        )
    if shown is not None and yes and not shown.sections:
        raise Refused(_("Tick what she agreed to show."), "sections")
    if shown is not None and shown.unit.pk in (held.refers_id, held.runs_id):
        raise Refused(_("That unit works with the return already."), "to_unit")
    _end_before(held, by, asked, shown, renewed=yes)
    row = Agreement(of=held, noted_by=by, asked=asked, yes=yes, since=today, until=until, words=words)
    if shown is not None:
        own = held.runs is not None and shown.unit.organisation_id == held.runs.organisation_id
        row.receives = Receives.MISSION if own else Receives.PARTNER
        row.to_unit, row.basis = shown.unit, shown.basis
        row.shown = [one for one in Section.values if one in shown.sections]
        row.to_country, row.basis_source = shown.country, shown.basis_source
    row.save(force_insert=True)
    settle_keys(held)
    plan_rounds(held, by)
    leave(held, by, Act.AGREED_TO, code=asked)
    return row


@transaction.atomic
def take_back(*, by: Member, agreement: Agreement) -> None:
    """She takes a yes back: from this moment it does not hold."""
    held, row = begin_part(agreement, by, "agreement_back")
    if held.is_discreet and row.to_unit_id not in {one.unit_id for one in by.rights.memberships}:
        raise Refused(_("You note this of your own unit only. Tell whoever leads her journey about others."))
    if not row.holds:
        raise Refused(_("It does not hold any more."))
    # Whoever saw the return through this does not see it any more afterwards.
    leave(held, by, Act.AGREEMENT_WITHDRAWN, code=row.asked)
    end(held, row, by)


def end(ret: Return, row: Agreement, by: Member, *, renewed: bool = False) -> None:
    """What it opened is shut, with its key, where no other agreement shows something to the same unit. Contacts that are
    planned stay where she has said yes anew."""
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    with whole_node():
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        if row.asked == Asked.FOLLOW_UP and not renewed:
            Contact.objects.filter(of=ret, state=ContactState.PLANNED).update(state=ContactState.DROPPED)
    settle_keys(ret)


def end_shown(ret: Return, by: Member) -> None:
    """Where the journey does not go on: what was shown abroad is shut, and home authorities are not asked any more."""
    for row in Agreement.objects.filter(of=ret, asked__in=(Asked.SHARE, Asked.HOME_AUTHORITIES)):
        if row.holds:
            end(ret, row, by)


def end_expired() -> None:
    """For the clock: what was shown until a day that is past is shut with its key too, and nobody contacts her any more who
    was allowed to until then."""
    with whole_node():
        past = Agreement.objects.filter(withdrawn_at__isnull=True, until__lt=timezone.localdate())
        keyed = Wrap.objects.filter(subject=OuterRef("of"), holder=OuterRef("to_unit"))
        for ret in Return.objects.filter(pk__in=past.filter(Exists(keyed), asked=Asked.SHARE).values("of")):
            settle_keys(ret)
        live = Agreement.objects.live().filter(asked=Asked.FOLLOW_UP).values("of")
        ended = past.filter(asked=Asked.FOLLOW_UP).exclude(of__in=live).values("of")
        Contact.objects.filter(of__in=ended, state=ContactState.PLANNED).update(state=ContactState.DROPPED)


def _end_before(ret: Return, by: Member, asked: str, shown: Shown | None, *, renewed: bool) -> None:
    before = Agreement.objects.live().filter(of=ret, asked=asked)
    for row in before.filter(to_unit=shown.unit) if shown else before:
        end(ret, row, by, renewed=renewed)

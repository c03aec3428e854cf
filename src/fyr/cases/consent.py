"""On what sharing rests, as a pure rule: nothing is shown to another organisation without live consent or a legal basis.

The queries of models/disclosures.py and the row policies say the same; tests hold the three against one another.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID

from fyr.cases.codes.consent import Share

CONSENT = "consent"


@dataclass(frozen=True)
class Said:
    """What she answered when asked whether something may be shown to one receiver for one purpose."""

    receiver: UUID | str
    purpose: str
    shares: frozenset[Share]
    yes: bool
    since: datetime.date
    until: datetime.date
    withdrawn: bool = False


@dataclass(frozen=True)
class Shown:
    """A decision to show something: it rests on what she said, or on a legal basis with a written reason."""

    receiver: UUID | str
    purpose: str
    shares: frozenset[Share]
    since: datetime.date
    until: datetime.date
    said: Said | None = None
    basis: str = ""
    reason: str = ""
    ended: bool = False


def covers(said: Said, *, receiver: UUID | str, purpose: str, shares: frozenset[Share], on: datetime.date) -> bool:
    """Whether she said yes to just this, and it still holds on this day (the last day counts)."""
    holds = said.yes and not said.withdrawn and said.since <= on <= said.until
    return holds and said.receiver == receiver and said.purpose == purpose and shares <= said.shares


def live(shown: Shown, on: datetime.date) -> bool:
    """Whether the decision holds on this day. What rests on both, or on neither, rests on nothing."""
    if shown.ended or not shown.since <= on <= shown.until:
        return False
    if shown.said is None:
        return bool(shown.basis) and shown.basis != CONSENT and bool(shown.reason.strip())
    if shown.basis:
        return False
    return covers(shown.said, receiver=shown.receiver, purpose=shown.purpose, shares=shown.shares, on=on)


def shares_with(decisions: list[Shown], receiver: UUID | str, on: datetime.date) -> frozenset[Share]:
    """All that a receiver may see on this day."""
    open_to = [one.shares for one in decisions if one.receiver == receiver and live(one, on)]
    return frozenset[Share]().union(*open_to)

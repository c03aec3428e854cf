"""When she is asked how it goes, and by whom: windows of the survey, counted from the day she arrived."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from fyr.access.models import Member
from fyr.returns.codes.support import Round
from fyr.returns.dossier import load
from fyr.returns.models import Return
from fyr.returns.survey.instrument import instrument


@dataclass(frozen=True)
class Window:
    round: Round
    first: datetime.date
    last: datetime.date


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later; where that month has no such day, its last."""
    year, month = divmod(day.month - 1 + months, 12)
    following = datetime.date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(day.year + year, month + 1, min(day.day, last))


def windows(ret: Return) -> list[Window]:
    """The three rounds of this return; none before she has arrived."""
    if ret.arrived_on is None:
        return []
    return [
        Window(
            Round(one.code), months_after(ret.arrived_on, one.from_months), months_after(ret.arrived_on, one.to_months)
        )
        for one in instrument().rounds
    ]


def round_fits(ret: Return, on: datetime.date) -> Round:
    """The round in whose window the day lies; outside of all it is one in between."""
    return next((one.round for one in windows(ret) if one.first <= on <= one.last), Round.EXTRA)


def due(ret: Return, done: set[str]) -> Window | None:
    """The round that can be asked now and was not."""
    today = timezone.localdate()
    return next((one for one in windows(ret) if one.first <= today <= one.last and one.round not in done), None)


def helped(by: Member, ret: Return) -> bool:
    """Whether she gave, planned or followed anything of this return: then somebody else asks."""
    told = load(ret)
    gave = {who for one in told.items for who in (one.noted_by_id, one.delivered_by_id, one.approved_by_id)}
    planned, met = {one.noted_by_id for one in told.plans}, {one.made_by_id for one in told.contacts}
    answered = {one.answered_by_id for one in told.contacts}
    return by.pk in gave | planned | met | answered | {ret.officer_id}

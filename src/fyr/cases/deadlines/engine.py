"""From a rule and a start date to the last day."""

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum

from fyr.cases.deadlines.holidays import DAY, SATURDAY, SUNDAY, is_working_day
from fyr.cases.deadlines.rules import Holiday, Rule, Unit


class Why(StrEnum):
    """How the last day came about."""

    COUNTED = "counted"
    STATED = "stated"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class Due:
    """`moved_from` is the counted last day where a later working day holds in its place; `why` then says what it was."""

    last_day: datetime.date
    moved_from: datetime.date | None = None
    why: Why = Why.COUNTED


class NoLastDay(ValueError):
    """The rule counts nothing: the decision has to state the last day."""


def compute(rule: Rule, start: datetime.date, stated: datetime.date | None = None) -> Due:
    """The last day of what started on `start`; `stated` is the last day that a decision gives, if it does.

    Months are counted as lag (1930:173) 1 § does: the last day has the number of the start day, and where the last
    month has no such day, it is that month's last: 31 January and one month is 28 February, in a leap year the 29th.
    Where the start day counts as the first, the last day is one earlier. A quarter is that of `start`, and months after
    it are whole months: quarter 1 and six months is 30 September. Raises NoLastDay.
    """
    if stated is not None and rule.decision_may_state:
        return Due(stated, why=Why.STATED)
    if rule.unit == Unit.STATED:
        raise NoLastDay
    counted = _counted(rule, start)
    if rule.holiday == Holiday.STAYS or is_working_day(counted):
        return Due(counted)
    day = counted
    while not is_working_day(day):
        day += DAY
    return Due(day, counted, what_is(counted))


def what_is(day: datetime.date) -> Why:
    """What kind of day it is; a Sunday is called so before it is called a holiday."""
    return {SATURDAY: Why.SATURDAY, SUNDAY: Why.SUNDAY}.get(day.weekday(), Why.HOLIDAY)


def _counted(rule: Rule, start: datetime.date) -> datetime.date:
    if rule.unit == Unit.QUARTER_MONTHS:
        return _month_end(start.year, (start.month + 2) // 3 * 3 + rule.number)
    if rule.unit == Unit.WORKING_DAYS:
        return _working_days(rule, start)
    if rule.unit == Unit.MONTHS:
        last = _months(start, rule.number)
    else:
        last = start + rule.number * (7 if rule.unit == Unit.WEEKS else 1) * DAY
    return last - DAY if rule.start_day_counts else last


def _months(start: datetime.date, number: int) -> datetime.date:
    end = _month_end(start.year, start.month + number)
    return end.replace(day=min(start.day, end.day))


def _month_end(year: int, month: int) -> datetime.date:
    """The last day of a month that may lie beyond December."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _working_days(rule: Rule, start: datetime.date) -> datetime.date:
    left = rule.number - (rule.start_day_counts and is_working_day(start))
    day = start
    while left > 0:
        day += DAY
        left -= is_working_day(day)
    return day

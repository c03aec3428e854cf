"""Days on which nothing needs to be done in Sweden: lag (1989:253) om allmänna helgdagar, lag (1930:173) 2 §.

Holds for 2005 and later: before that, Whit Monday was a holiday and the sixth of June was not.
"""

import datetime
from functools import lru_cache

DAY = datetime.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


@lru_cache(maxsize=64)
def days_off(year: int) -> frozenset[datetime.date]:
    """Public holidays, and the three eves that lag (1930:173) puts beside them; Saturdays and Sundays not counted."""
    sunday = easter(year)
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    midsummer = _saturday_from(datetime.date(year, 6, 20))
    return frozenset(
        {
            *(datetime.date(year, month, day) for month, day in fixed),
            *(sunday + days * DAY for days in (-2, 0, 1, 39, 49)),
            midsummer - DAY,
            midsummer,
            _saturday_from(datetime.date(year, 10, 31)),
        }
    )


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < SATURDAY and day not in days_off(day.year)


def _saturday_from(day: datetime.date) -> datetime.date:
    return day + (SATURDAY - day.weekday()) % 7 * DAY

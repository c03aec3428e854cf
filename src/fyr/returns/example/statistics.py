"""Invented persons of the years that have ended, forty a year as the programme has had, so that the tables show something."""

import random

from django.utils import timezone

from fyr.returns.models import Fact, Programme
from fyr.returns.publication import publish_ended

PERSONS = 40
FIRST = 2024


def invent(programme: Programme) -> None:
    """The same persons every time; published as the clock would have done, year after year."""
    drawn = random.Random(2024)  # noqa: S311 - invented persons, the same every time
    for year in range(FIRST, timezone.localdate().year):
        Fact.objects.bulk_create(
            Fact(of_return=drawn.randbytes(16), programme=programme, events=_events(drawn, year), example=True)
            for _one in range(PERSONS)
        )
    publish_ended()


def _events(drawn: random.Random, year: int) -> dict[str, tuple[int, dict[str, str]]]:
    told: dict[str, tuple[int, dict[str, str]]] = {}
    ground = drawn.choices(["suspected", "identified", "prostitution"], [5, 3, 3])[0]
    told["referred"] = (year, {"ground": ground, "age": drawn.choices(["adult", "child"], [8, 1])[0]})
    if drawn.random() < 0.1:
        return told
    told["agreed"] = (year, {"decided": drawn.choices(["month", "later"], [3, 1])[0]})
    if drawn.random() < 0.1:
        return told
    escorted = drawn.choices(["no", "yes"], [3, 1])[0]
    told["departed"] = (year, {"prepared": drawn.choices(["quarter", "later"], [3, 1])[0], "escorted": escorted})
    if year + 1 < timezone.localdate().year or drawn.random() < 0.4:
        given = {one: drawn.choices(["yes", "no"], [3, 1])[0] for one in ("economic", "social", "psychosocial")}
        outcome = drawn.choices(["completed", "stopped_contact", "lost", "moved"], [6, 2, 1, 1])[0]
        sustained = drawn.choices(["stands", "middle", "fragile", "not_asked"], [4, 4, 1, 3])[0]
        closed = min(year + 1, timezone.localdate().year - 1)
        told["closed"] = (closed, {"outcome": outcome, "sustained": sustained, **given})
    return told

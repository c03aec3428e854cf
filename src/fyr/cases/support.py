"""The national picture: needs by region and kind, out of one protected table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fyr.access.regions import all_regions, name_of
from fyr.cases import facts, providers
from fyr.cases.codes.needs import NeedKind
from fyr.cases.codes.support import Became
from fyr.cases.models import ShownTable
from fyr.disclosure import Protected, Share, share

# Drawn from left to right: what is secured, what waits, what is lacking.
ORDER = (Became.SOON, Became.LATER, Became.OPEN, Became.LACKING, Became.BARRED)
WIDE = 400


@dataclass(frozen=True)
class Segment:
    """A piece of a bar, in units of the drawing, `WIDE` across."""

    became: Became
    x: float
    width: float
    number: int


@dataclass(frozen=True)
class Row:
    """One kind of need, or one region: what is shown of each outcome (0: too few to show), and the bar of it."""

    name: str
    numbers: tuple[int, ...]
    segments: tuple[Segment, ...]
    lacking: Share | None

    @property
    def total(self) -> int:
        return sum(self.numbers)

    @property
    def cells(self) -> list[tuple[Any, int]]:
        return [(became.label, number) for became, number in zip(ORDER, self.numbers, strict=True)]


@dataclass(frozen=True)
class RegionPicture:
    code: str
    name: str
    rows: list[Row]
    free: int | None
    stale: int


def country(table: ShownTable) -> list[Row]:
    """Each kind of need in the whole country, where anything can be shown; least secured first."""
    held = facts.protected(table)
    return _rows(held, [(str(kind.label), (None, kind.value)) for kind in NeedKind])


def regions(table: ShownTable | None) -> list[RegionPicture]:
    """Every region, also one of which too little is known, and last what has no region where that is shown."""
    held = facts.protected(table) if table else Protected({})
    places = providers.free_places()
    codes = [*all_regions(), *([""] if held.at_least("", None, None) or "" in places else [])]
    return [_region(held, code, places) for code in codes]


def _region(held: Protected, code: str, places: Mapping[str, tuple[int, int]]) -> RegionPicture:
    rows = _rows(held, [(str(kind.label), (code, kind.value)) for kind in NeedKind])
    free, stale = places.get(code, (None, 0))
    return RegionPicture(code, name_of(code), rows, free, stale)


def _rows(held: Protected, wanted: list[tuple[str, tuple[str | None, str | None]]]) -> list[Row]:
    numbers = [(name, tuple(held.at_least(*of, became.value) for became in ORDER)) for name, of in wanted]
    known = [(name, counts) for name, counts in numbers if any(counts)]
    widest = max((sum(counts) for _name, counts in known), default=1)
    rows = [Row(name, counts, _segments(counts, widest), _lacking(counts)) for name, counts in known]
    return sorted(rows, key=lambda row: (-sum(row.numbers[3:]), -row.total, row.name))


def _lacking(counts: tuple[int, ...]) -> Share | None:
    return share(sum(counts[3:]), sum(counts))


def _segments(counts: tuple[int, ...], widest: int) -> tuple[Segment, ...]:
    made, x = [], 0.0
    for became, number in zip(ORDER, counts, strict=True):
        width = round(WIDE * number / widest, 1)
        if number:
            made.append(Segment(became, round(x, 1), width, number))
        x += width
    return tuple(made)

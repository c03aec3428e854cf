"""The numbers of a programme for its page and its report: from the tables that were shown, and from nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr.disclosure.linked import Table
from fyr.returns.codes.facts import AgeBand, Given, Sustained, Wait
from fyr.returns.codes.states import Ground, Outcome
from fyr.returns.models import Narrative, Programme
from fyr.returns.publication import CODES, EVENTS, shown
from fyr.returns.reporting.content import Report, ReportTable
from fyr.web.sankey import Flow as Band
from fyr.web.sankey import Node, Picture, draw

EVENT_WORDS: Mapping[str, Any] = {
    "referred": gettext_lazy("Referred"),
    "agreed": gettext_lazy("Both sides said yes"),
    "departed": gettext_lazy("Travelled"),
    "closed": gettext_lazy("Closed after the return"),
}
DIMENSION_WORDS: Mapping[str, tuple[Any, type[TextChoices]]] = {
    "ground": (gettext_lazy("Referred, by ground"), Ground),
    "age": (gettext_lazy("Referred, by age"), AgeBand),
    "decided": (gettext_lazy("From the referral until both decisions"), Wait),
    "prepared": (gettext_lazy("From both decisions until the journey"), Wait),
    "escorted": (gettext_lazy("Travelled with an escort"), Given),
    "outcome": (gettext_lazy("How it ended"), Outcome),
    "sustained": (gettext_lazy("What the last survey says"), Sustained),
    "economic": (gettext_lazy("Was given economic support"), Given),
    "social": (gettext_lazy("Was given social support"), Given),
    "psychosocial": (gettext_lazy("Was given psychosocial support"), Given),
}


@dataclass(frozen=True)
class Series:
    """One dimension over the years that were shown: `rows` are (label, [number of each period]); a number of None is few,
    and a period that is withheld has none."""

    title: Any
    periods: Sequence[str]
    withheld: Sequence[bool]
    rows: Sequence[tuple[Any, Sequence[int | None]]]


@dataclass(frozen=True)
class Flow:
    """At least so many persons came so far, in all years that were shown; 0 is too few to show."""

    label: Any
    persons: int
    years: str


def years_of(table: Table) -> str:
    return str(table.first) if table.first == table.last else f"{table.first}–{table.last}"


def flow(tables: Sequence[Table]) -> list[Flow]:
    """One line for each event: added up from what its tables show, of each block the one that shows the most."""
    told = []
    for event in EVENTS:
        blocks: dict[tuple[int, int], int] = {}
        for table in tables:
            if table.event == event and not table.withheld:
                key = (table.first, table.last)
                blocks[key] = max(blocks.get(key, 0), sum(table.cells.values()))
        years = [year for block in blocks for year in block]
        told.append(Flow(EVENT_WORDS[event], sum(blocks.values()), f"{min(years)}–{max(years)}" if years else ""))
    return told


def picture(told: Sequence[Flow]) -> Picture | None:
    """How far they came, drawn from what was shown; nothing where that is too little."""
    if not told or not told[0].persons:
        return None
    shown_as = lambda one: _("%(number)s or more") % {"number": one.persons} if one.persons else _("Too few to show")
    # What each event shows is rounded down by itself: a later one never stands higher than the one before it.
    heights, most = [], told[0].persons
    for one in told:
        most = min(most, one.persons)
        heights.append(most)
    tones = ("source", "plain", "held", "done")
    nodes = [Node(str(at), at, one.label, heights[at], shown_as(one), tones[at]) for at, one in enumerate(told)]
    bands = [Band(str(at), str(at + 1), heights[at + 1], tones[at + 1]) for at in range(len(told) - 1)]
    return draw(nodes, bands)


def by_dimension(tables: Sequence[Table]) -> list[Series]:
    """What was shown, a table for each dimension with its periods side by side."""
    told = []
    for dimension, (title, words) in DIMENSION_WORDS.items():
        mine = [one for one in tables if one.dimension == dimension]
        if mine:
            rows = [
                (words(code).label, [None if one.withheld else one.cells.get(code) for one in mine])
                for code in CODES[dimension]
            ]
            told.append(Series(title, [years_of(one) for one in mine], [one.withheld for one in mine], rows))
    return told


def travelled_in(tables: Iterable[Table], year: int) -> int | None:
    """At least so many travelled in a year that stands by itself; None where no table is of that year alone."""
    sums = [
        sum(one.cells.values())
        for one in tables
        if one.event == "departed" and one.first == one.last == year and not one.withheld
    ]
    return max(sums) if sums else None


def report_of(programme: Programme) -> Report:
    """Everything that was ever shown, with what was told of each year."""
    tables = shown(programme)
    told = Narrative.objects.filter(programme=programme, checked_by__isnull=False).order_by("year")
    years = [year for table in tables for year in (table.first, table.last)]
    return Report(
        title=_("Results of the return programme"),
        programme=programme.name,
        period=f"{min(years)}–{max(years)}" if years else _("No year yet"),
        lead=_("For whoever finances the programme. No number and no word of it points at a person."),
        tables=[_table(one) for one in tables],
        narrative=[(str(one.year), one.text) for one in told],
    )


def _table(table: Table) -> ReportTable:
    title, words = DIMENSION_WORDS[table.dimension]
    if table.withheld:
        return ReportTable(title, years_of(table), withheld=True)
    rows = [(words(code).label, table.cells.get(code)) for code in CODES[table.dimension]]
    return ReportTable(title, years_of(table), rows, sum(table.cells.values()))

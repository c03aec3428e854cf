"""The files in which everybody may have what is published. They are made of the two public tables and of nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import QuerySet

from fyr.funding.interchange import giving, iati, sheets
from fyr.funding.models.public import PublishedDecision, PublishedGrant

Decisions: TypeAlias = Iterable[PublishedDecision]
Grants: TypeAlias = Iterable[PublishedGrant]
AT_A_TIME = 500


@dataclass(frozen=True)
class Format:
    """`pieces` of the file, one after the other; `file` is the name it is offered under."""

    media: str
    file: str
    pieces: Callable[[Decisions, Grants], Iterator[bytes]]


FORMATS = {
    "360giving": Format("application/json", "grants-360giving.json", lambda _decisions, grants: giving.pieces(grants)),
    "iati": Format("application/xml", "grants-iati.xml", iati.pieces),
    "csv": Format("text/csv; charset=utf-8", "grants.csv", lambda _decisions, grants: sheets.csv_pieces(grants)),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "grants.xlsx",
        lambda _decisions, grants: sheets.xlsx_pieces(grants),
    ),
}


class Rows:
    """A query that is asked anew each time it is gone through, and never held whole in memory."""

    def __init__(self, rows: QuerySet[PublishedGrant]) -> None:
        self.rows = rows

    def __iter__(self) -> Iterator[PublishedGrant]:
        return self.rows.iterator(chunk_size=AT_A_TIME)


def written(form: str, grants: QuerySet[PublishedGrant] | None = None) -> Iterator[bytes]:
    """Everything that is published, or the grants given, in one of FORMATS.

    With grants given, IATI has the decisions whose money they are, and no others.
    """
    decisions = PublishedDecision.objects.all()
    if grants is not None:
        decisions = decisions.filter(
            pk__in=grants.filter(imported=False, decision__isnull=False).order_by().values("decision")
        )
    return FORMATS[form].pieces(decisions, Rows(PublishedGrant.objects.all() if grants is None else grants))

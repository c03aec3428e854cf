"""Lists that are read a page at a time. Where the next page starts stands in the address, beside the filters."""

import datetime
from collections.abc import Collection, Iterable
from heapq import merge
from itertools import groupby, islice
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from fyr.journal.reading import Mark

Row = TypeVar("Row", bound=Model)


def mark_of(request: HttpRequest) -> Mark | None:
    """Where this page starts; a mark that is not ours starts from the top instead of failing."""
    at, _separator, pk = request.GET.get("after", "").partition("~")
    try:
        return datetime.datetime.fromisoformat(at).astimezone(datetime.UTC), UUID(pk)
    except (ValueError, OverflowError):
        return None


def newest(
    places: Iterable[QuerySet[Row]], chosen: Collection[Q], after: Mark | None, size: int
) -> tuple[list[Row], bool]:
    """Up to `size` rows of all places that match one of `chosen`, newest change first; and whether more follow.

    One query per place and condition, so that an index can answer each; a row of several comes once.
    """
    onward = Q() if after is None else Q(updated_at__lt=after[0]) | Q(updated_at=after[0], pk__lt=after[1])
    pages = [rows.filter(one, onward).order_by("-updated_at", "-pk")[: size + 1] for rows in places for one in chosen]
    together = merge(*pages, key=lambda row: (row.updated_at, row.pk), reverse=True)  # type: ignore[attr-defined]
    # What two of them hold comes twice, one after the other.
    found = list(islice((next(same) for _pk, same in groupby(together, key=lambda row: row.pk)), size + 1))
    return found[:size], len(found) > size


def links(request: HttpRequest, last: Mark | None) -> dict[str, str]:
    """The addresses of the first page and of the next, empty where there is none; `last` ends this page if more follow."""
    query = request.GET.copy()
    later = query.pop("after", None) is not None
    first = (f"?{query.urlencode()}" if query else request.path) if later else ""
    if last is None:
        return {"first_url": first, "next_url": ""}
    query["after"] = f"{last[0].isoformat()}~{last[1]}"
    return {"first_url": first, "next_url": f"?{query.urlencode()}"}

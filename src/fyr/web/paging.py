"""Lists that are read a page at a time. Where the next page starts stands in the address, beside the filters."""

import datetime
from uuid import UUID

from django.http import HttpRequest

from fyr.journal.reading import Mark


def mark_of(request: HttpRequest) -> Mark | None:
    """Where this page starts; a mark that is not ours starts from the top instead of failing."""
    at, _separator, pk = request.GET.get("after", "").partition("~")
    try:
        return datetime.datetime.fromisoformat(at).astimezone(datetime.UTC), UUID(pk)
    except (ValueError, OverflowError):
        return None


def links(request: HttpRequest, last: Mark | None) -> dict[str, str]:
    """The addresses of the first page and of the next, empty where there is none; `last` ends this page if more follow."""
    query = request.GET.copy()
    later = query.pop("after", None) is not None
    first = (f"?{query.urlencode()}" if query else request.path) if later else ""
    if last is None:
        return {"first_url": first, "next_url": ""}
    query["after"] = f"{last[0].isoformat()}~{last[1]}"
    return {"first_url": first, "next_url": f"?{query.urlencode()}"}

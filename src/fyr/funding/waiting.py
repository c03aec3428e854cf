"""What waits for a member in the slice: the same on My day and on its first page, on both sides."""

from collections.abc import Iterator

from django.http import HttpRequest

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.funding.waiting_acts import to_answer, to_approve, to_handle
from fyr.funding.waiting_dates import dates
from fyr.web.registry import DayItem


def on_my_day(request: HttpRequest) -> Iterator[DayItem]:
    by = me(request)
    if by.rights.anywhere(Permission.FUNDING_READ):
        yield from items(by)


def items(by: Member) -> list[DayItem]:
    """At most EACH of a kind, each with the page on which it is done."""
    told = [*dates(by)]
    for permission, found in (
        (Permission.FUNDING_APPROVE, to_approve),
        (Permission.FUNDING_WRITE, to_handle),
        (Permission.FUNDING_REPORT, to_answer),
    ):
        if by.rights.anywhere(permission):
            told += found(by, by.rights.units(permission))
    return told

"""The first page of the slice: what waits, what was given, what was received."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import access, account, waiting
from fyr.funding.codes.grants import VOID

SHOWN = 100


@rule(Permission.FUNDING_READ, "GET")
def home(request: HttpRequest) -> HttpResponse:
    by = me(request)
    gives, hers = access.gives(by), access.units(by)
    items = sorted(waiting.items(by), key=lambda one: (one.urgency, one.due is None, one.due))
    decisions = list(access.decisions(by).filter(unit__in=gives)[:SHOWN]) if gives else []
    received = list(access.grants(by).filter(recipient_unit__in=hers).exclude(state__in=VOID)[:SHOWN])
    lines = account.of_grants(received)
    today = timezone.localdate()
    return render(
        request,
        "funding/home.html",
        {
            "items": items,
            "gives": bool(gives),
            "may_write": by.rights.anywhere(Permission.FUNDING_WRITE),
            "receives": by.rights.anywhere(Permission.FUNDING_REPORT),
            "decisions": account.of_decisions(decisions),
            "received": [lines[one.pk] for one in received],
            "calls": access.calls(by).filter(closes_on__gte=today)[:SHOWN],
            "applications": access.applications(by).filter(unit__in=hers)[:SHOWN],
        },
    )

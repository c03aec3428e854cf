"""What everybody sees, without signing in. These views read the published tables and nothing else."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from fyr.access.rule import public
from fyr.funding import picture
from fyr.funding.codes.decisions import AllotmentKind, ConditionKind, DecisionKind
from fyr.funding.codes.grants import GrantState
from fyr.funding.codes.parties import PartyKind, Theme
from fyr.funding.interchange.formats import FORMATS, written
from fyr.funding.models import PublishedDecision, PublishedGrant
from fyr.funding.picture import Part, short

PAGE, LONGEST = 50, 100
NAMES = {"360giving": "360Giving (JSON)", "xlsx": "Excel (xlsx)", "csv": "CSV", "iati": "IATI 2.03 (XML)"}


@public("GET")
def front(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST]
    grants = _found(query)
    start = _start(request)
    rows = list(grants.select_related("decision")[start : start + PAGE + 1])
    decisions = list(PublishedDecision.objects.prefetch_related("grants"))
    sums = (
        PublishedGrant.objects.values("currency").annotate(total=Sum("amount"), many=Count("id")).order_by("currency")
    )
    context = {
        "query": query,
        "grants": [_named(one) for one in rows[:PAGE]],
        "previous_url": _page(query, max(0, start - PAGE)) if start else "",
        "next_url": _page(query, start + PAGE) if len(rows) > PAGE else "",
        "decisions": [_decision(one) for one in decisions],
        "sums": list(sums),
        "formats": NAMES,
        "stay_nameless": False,
    }
    return render(request, "funding/public.html", context)


@public("GET")
def decision(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = get_object_or_404(PublishedDecision.objects.prefetch_related("grants"), pk=public_id)
    told = row.content
    sv = (get_language() or "sv").startswith("sv")
    return render(
        request,
        "funding/public_decision.html",
        {
            **_decision(row),
            "told": told,
            "refs": [(one["sv" if sv else "en"], one["value"]) for one in told.get("refs", ())],
            "allotments": [{**one, "kind": AllotmentKind(one["kind"]).label} for one in told.get("allotments", ())],
            "conditions": [{**one, "kind": ConditionKind(one["kind"]).label} for one in told.get("conditions", ())],
            "activities": _activities(told),
            "grants": [
                {
                    "row": one,
                    "told": one.content,
                    "state": GrantState(one.content["state"]).label,
                    "activities": _activities(one.content),
                }
                for one in row.grants.all()
            ],
        },
    )


@public("GET")
def download(request: HttpRequest, format: str) -> HttpResponse:
    made = FORMATS.get(format)
    if made is None:
        raise Http404
    # Whole, as every answer is journalled before it leaves.
    told = {"Content-Disposition": f'attachment; filename="{made.file}"'}
    return HttpResponse(b"".join(written(format)), content_type=made.media, headers=told)


def _named(row: PublishedGrant) -> PublishedGrant:
    """A protected recipient is called by its kind in the reader's language."""
    told = row.content
    if told.get("protected"):
        row.recipient = ", ".join(filter(None, (str(PartyKind(told["kind"]).label), told.get("county"))))
    return row


def _found(query: str) -> QuerySet[PublishedGrant]:
    rows = PublishedGrant.objects.all()
    if query:
        rows = rows.filter(
            Q(title__icontains=query)
            | Q(recipient__icontains=query)
            | Q(funder__icontains=query)
            | Q(description__icontains=query)
        )
    return rows


def _decision(row: PublishedDecision) -> dict[str, Any]:
    grants = [_named(one) for one in row.grants.all() if not one.imported]
    parts = [
        Part(
            str(one.pk),
            short(one.recipient),
            one.content.get("used", 0),
            one.content.get("held", 0),
            one.content.get("left", 0),
            0,
        )
        for one in grants
    ]
    available = row.content.get("available", 0)
    return {
        "row": row,
        "told": row.content,
        "kind": DecisionKind(row.content["kind"]).label if row.content.get("kind") else "",
        "granted": sum(part.amount for part in parts),
        "used": sum(part.used for part in parts),
        "available": available,
        "picture": picture.of(row.amount, available, parts, row.currency),
        "parts": parts,
    }


def _activities(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**one, "theme": Theme(one["theme"]).label, "results": [_result(r) for r in one.get("results", ())]}
        for one in told.get("activities", ())
    ]


def _result(one: dict[str, Any]) -> dict[str, Any]:
    from fyr.funding.codes.parties import Whom
    from fyr.funding.models import Result

    shown = Result(persons=one["persons"], few=one["few"], value=one["value"]).shown
    return {**one, "shown": shown, "whom": Whom(one["whom"]).label if one["whom"] else ""}


def _start(request: HttpRequest) -> int:
    given = request.GET.get("from", "0")
    return min(int(given), 10**6) if given.isascii() and given.isdecimal() and len(given) < 8 else 0


def _page(query: str, start: int) -> str:
    from django.http import QueryDict

    address = QueryDict(mutable=True)
    address.update({"q": query, "from": str(start)} if query else {"from": str(start)})
    return f"?{address.urlencode()}"

"""What everybody sees, without signing in. These views read the published tables and nothing else."""

from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from fyr.access.rule import public
from fyr.funding.codes.decisions import AllotmentKind, ConditionKind
from fyr.funding.codes.grants import GrantState
from fyr.funding.interchange.formats import FORMATS, written
from fyr.funding.models import PublishedDecision, PublishedGrant
from fyr.funding.views.public_rows import activity_rows, decision_row, named

PAGE, LONGEST = 50, 100
NAMES = {"360giving": "360Giving (JSON)", "xlsx": "Excel (xlsx)", "csv": "CSV", "iati": "IATI 2.03 (XML)"}


@public("GET")
def front(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    others = request.GET.get("others") == "1"
    grants = _found(query, others=others)
    start = _start(request)
    rows = list(grants.select_related("decision")[start : start + PAGE + 1])
    decisions = list(PublishedDecision.objects.prefetch_related("grants"))
    sums = (
        PublishedGrant.objects.values("currency").annotate(total=Sum("amount"), many=Count("id")).order_by("currency")
    )
    context = {
        "query": query,
        "others": others,
        "any_others": PublishedGrant.objects.filter(imported=True).exists(),
        "grants": [named(one) for one in rows[:PAGE]],
        "previous_url": _page(query, max(0, start - PAGE), others) if start else "",
        "next_url": _page(query, start + PAGE, others) if len(rows) > PAGE else "",
        "decisions": [decision_row(one) for one in decisions],
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
            **decision_row(row),
            "told": told,
            "refs": [(one["sv" if sv else "en"], one["value"]) for one in told.get("refs", ())],
            "allotments": [{**one, "kind": AllotmentKind(one["kind"]).label} for one in told.get("allotments", ())],
            "conditions": [{**one, "kind": ConditionKind(one["kind"]).label} for one in told.get("conditions", ())],
            "activities": activity_rows(told),
            "grants": [
                {
                    "row": one,
                    "told": one.content,
                    "state": GrantState(one.content["state"]).label,
                    "activities": activity_rows(one.content),
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


def _found(query: str, *, others: bool) -> QuerySet[PublishedGrant]:
    """Grants of this node, or those of other funders; a search goes through both."""
    rows = PublishedGrant.objects.all()
    return rows.filter(words__contains=query.casefold()) if query else rows.filter(imported=others)


def _start(request: HttpRequest) -> int:
    given = request.GET.get("from", "0")
    return min(int(given), 10**6) if given.isascii() and given.isdecimal() and len(given) < 8 else 0


def _page(query: str, start: int, others: bool) -> str:
    from django.http import QueryDict

    address = QueryDict(mutable=True)
    told = {"q": query, "others": "1" if others else "", "from": str(start)}
    address.update({name: value for name, value in told.items() if value})
    return f"?{address.urlencode()}#grants"

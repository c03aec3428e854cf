"""The list and the page of a return as Django gives them over plain columns: same templates, same rules, same door."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from benchmarks.plain.models import TWINS, Consent, Event, Return
from benchmarks.plain.views import visible_cases
from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.cases.codes.consent import Purpose
from fyr.returns import access, dossier, page as real
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.states import RECEIVED
from fyr.returns.forms.filter import FilterForm
from fyr.returns.models import Agreement
from fyr.returns.views.home import SIZE
from fyr.returns.views.returns import context_of


@rule(Permission.RETURN_READ, "GET")
def home(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET or None)
    found = visible(request.user).filter(form.chosen()).select_related("officer")
    rows = list(found.order_by("-updated_at", "-pk")[: SIZE + 1])
    context = {
        "form": form,
        "returns": let_in(rows[:SIZE], request.user),
        "programmes": access.programmes(),
        "next_url": f"?after={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
        "first_url": "",
    }
    return render(request, "returns/home.html", context)


@rule(Permission.RETURN_READ, "GET")
def page(request: HttpRequest, return_id: UUID) -> HttpResponse:
    found = let_in(visible(request.user).filter(pk=return_id), request.user)
    if not found:
        raise Http404
    (ret,) = found
    ret.dossier = load(ret)
    events = Event.objects.filter(of=ret, about__in=[*ret.sections]).select_related("noted_by")[: real.LINES]
    return render(request, "returns/return.html", context_of(request.user, ret, list(events)))


def visible(by: Any) -> Any:
    hers = access.units(by)
    refers = Q(refers__in=hers) & (Q(case__isnull=True) | Q(case__in=visible_cases(by).values("pk")))
    runs = Q(runs__in=hers) & (Q(protected=False) | Q(officer=by))
    receives = Q(state__in=RECEIVED, pk__in=_shown_to(hers).values("of"))
    found = Return.objects.filter(refers | runs | receives)
    led = Exists(visible_cases(by).filter(pk=OuterRef("case")))
    return found.annotate(case_seen=led).select_related("programme", "runs__organisation", "refers__organisation")


def let_in(rows: Any, by: Any) -> list[Any]:
    batch, shown = list(rows), {}
    for agreement in _shown_to(access.units(by)).filter(of__in=[ret.pk for ret in batch]):
        shown.setdefault(agreement.of_id, set()).update(agreement.shown)
    for ret in batch:
        access._let_in(ret, by, shown.get(ret.pk, set()))
    return batch


def _shown_to(units: list[UUID]) -> Any:
    return TWINS[Agreement].objects.live().filter(asked=Asked.SHARE, to_unit__in=units)


def load(ret: Any) -> dossier.Dossier:
    """Sixteen queries less one, as the real page."""
    consents = Consent.objects.live().filter(case=ret.case_id, purpose=Purpose.RETURN)
    held = dossier.Dossier(ret, consented=consents.filter(to_unit=ret.programme.unit_id).exists())
    for name, model in dossier.KINDS.items():
        rows = list(TWINS[model].objects.filter(of=ret).select_related(*dossier.NAMED.get(name, ())))
        for row in rows:
            row.of = ret
        setattr(held, name, rows)
    return held

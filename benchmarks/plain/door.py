"""The door of returns over plain columns: it asks as the real one does, and needs no keys."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from benchmarks.plain.models import TWINS, Consent, Return
from benchmarks.plain.views import visible_cases
from fyr.cases.codes.consent import Purpose
from fyr.returns import access, dossier
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.states import RECEIVED
from fyr.returns.models import Agreement


def visible(by: Any) -> Any:
    hers = access.units(by)
    refers = Q(refers__in=hers) & (Q(case__isnull=True) | Q(case__in=visible_cases(by).values("pk")))
    runs = Q(runs__in=hers) & (Q(protected=False) | Q(officer=by))
    receives = Q(state__in=RECEIVED, pk__in=_shown_to(hers).values("of"))
    found = Return.objects.filter(refers | runs | receives)
    led = Exists(visible_cases(by).filter(pk=OuterRef("case")))
    return found.annotate(case_seen=led).select_related(
        "programme", "runs__organisation", "refers__organisation", "officer"
    )


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

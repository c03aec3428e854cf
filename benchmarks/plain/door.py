"""The door of returns over plain columns: it asks as the real one does, and needs no keys."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from benchmarks.plain.models import TWINS, Consent, Return
from benchmarks.plain.views import visible_cases
from fyr.cases.codes.consent import Purpose
from fyr.returns import access, dossier
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.states import RECEIVED
from fyr.returns.models import Agreement


def places(by: Any) -> list[Any]:
    """By side, as the real list asks: one OR over all sides would be a slow measure that flatters."""
    hers, rows = access.units(by), Return.objects.select_related(*access.WITH)
    referred = Q(case__isnull=True) | Q(case__in=visible_cases(by).values("pk"))
    run = Q(protected=False) | Q(officer=by)
    told = [rows.filter(referred, refers=unit) for unit in hers] + [rows.filter(run, runs=unit) for unit in hers]
    shown = set(_shown_to(hers).order_by().values_list("of", flat=True))
    return told + ([rows.filter(state__in=RECEIVED, pk__in=shown)] if shown else [])


def let_in(rows: Any, by: Any) -> list[Any]:
    batch, shown, hers = list(rows), {}, access.units(by)
    for agreement in _shown_to(hers).filter(of__in=[ret.pk for ret in batch]):
        shown.setdefault(agreement.of_id, []).append(agreement)
    referred = [ret.case_id for ret in batch if ret.case_id and ret.refers_id in hers]
    cases = set(visible_cases(by).filter(pk__in=referred).values_list("pk", flat=True)) if referred else set()
    for ret in batch:
        access._let_in(ret, by, shown.get(ret.pk, []), ret.case_id in cases)
    return [ret for ret in batch if ret.sides]


def _shown_to(units: list[UUID]) -> Any:
    return TWINS[Agreement].objects.live().filter(asked=Asked.SHARE, to_unit__in=units)


def load(ret: Any) -> dossier.Dossier:
    """As many queries as the real page, all but one."""
    consents = Consent.objects.live().filter(case=ret.case_id, purpose=Purpose.RETURN)
    held = dossier.Dossier(ret, consented=consents.filter(to_unit=ret.programme.unit_id).exists())
    for name, model in dossier.KINDS.items():
        rows = list(TWINS[model].objects.filter(of=ret).select_related(*dossier.NAMED.get(name, (None,))))
        for row in rows:
            row.of = ret
        setattr(held, name, rows)
    return held

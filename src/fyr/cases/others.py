"""Who else works with a case, as far as a member may know it: the unit that leads it, and those that she comes from."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from fyr.access.models import Member, Membership
from fyr.cases.access import hers
from fyr.cases.models import Case, Consent, Deadline

CONSENT_REVIEW = "consent.review"


def mask(case: Case, rows: Iterable[Any], *fields: str) -> None:
    """In these rows members whom she may not know stand as another unit. They are to be shown, and not saved."""
    them = _known(case)
    if them is None:
        return
    for row in rows:
        for field in fields:
            member = getattr(row, f"{field}_id")
            if member is not None and member not in them:
                setattr(row, field, Member(name=gettext("another unit")))


def own_deadlines(case: Case, deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Without reviews of what she said about others: that there is such a consent is not for whoever helps."""
    if case.led_by_hers:
        return deadlines
    asked = list(hers(case, Consent.objects.filter(case=case)).values_list("pk", flat=True))
    return deadlines.exclude(Q(rule_code=CONSENT_REVIEW) & ~Q(subject__in=asked))


def name_consents(case: Case, deadlines: Iterable[Deadline]) -> None:
    """To each review of a consent, about whom she was asked; several may run at once."""
    reviews = {one.subject: one for one in deadlines if one.rule_code == CONSENT_REVIEW}
    if not reviews:
        return
    for said in hers(case, Consent.objects.filter(case=case, pk__in=list(reviews)).select_related("to_unit")):
        said.case = case
        reviews[said.pk].about = said.given_to


def _known(case: Case) -> set[UUID] | None:
    """None where she may know everybody."""
    if not case.through or case.led_by_hers:
        return None
    units = {*case.through, *([case.unit_id] if case.unit_id else [])}
    return set(Membership.objects.filter(unit__in=units).values_list("member", flat=True))

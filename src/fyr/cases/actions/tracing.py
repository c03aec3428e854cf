"""The search for a child's family."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.acts import Act
from fyr.cases.codes.childhood import TracingOutcome
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.models import Case, FamilyTracing
from fyr.cases.trail import leave


@transaction.atomic
def note_tracing(
    *,
    by: Member,
    case: Case,
    asked_on: datetime.date,
    asked_whom: str,
    tracing: str,
    answered_on: datetime.date | None,
    note: str,
    tracing_id: UUID | None = None,
    version: int = 0,
) -> FamilyTracing:
    """Ask for the family, or note what came of it. Raises ChangedMeanwhile as every edited part."""
    require(case, Permission.IDENTITY_WRITE)
    happened(asked_on, "asked_on")
    if (tracing == TracingOutcome.WAITING) != (answered_on is None):
        raise Refused(_("An outcome has a date, and a request that waits has none."), "answered_on")
    if answered_on is not None:
        happened(answered_on, "answered_on")
        if answered_on < asked_on:
            raise Refused(_("That is before it was asked. Is the date right?"), "answered_on")
    if tracing_id is None:
        kept = FamilyTracing(case=case)
    else:
        kept = part_of(FamilyTracing, case, tracing_id)
        take_version(FamilyTracing.objects.filter(pk=kept.pk), version)
        kept.version = version + 1
    kept.asked_on, kept.tracing, kept.answered_on = asked_on, tracing, answered_on
    kept.asked_whom, kept.note = asked_whom or None, note or None
    kept.updated_at, kept.updated_by = timezone.now(), by
    kept.save()
    leave(case, by, Act.TRACING_CHANGED, code=tracing)
    return kept

"""Who speaks for a child, and whether that person is free of suspicion."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.acts import Act
from fyr.cases.codes.children import Suspicion
from fyr.cases.days import in_sight, since
from fyr.cases.errors import Refused
from fyr.cases.models import AccompanyingChild, Case, Spokesperson
from fyr.cases.trail import leave


@dataclass(frozen=True)
class Speaks:
    """Empty text means that it was not said. `grounds` None leaves what is kept: the member may not read it."""

    speaks_as: str
    name: str
    contact: str = ""
    suspicion: str = Suspicion.NOT_KNOWN
    grounds: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    child_id: UUID | None = None


@transaction.atomic
def note_spokesperson(
    *, by: Member, case: Case, told: Speaks, spokesperson_id: UUID | None = None, version: int = 0
) -> Spokesperson:
    """Note somebody who speaks for the child, or change what is kept. Raises ChangedMeanwhile as every edited part."""
    require(case, Permission.IDENTITY_WRITE)
    since(told.since, "since")
    since(told.until, "until")
    in_sight(told.since, "since")
    if told.since and told.until and told.until < told.since:
        raise Refused(_("The last day lies before the first."), "until")
    child = part_of(AccompanyingChild, case, told.child_id) if told.child_id else None
    if spokesperson_id is None:
        if child is None and not case.treated_as_child:
            raise Refused(_("She is not treated as a child. Choose the accompanying child whom it concerns."), "child")
        kept = Spokesperson(case=case)
    else:
        kept = part_of(Spokesperson, case, spokesperson_id)
        take_version(Spokesperson.objects.filter(pk=kept.pk), version)
        kept.version = version + 1
    kept.child, kept.speaks_as, kept.suspicion = child, told.speaks_as, told.suspicion
    kept.since, kept.until = told.since, told.until
    kept.name, kept.contact = told.name or None, told.contact or None
    if told.grounds is not None:
        kept.grounds = told.grounds or None
    kept.updated_at, kept.updated_by = timezone.now(), by
    kept.save()
    leave(case, by, Act.SPOKESPERSON_CHANGED, code=told.speaks_as)
    return kept

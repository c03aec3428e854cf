"""Legal counsel: asked for, and appointed."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.acts import Act
from fyr.cases.codes.rights import CounselKind
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Counsel
from fyr.cases.trail import leave


@transaction.atomic
def keep_counsel(
    *,
    by: Member,
    case: Case,
    kind: str,
    requested_on: datetime.date,
    appointed_on: datetime.date | None = None,
    name: str = "",
    note: str = "",
    counsel_id: UUID | None = None,
    version: int = 0,
) -> Counsel:
    """Note that counsel was asked for, or with `counsel_id` what became of it."""
    require(case, Permission.LEGAL_WRITE)
    if kind not in CounselKind.values:
        raise Refused(_("Choose one of these."), "kind")
    happened(requested_on, "requested_on")
    happened(appointed_on, "appointed_on")
    if appointed_on is not None and appointed_on < requested_on:
        raise Refused(_("Counsel cannot be appointed before it was asked for."), "appointed_on")
    counsel = Counsel(case=case, noted_by=by)
    if counsel_id is not None:
        counsel = part_of(Counsel, case, counsel_id, lock=True)
        take_version(Counsel.objects.filter(pk=counsel.pk), version)
        counsel.version = version + 1
    counsel.kind, counsel.requested_on, counsel.appointed_on = kind, requested_on, appointed_on
    counsel.name, counsel.note = name or None, note or None
    counsel.save()
    leave(case, by, Act.COUNSEL_NOTED, code=kind)
    return counsel

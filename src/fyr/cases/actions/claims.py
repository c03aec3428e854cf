"""Claims for compensation."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.acts import Act
from fyr.cases.codes.rights import ClaimKind
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Claim
from fyr.cases.trail import leave


@transaction.atomic
def keep_claim(
    *,
    by: Member,
    case: Case,
    kind: str,
    claimed_on: datetime.date,
    claimed: int | None = None,
    awarded_on: datetime.date | None = None,
    awarded: int | None = None,
    paid_on: datetime.date | None = None,
    paid: int | None = None,
    note: str = "",
    claim_id: UUID | None = None,
    version: int = 0,
) -> Claim:
    """Note a claim, or with `claim_id` what became of it. Amounts are whole SEK; None is not known, 0 is nothing."""
    require(case, Permission.LEGAL_WRITE)
    if kind not in ClaimKind.values:
        raise Refused(_("Choose one of these."), "kind")
    for field, amount in (("claimed", claimed), ("awarded", awarded), ("paid", paid)):
        if amount is not None and amount < 0:
            raise Refused(_("An amount is 0 or more."), field)
    for field, on in (("claimed_on", claimed_on), ("awarded_on", awarded_on), ("paid_on", paid_on)):
        happened(on, field)
        if on is not None and on < claimed_on:
            raise Refused(_("That is before the claim."), field)
    claim = Claim(case=case, noted_by=by)
    if claim_id is not None:
        claim = part_of(Claim, case, claim_id, lock=True)
        take_version(Claim.objects.filter(pk=claim.pk), version)
        claim.version = version + 1
    claim.kind, claim.claimed_on, claim.awarded_on, claim.paid_on = kind, claimed_on, awarded_on, paid_on
    claim.claimed, claim.awarded, claim.paid, claim.note = claimed, awarded, paid, note or None
    claim.save()
    leave(case, by, Act.CLAIM_NOTED, code=kind)
    return claim

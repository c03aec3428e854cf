"""Something is shown to somebody, and all of it can end at once."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import part_of, require
from fyr.cases.actions import assignments
from fyr.cases.acts import Act
from fyr.cases.codes.consent import Share
from fyr.cases.codes.referrals import ReferralState
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Disclosure, Referral
from fyr.cases.trail import leave

FURTHEST = datetime.timedelta(days=732)


@transaction.atomic
def end_disclosure(*, by: Member, case: Case, disclosure_id: UUID) -> None:
    """Show it no longer. The members of that unit lose what only this decision showed them, at once."""
    require(case, Permission.REFERRAL_SEND, closed=True)
    disclosure = part_of(Disclosure, case, disclosure_id, lock=True)
    if disclosure.ended_at is not None:
        raise Refused(_("This has ended already."))
    end(Disclosure.objects.filter(pk=disclosure.pk), by)
    leave(case, by, Act.DISCLOSURE_ENDED, code=disclosure.purpose)
    stop(case, disclosure.to_unit_id)


def end(disclosures: QuerySet[Disclosure], by: Member) -> None:
    """Within another act: show these no longer."""
    disclosures.filter(ended_at__isnull=True).update(ended_at=timezone.now(), ended_by=by)


@transaction.atomic
def end_expired() -> int:
    """The node's own clock: whose last ground has run out is out already, and now its unit's key goes too."""
    with whole_node():
        running = Assignment.objects.running()
        shown = running.shown().values("pk")
        return assignments.end(running.exclude(pk__in=shown))


def stop(case: Case, unit_id: UUID | None) -> None:
    """Where no other ground shows the case to this unit, its requests, its members and its key end."""
    if unit_id is None:
        return
    with whole_node():
        live = Disclosure.objects.live().filter(case=case, to_unit=unit_id)
        open_ones = Referral.objects.filter(
            case=case, to_unit=unit_id, state__in=(ReferralState.SENT, ReferralState.ACCEPTED)
        )
        open_ones.exclude(disclosure__in=live).update(state=ReferralState.REVOKED, ended_at=timezone.now())
        if not live.filter(shows_help=True).exists():
            assignments.end(
                Assignment.objects.filter(case=case, unit=unit_id).exclude(
                    unit__organisation=case.unit.organisation_id if case.unit else None
                )
            )


def keep(
    case: Case,
    model: Any,
    *,
    shares: frozenset[str],
    to_unit: Unit | None,
    receiver: str,
    since: datetime.date,
    until: datetime.date,
    **fields: Any,
) -> Any:
    happened(since)
    if until < since:
        raise Refused(_("The last day lies before the first."), "until")
    if until > timezone.localdate() + FURTHEST:
        raise Refused(_("Choose a day within two years. She can be asked anew then."), "until")
    if to_unit is None and not receiver.strip():
        raise Refused(_("Say to whom: choose a unit, or name somebody here."), "receiver")
    return model.objects.create(
        case=case,
        to_unit=to_unit,
        receiver=None if to_unit else receiver.strip(),
        since=since,
        until=until,
        **{f"shows_{share.value}": share in shares for share in Share},
        **fields,
    )

"""A case goes to another unit, and to another organisation's care, with nobody left out between."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.cases import search
from fyr.cases.access import require, workers_of
from fyr.cases.actions import assignments, protection
from fyr.cases.actions.grounds import Ground, rest_on
from fyr.cases.actions.record import set_fields
from fyr.cases.acts import Act
from fyr.cases.codes.consent import Purpose, Share
from fyr.cases.codes.referrals import ReferralKind, ReferralState
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Disclosure, Referral, Task
from fyr.cases.trail import leave
from fyr.vault import keys

# How long whoever handed the case over stays in it, so that there is somebody to ask.
OVERLAP = datetime.timedelta(days=14)


@transaction.atomic
def propose(*, by: Member, case: Case, to_unit: Unit, urgency: str, ground: Ground, message: str) -> Referral:
    """Ask another unit to take the case over. Until somebody there accepts, nothing changes for the person."""
    require(case, Permission.REFERRAL_SEND, Permission.CASE_CLOSE)
    if case.unit is None or to_unit.pk == case.unit_id:
        raise Refused(_("The case is led by that unit already. Choose another unit."), "to_unit")
    if not to_unit.takes_referrals:
        raise Refused(_("That unit takes no referrals. Choose another unit."), "to_unit")
    running = Referral.objects.filter(case=case, kind=ReferralKind.HANDOVER, state=ReferralState.SENT)
    if running.exists():
        raise Refused(_("A handover waits for an answer already. Take it back first."), "to_unit")
    referral = Referral.objects.create(
        case=case,
        kind=ReferralKind.HANDOVER,
        from_unit=case.unit,
        to_unit=to_unit,
        urgency=urgency,
        disclosure=rest_on(by, case, ground, to_unit=to_unit),
        sent_by=by,
        message=message or None,
    )
    leave(case, by, Act.HANDOVER_PROPOSED, code=to_unit.code)
    return referral


def take_over(by: Member, referral: Referral, case: Case) -> None:
    """Within the answer to a handover, as the node itself: the case is led by the receiving unit from now on.

    Whoever proposed it stays assigned for OVERLAP. Tasks of members who see the case no longer become the task of
    whoever took it over, requests that wait are hers to follow, and the terms under which it is found are made anew.
    """
    former, unit = referral.from_unit, referral.to_unit
    if case.box is None or not by.rights.hold(Permission.CASE_OPEN, unit.pk):
        raise Refused(_("Only somebody who leads cases in your unit can take the case over."))
    keys.share(case.box, unit.pk)
    theirs = Referral.objects.filter(case=case, to_unit=unit).exclude(pk=referral.pk)
    theirs.filter(state=ReferralState.ACCEPTED).update(state=ReferralState.DONE, ended_at=timezone.now())
    theirs.filter(state=ReferralState.SENT).update(state=ReferralState.REVOKED, ended_at=timezone.now())
    Referral.objects.filter(case=case, state=ReferralState.SENT).update(from_unit=unit)
    case.unit, case.responsible, case.through = unit, by, frozenset({unit.pk})
    case.save(update_fields=["unit", "responsible"])
    assignments.end(Assignment.objects.filter(case=case, unit__in=[former.pk, unit.pk]))
    _stay(by, referral, case)
    if case.protected_identity:
        protection.name(by, case)
    assignments.withdraw_unless_needed(case.pk, former.pk)
    workers = workers_of(case, Permission.PLAN_WRITE)
    Task.objects.filter(case=case, done_at__isnull=True).exclude(assignee__in=workers).update(assignee=by)
    referral.ended_at = timezone.now()
    referral.save(update_fields=["ended_at"])
    search.index(case)
    today = timezone.localdate().isoformat()
    set_fields(case, "case", cas_CaseOwner=by.name)
    set_fields(case, "referral", cas_ReferredOrganisation=unit.name, cas_OutgoingReferralDate=today,
               cas_ReasonForOutgoingReferral="MigrationOrChangeOfLocation")  # fmt: skip
    leave(case, by, Act.CASE_HANDED_OVER, code=unit.code)


def _stay(by: Member, referral: Referral, case: Case) -> None:
    """The one who handed it over can be asked for a while, on the ground of the task that she is bringing to its end."""
    sender, former = referral.sent_by, referral.from_unit
    if not sender.rights.hold(Permission.CASE_READ, former.pk):
        return
    until = timezone.localdate() + OVERLAP
    if former.organisation_id != case.unit.organisation_id:  # type: ignore[union-attr]
        shown = {f"shows_{share.value}": True for share in Share}
        Disclosure.objects.create(
            case=case,
            to_unit=former,
            purpose=Purpose.HANDOVER,
            since=timezone.localdate(),
            until=until,
            basis="own_task",
            reason=str(_("Handover: whoever led the case can be asked about it for 14 days.")),
            made_by=by,
            **shown,
        )
    Assignment.objects.create(case=case, member=sender, unit=former, until=until, given_by=by)

"""Another unit is asked for help, and answers."""

import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import part_of, require
from fyr.cases.actions import assignments, disclosures, handover
from fyr.cases.actions.grounds import Ground, rest_on
from fyr.cases.actions.record import set_fields
from fyr.cases.actions.team import ASSIGNED_DAYS
from fyr.cases.acts import Act
from fyr.cases.codes.referrals import ReferralKind, ReferralState
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Disclosure, Referral
from fyr.cases.trail import leave
from fyr.vault import keys


@transaction.atomic
def send_referral(
    *, by: Member, case: Case, to_unit: Unit, need: str, urgency: str, ground: Ground, message: str
) -> Referral:
    """Ask another unit for help. It learns need, urgency and sender; the message waits, sealed, for acceptance.

    What it will see then is what the ground shows: her consent, or a legal basis.
    """
    require(case, Permission.REFERRAL_SEND)
    if case.unit is None or to_unit.pk == case.unit_id:
        raise Refused(_("The case is led by that unit already. Choose another unit."))
    if not to_unit.takes_referrals:
        raise Refused(_("That unit takes no referrals. Choose another unit."))
    running = Referral.objects.filter(
        case=case, to_unit=to_unit, kind=ReferralKind.HELP, state__in=(ReferralState.SENT, ReferralState.ACCEPTED)
    )
    if running.exists():
        raise Refused(_("A referral to that unit is already running. Revoke it first, or choose another unit."))
    disclosure = rest_on(by, case, ground, to_unit=to_unit)
    referral = Referral.objects.create(
        case=case,
        from_unit=case.unit,
        to_unit=to_unit,
        need=need,
        urgency=urgency,
        disclosure=disclosure,
        sent_by=by,
        message=message or None,
    )
    set_fields(
        case,
        "referral",
        cas_ReferredOrganisation=to_unit.name,
        cas_OutgoingReferralDate=timezone.localdate().isoformat(),
        cas_ReasonForOutgoingReferral="AdditionalServicesRequired",
    )
    leave(case, by, Act.REFERRAL_SENT, code=to_unit.code)
    return referral


def accept_referral(*, by: Member, referral: Referral) -> Case:
    """Take the case on: the receiving unit's key opens it from now, and `by` is assigned to it.

    The receiver cannot see the case before this act, so the node itself opens it on the sender's behalf.
    """
    _require_answer(by, referral)
    with whole_node(), transaction.atomic():
        referral, case = _waiting(referral)
        if not Disclosure.objects.live().filter(pk=referral.disclosure_id).exists():
            raise Refused(_("What the referral rested on does not hold any more. Ask the sender to refer again."))
        case.box = keys.unlock([case.pk], [referral.from_unit_id])[case.pk]
        if referral.kind == ReferralKind.HANDOVER:
            _answer(referral, by, ReferralState.DONE)
            handover.take_over(by, referral, case)
            return case
        assignments.end(Assignment.objects.filter(case=case, member=by))
        keys.share(case.box, referral.to_unit_id)
        until = min(timezone.localdate() + datetime.timedelta(days=ASSIGNED_DAYS), referral.disclosure.until)
        Assignment.objects.create(case=case, member=by, unit=referral.to_unit, until=until, given_by=referral.sent_by)
        _answer(referral, by, ReferralState.ACCEPTED)
        leave(case, by, Act.REFERRAL_ACCEPTED, code=referral.to_unit.code)
    return case


def decline_referral(*, by: Member, referral: Referral, reason: str) -> None:
    """Say no, with a reason code. The receiver never learns whom it was about."""
    _require_answer(by, referral)
    with whole_node(), transaction.atomic():
        referral, case = _waiting(referral)
        case.box = keys.unlock([case.pk], [referral.from_unit_id])[case.pk]
        referral.decline_reason = reason
        _answer(referral, by, ReferralState.DECLINED)
        disclosures.end(Disclosure.objects.filter(pk=referral.disclosure_id), by)
        leave(case, by, Act.REFERRAL_DECLINED, code=reason)


@transaction.atomic
def end_referral(*, by: Member, case: Case, referral_id: UUID, state: str) -> None:
    """The help was given (done), or the sender takes the request back (revoked). The receiver's access ends.

    Only the leading unit takes back; that the help was given says either of the two.
    """
    require(case, Permission.REFERRAL_SEND if state == ReferralState.REVOKED else Permission.PLAN_WRITE, closed=True)
    referral = part_of(Referral, case, referral_id, lock=True)
    if Permission.REFERRAL_SEND not in case.may and not by.rights.hold(Permission.REFERRAL_ANSWER, referral.to_unit_id):
        raise PermissionDenied
    allowed: dict[str, tuple[str, ...]] = {
        ReferralState.SENT: (ReferralState.REVOKED,),
        ReferralState.ACCEPTED: (ReferralState.REVOKED, ReferralState.DONE),
    }
    if state not in allowed.get(referral.state, ()):
        raise Refused(_("This referral has ended already."))
    accepted = referral.state == ReferralState.ACCEPTED
    referral.state, referral.ended_at = state, timezone.now()
    referral.save(update_fields=["state", "ended_at"])
    act = Act.REFERRAL_DONE if state == ReferralState.DONE else Act.REFERRAL_REVOKED
    leave(case, by, act, code=referral.to_unit.code)
    # A handover that waits for an answer there keeps what it rests on.
    waiting = Referral.objects.filter(case=case, to_unit=referral.to_unit_id, state=ReferralState.SENT)
    over = Disclosure.objects.filter(case=case, to_unit=referral.to_unit_id).exclude(
        pk__in=list(waiting.values_list("disclosure", flat=True))
    )
    disclosures.end(over if accepted else over.filter(pk=referral.disclosure_id), by)
    if accepted:
        assignments.end(Assignment.objects.filter(case=case, unit=referral.to_unit_id))


def _require_answer(by: Member, referral: Referral) -> None:
    if not by.rights.hold(Permission.REFERRAL_ANSWER, referral.to_unit_id):
        raise Refused(_("You cannot answer referrals to this unit."))


def _waiting(referral: Referral) -> tuple[Referral, Case]:
    held = Referral.objects.select_for_update(of=("self",)).select_related("case__unit", "to_unit", "sent_by")
    referral = held.get(pk=referral.pk)
    if referral.state != ReferralState.SENT:
        raise Refused(_("This referral has been answered or revoked already."))
    return referral, referral.case


def _answer(referral: Referral, by: Member, state: str) -> None:
    referral.state, referral.answered_by, referral.answered_at = state, by, timezone.now()
    referral.save(update_fields=["state", "decline_reason", "answered_by", "answered_at"])

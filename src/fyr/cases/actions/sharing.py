"""Referrals to other units and assignments of members: who else works with the case, and until when."""

import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.models import Member, Membership, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import part_of, require
from fyr.cases.actions import assignments, consent, handover, protection
from fyr.cases.actions.consent import Ground, rest_on
from fyr.cases.actions.record import set_fields
from fyr.cases.acts import Act
from fyr.cases.codes import ReferralKind, ReferralState
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Disclosure, Referral
from fyr.cases.trail import leave
from fyr.vault import keys
from fyr.vault.errors import Locked

# How long an accepted referral gives access before somebody must say that it is still needed.
ASSIGNED_DAYS = 180
FURTHEST = datetime.timedelta(days=366)


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
        consent.end(Disclosure.objects.filter(pk=referral.disclosure_id), by)
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
    rested_on = Disclosure.objects.filter(case=case, to_unit=referral.to_unit_id)
    consent.end(rested_on if accepted else rested_on.filter(pk=referral.disclosure_id), by)
    if accepted:
        assignments.end(Assignment.objects.filter(case=case, unit=referral.to_unit_id))


@transaction.atomic
def assign(
    *, by: Member, case: Case, member: Member, unit: Unit, until: datetime.date, ground: Ground | None = None
) -> Assignment:
    """Let a member of another unit work with the case until a date, through that unit's key.

    Of another organisation it takes a ground, unless a live one shows the case to her unit already. It ends before
    that date where a referral to her unit ends.
    """
    require(case, Permission.CASE_ASSIGN)
    if case.box is None:
        raise Locked("A case from the door is needed to share its key.")
    if unit.pk not in member.rights.by_unit:
        raise Refused(_("She does not work in that unit any more."))
    if not member.rights.hold(Permission.CASE_READ, unit.pk):
        raise Refused(_("Her role does not work with cases, so she cannot be assigned."))
    if not case.protected_identity and (unit.pk == case.unit_id or member.pk == by.pk):
        raise Refused(_("She sees the case already, through the unit that leads it."))
    if until < timezone.localdate():
        raise Refused(_("The last day has passed. Choose today or a later day."), "until")
    if until > timezone.localdate() + FURTHEST:
        raise Refused(_("Choose a day within a year. It can be assigned anew then."), "until")
    _show_to(by, case, unit, ground)
    assignments.end(Assignment.objects.filter(case=case, member=member))
    assignment = Assignment.objects.create(case=case, member=member, unit=unit, until=until, given_by=by)
    with whole_node():
        keys.share(case.box, unit.pk)
    leave(case, by, Act.MEMBER_ASSIGNED)
    return assignment


@transaction.atomic
def end_assignment(*, by: Member, case: Case, assignment_id: UUID) -> None:
    """Her access ends with the next request."""
    require(case, Permission.CASE_ASSIGN, closed=True)
    if not assignments.end(Assignment.objects.filter(pk=part_of(Assignment, case, assignment_id).pk)):
        raise Refused(_("This assignment has ended already."))
    if case.protected_identity and not protection.has_leader(case):
        raise Refused(_("She is the last who leads this protected case. Name somebody else first."))
    leave(case, by, Act.ASSIGNMENT_ENDED)


def end_with_membership(membership: Membership) -> None:
    """Whoever leaves a unit leaves the cases that she came to through it, in the same transaction."""
    with whole_node():
        assignments.end(Assignment.objects.filter(member=membership.member_id, unit=membership.unit_id))


@transaction.atomic
def end_expired() -> None:
    """The node's own clock: after the last day of an assignment its unit's key goes, too."""
    ended = assignments.end(Assignment.objects.filter(until__lt=timezone.localdate())) + consent.end_expired()
    if ended:
        journal.append(label="assignments.expired", actor=None, codes={"count": str(ended)})


def _show_to(by: Member, case: Case, unit: Unit, ground: Ground | None) -> None:
    """A unit of the same organisation may see the case; to another it is shown on a ground."""
    if case.unit is None or unit.organisation_id == case.unit.organisation_id:
        return
    if ground is not None:
        rest_on(by, case, ground, to_unit=unit)
    elif not Disclosure.objects.live().filter(case=case, to_unit=unit, shows_help=True).exists():
        raise Refused(_("She works for another organisation. Say on what the sharing rests."), "basis")


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

"""What was applied for, what was answered, and what of it was noted wrong."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import part_of, require
from fyr.cases.actions import deadlines
from fyr.cases.actions.permit_checks import application_holds, keep
from fyr.cases.actions.versions import take_version
from fyr.cases.acts import Act
from fyr.cases.codes.rights import UNDECIDED, PermitAnswer
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Permit
from fyr.cases.trail import leave

# What a grant says that a deadline counts by: kind, first and last day.
Grant = tuple[str, datetime.date | None, datetime.date | None]


@transaction.atomic
def apply(
    *, by: Member, case: Case, kind: str, applicant: str, applied_on: datetime.date, reference: str = ""
) -> Permit:
    """Note an application. Who may apply for what stands in data/permits.json; she herself never may."""
    require(case, Permission.PLAN_WRITE)
    permit = Permit(
        case=case, kind=kind, applicant=applicant, applied_on=applied_on, reference=reference or None, noted_by=by
    )
    application_holds(permit)
    permit.save()
    leave(case, by, Act.PERMIT_APPLIED, code=kind)
    return permit


@transaction.atomic
def answer(
    *,
    by: Member,
    case: Case,
    permit_id: UUID,
    answer: str,
    decided_on: datetime.date,
    valid_from: datetime.date | None = None,
    valid_until: datetime.date | None = None,
    reason: str = "",
) -> Permit:
    """Keep the answer. A grant starts its deadline, and follows the ones it extends; a refusal needs its reason."""
    require(case, Permission.PLAN_WRITE)
    permit = part_of(Permit, case, permit_id, lock=True)
    if not permit.is_pending:
        raise Refused(
            gettext_lazy("This application is answered already: %(state)s.") % {"state": permit.get_answer_display()}
        )
    if answer in UNDECIDED:
        raise Refused(gettext_lazy("Choose one of these."), "answer")
    permit.answer, permit.decided_on, permit.reason = answer, decided_on, reason.strip() or None
    permit.valid_from, permit.valid_until = valid_from, valid_until
    keep(permit)
    leave(case, by, Act.PERMIT_ANSWERED, code=answer)
    _move_deadlines(by, permit, None)
    return permit


@transaction.atomic
def appeal(*, by: Member, case: Case, permit_id: UUID, appealed_by: str, on: datetime.date) -> None:
    """Note that a refusal was appealed, by someone who may."""
    require(case, Permission.PLAN_WRITE)
    permit = part_of(Permit, case, permit_id, lock=True)
    if not permit.can_be_appealed:
        raise Refused(gettext_lazy("Only a refusal that was not appealed yet can be appealed."))
    permit.appealed_by, permit.appealed_on = appealed_by, on
    keep(permit)
    leave(case, by, Act.PERMIT_APPEALED, code=permit.kind)


@transaction.atomic
def correct(
    *,
    by: Member,
    case: Case,
    permit_id: UUID,
    version: int,
    kind: str,
    applicant: str,
    applied_on: datetime.date,
    reference: str = "",
    answer: str = PermitAnswer.PENDING,
    decided_on: datetime.date | None = None,
    valid_from: datetime.date | None = None,
    valid_until: datetime.date | None = None,
    reason: str = "",
    appealed_by: str = "",
    appealed_on: datetime.date | None = None,
) -> Permit:
    """Put right what was noted; the timeline keeps what stood there. Deadlines follow what is right now.

    What a wrong grant had extended runs again. Raises ChangedMeanwhile where another member saved it after `version`.
    """
    require(case, Permission.PLAN_WRITE)
    permit = part_of(Permit, case, permit_id, lock=True)
    take_version(Permit.objects.filter(pk=permit.pk), version)
    before, granted = permit.in_full, _grant(permit)
    permit.kind, permit.applicant, permit.applied_on, permit.reference = kind, applicant, applied_on, reference or None
    permit.answer, permit.decided_on, permit.reason = answer, decided_on, reason.strip() or None
    permit.valid_from, permit.valid_until = valid_from, valid_until
    permit.appealed_by, permit.appealed_on = appealed_by, appealed_on
    permit.version = version + 1
    application_holds(permit)
    keep(permit)
    leave(case, by, Act.PERMIT_CORRECTED, code=permit.kind, text=_("Before: %(text)s") % {"text": before})
    _move_deadlines(by, permit, granted)
    return permit


def _grant(permit: Permit) -> Grant | None:
    return (permit.kind, permit.valid_from, permit.valid_until) if permit.answer == PermitAnswer.GRANTED else None


def _move_deadlines(by: Member, permit: Permit, before: Grant | None) -> None:
    """From what was granted `before` to what is granted now."""
    now, case, rule = _grant(permit), permit.case, permit.rule
    if now == before:
        return
    deadlines.drop(case, by, permit.pk)
    if before is not None and (now is None or now[0] != before[0]):
        deadlines.resume(case, by, permit.pk)
    if rule is None or permit.valid_from is None:
        return
    if before is None or before[0] != permit.kind:
        deadlines.follow(case, by, rule.extends, permit.pk)
    deadlines.begin(case, by, event=rule.event, on=permit.valid_from, stated=permit.valid_until, subject=permit.pk)

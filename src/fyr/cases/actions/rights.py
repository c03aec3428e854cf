"""What she was told and offered, what was applied for, and what was answered."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases import rights
from fyr.cases.access import part_of, require
from fyr.cases.actions import deadlines
from fyr.cases.acts import Act
from fyr.cases.codes.rights import Applicant, InterpreterPresent, PermitAnswer, RightState
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Permit, RightStep
from fyr.cases.trail import leave

FIRST_YEAR = datetime.date(1990, 1, 1)


@transaction.atomic
def note_right(
    *,
    by: Member,
    case: Case,
    right: str,
    state: str,
    on: datetime.date,
    language: str = "",
    interpreter: str = InterpreterPresent.NOT_NOTED,
    note: str = "",
) -> RightStep:
    """Note one step beside the earlier ones. Raises Refused for an unknown right or a state that is none."""
    require(case, Permission.PLAN_WRITE)
    if rights.right(right) is None or state not in RightState.values:
        raise Refused(_("Choose one of these."), "state")
    past(on, "on")
    step = RightStep.objects.create(
        case=case,
        right=right,
        state=state,
        on=on,
        interpreter=interpreter,
        language=language or None,
        note=note or None,
        noted_by=by,
    )
    leave(case, by, Act.RIGHT_NOTED, code=right)
    return step


@transaction.atomic
def apply(
    *, by: Member, case: Case, kind: str, applicant: str, applied_on: datetime.date, reference: str = ""
) -> Permit:
    """Note an application. Who may apply for what stands in data/permits.json; she herself never may."""
    require(case, Permission.PLAN_WRITE)
    rule = rights.permit(kind)
    if rule is None:
        raise Refused(_("Choose one of these."), "kind")
    if applicant not in Applicant.values:
        raise Refused(_("She cannot apply herself. The law names who may: choose one of these."), "applicant")
    past(applied_on, "applied_on")
    if not rule.may_apply(applicant, applied_on):
        raise Refused(_("The law did not let this applicant apply for that on this day."), "applicant")
    permit = Permit.objects.create(
        case=case, kind=kind, applicant=applicant, applied_on=applied_on, reference=reference or None, noted_by=by
    )
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
        raise Refused(_("This application is answered already: %(state)s.") % {"state": permit.get_answer_display()})
    if answer not in (PermitAnswer.GRANTED, PermitAnswer.REFUSED, PermitAnswer.WITHDRAWN):
        raise Refused(_("Choose one of these."), "answer")
    past(decided_on, "decided_on")
    if decided_on < permit.applied_on:
        raise Refused(_("That is before the application."), "decided_on")
    if answer == PermitAnswer.REFUSED and not reason.strip():
        raise Refused(_("Write the reason that was given."), "reason")
    permit.answer, permit.decided_on, permit.reason = answer, decided_on, reason or None
    if answer == PermitAnswer.GRANTED:
        permit.valid_from, permit.valid_until = _days(valid_from, valid_until)
    permit.save(update_fields=["answer", "decided_on", "reason", "valid_from", "valid_until"])
    leave(case, by, Act.PERMIT_ANSWERED, code=answer)
    if permit.rule is not None and permit.valid_from is not None:
        deadlines.follow(case, by, permit.rule.extends)
        deadlines.begin(
            case, by, event=permit.rule.event, on=permit.valid_from, stated=permit.valid_until, subject=permit.pk
        )
    return permit


@transaction.atomic
def appeal(*, by: Member, case: Case, permit_id: UUID, appealed_by: str, on: datetime.date) -> None:
    """Note that a refusal was appealed, by someone who may."""
    require(case, Permission.PLAN_WRITE)
    permit = part_of(Permit, case, permit_id, lock=True)
    if not permit.can_be_appealed or permit.rule is None or permit.decided_on is None:
        raise Refused(_("Only a refusal that was not appealed yet can be appealed."))
    if appealed_by not in Applicant.values or not permit.rule.may_appeal(appealed_by, permit.applicant):
        raise Refused(_("The law does not let them appeal this."), "appealed_by")
    past(on, "on")
    if on < permit.decided_on:
        raise Refused(_("That is before the decision."), "on")
    permit.appealed_by, permit.appealed_on = appealed_by, on
    permit.save(update_fields=["appealed_by", "appealed_on"])
    leave(case, by, Act.PERMIT_APPEALED, code=permit.kind)


def past(on: datetime.date | None, field: str) -> None:
    """Raises Refused for a day that has not come, or lies so far back that the year is wrong."""
    if on is not None and on > timezone.localdate():
        raise Refused(_("The date lies in the future. Note what has happened; plan ahead with a task."), field)
    if on is not None and on < FIRST_YEAR:
        raise Refused(_("That is very long ago. Is the year right?"), field)


def _days(first: datetime.date | None, last: datetime.date | None) -> tuple[datetime.date, datetime.date]:
    if first is None:
        raise Refused(_("Write the first day of the permit."), "valid_from")
    if last is None:
        raise Refused(_("Write the last day of the permit."), "valid_until")
    if last < first:
        raise Refused(_("The last day lies before the first."), "valid_until")
    return first, last

"""What was applied for, what was answered, and what of it was noted wrong."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.actions import permit_deadlines
from fyr.cases.actions.permit_checks import application_holds, keep
from fyr.cases.acts import Act
from fyr.cases.codes.rights import UNDECIDED, PermitAnswer
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Permit
from fyr.cases.trail import leave


@transaction.atomic
def apply(
    *, by: Member, case: Case, kind: str, applicant: str, applied_on: datetime.date, reference: str = ""
) -> Permit:
    """Note an application. Who may apply for what stands in data/permits.json; she herself never may."""
    require(case, Permission.LEGAL_WRITE)
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
    require(case, Permission.LEGAL_WRITE)
    permit = part_of(Permit, case, permit_id, lock=True)
    if not permit.is_pending:
        raise Refused(
            gettext_lazy("This application is answered already: %(state)s.") % {"state": permit.get_answer_display()}
        )
    if answer in UNDECIDED:
        raise Refused(gettext_lazy("Choose one of these."), "answer")
    permit.answer, permit.decided_on, permit.reason = answer, decided_on, reason.strip() or None
    permit.valid_from, permit.valid_until = valid_from, valid_until
    permit.version += 1
    keep(permit)
    leave(case, by, Act.PERMIT_ANSWERED, code=answer)
    permit_deadlines.move(by, permit, None)
    return permit


@transaction.atomic
def appeal(*, by: Member, case: Case, permit_id: UUID, appealed_by: str, on: datetime.date) -> None:
    """Note that a refusal was appealed, by someone who may."""
    require(case, Permission.LEGAL_WRITE)
    permit = part_of(Permit, case, permit_id, lock=True)
    if not permit.can_be_appealed:
        raise Refused(gettext_lazy("Only a refusal that was not appealed yet can be appealed."))
    permit.appealed_by, permit.appealed_on = appealed_by, on
    permit.version += 1
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
    why: str = "",
) -> Permit:
    """Put right what was noted; the timeline keeps what stood there. Deadlines follow what is right now.

    What a wrong grant had extended runs again. An answer that falls away needs `why`. For those who may read reasons:
    they stand in what is corrected. Raises ChangedMeanwhile where another member saved it after `version`.
    """
    require(case, Permission.LEGAL_WRITE, Permission.EXPLOITATION_READ)
    permit = part_of(Permit, case, permit_id, lock=True)
    take_version(Permit.objects.filter(pk=permit.pk), version)
    if answer in UNDECIDED and permit.answer not in UNDECIDED and not why.strip():
        raise Refused(gettext_lazy("Write why the answer falls away."), "why")
    before, granted = permit.in_full, permit_deadlines.grant_of(permit)
    permit.kind, permit.applicant, permit.applied_on, permit.reference = kind, applicant, applied_on, reference or None
    permit.answer, permit.decided_on, permit.reason = answer, decided_on, reason.strip() or None
    permit.valid_from, permit.valid_until = valid_from, valid_until
    permit.appealed_by, permit.appealed_on = appealed_by, appealed_on
    permit.version = version + 1
    application_holds(permit)
    keep(permit)
    told = [_("Before: %(text)s") % {"text": before}, why.strip()]
    leave(case, by, Act.PERMIT_CORRECTED, code=permit.kind, text="\n".join(filter(None, told)))
    permit_deadlines.move(by, permit, granted)
    return permit

"""The end of a case, and its way back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import require
from fyr.cases.actions.record import set_fields
from fyr.cases.acts import Act
from fyr.cases.codes.case import Outcome
from fyr.cases.codes.referrals import ReferralState
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Referral
from fyr.cases.trail import leave
from fyr.cases.unfinished import pressing

# An HTCDS status that says more than "closed".
HTCDS_STATUS = {Outcome.SUPPORT_SECURED: "ClosedReferred", Outcome.MOVED: "ClosedReferred"}


@transaction.atomic
def close_case(*, by: Member, case: Case, outcome: str, note: str) -> None:
    """Close with an outcome. Refused while a referral waits for an answer: it would reach nobody.

    Where something is open that cannot wait, the note says who looks after it.
    """
    require(case, Permission.CASE_CLOSE, closed=True)
    if not case.is_open:
        raise Refused(_("The case is closed already."))
    if Referral.objects.filter(case=case, state=ReferralState.SENT).exists():
        raise Refused(_("A referral still waits for an answer. Revoke it, or wait, before you close the case."))
    if not note.strip() and pressing(case):
        raise Refused(_("Something that cannot wait is not finished. Write who looks after it from now on."), "note")
    case.closed_at, case.closed_by, case.outcome, case.danger = timezone.now(), by, outcome, False
    case.closing_note = note or None
    case.save(update_fields=["closed_at", "closed_by", "outcome", "danger", "closing_note"])
    if not case.is_consultation:
        reason = note or str(Outcome(outcome).label)
        set_fields(
            case, "case", cas_Status=HTCDS_STATUS.get(Outcome(outcome), "Closed"), cas_ReasonForCaseClosure=reason
        )
    leave(case, by, Act.CASE_CLOSED, code=outcome)


@transaction.atomic
def reopen_case(*, by: Member, case: Case) -> None:
    """She came back, or it was closed by mistake. What happened before stays."""
    require(case, Permission.CASE_CLOSE, closed=True)
    if case.is_open:
        raise Refused(_("The case is open already."))
    case.closed_at, case.closed_by, case.outcome, case.closing_note = None, None, "", None
    case.save(update_fields=["closed_at", "closed_by", "outcome", "closing_note"])
    if not case.is_consultation:
        set_fields(case, "case", without=("cas_ReasonForCaseClosure",), cas_Status="Active")
    leave(case, by, Act.CASE_REOPENED)

"""Statements on identification: noted, and corrected by another that says why."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import part_of, require
from fyr.cases.actions.record import set_fields
from fyr.cases.acts import Act
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.identification import newest
from fyr.cases.models import Case, Statement
from fyr.cases.trail import leave


@dataclass(frozen=True)
class Said:
    """What an organisation presumes or has decided; status and decider are codes of HTCDS."""

    status: str
    decider: str
    made_on: datetime.date
    organisation: str = ""
    person: str = ""
    ground_codes: Iterable[str] = ()
    grounds: str = ""


@transaction.atomic
def note_statement(*, by: Member, case: Case, said: Said) -> Statement:
    """Keep what somebody presumes or decided beside what others have said."""
    require(case, Permission.EXPLOITATION_WRITE)
    statement = _keep(by, case, said)
    leave(case, by, Act.STATEMENT_NOTED)
    return statement


@transaction.atomic
def correct_statement(*, by: Member, case: Case, statement_id: UUID, said: Said, reason: str) -> Statement:
    """Say what should have stood there, and why. The wrong one stays, for whoever asks what was known when."""
    require(case, Permission.EXPLOITATION_WRITE)
    wrong = part_of(Statement, case, statement_id, lock=True)
    if Statement.objects.filter(corrects=wrong).exists():
        raise Refused(_("This statement has been corrected already. Correct the newer one instead."))
    if not reason.strip():
        raise Refused(_("Write why the statement was wrong."), "reason")
    statement = _keep(by, case, said, corrects=wrong, reason=reason)
    leave(case, by, Act.STATEMENT_CORRECTED)
    return statement


def _keep(by: Member, case: Case, said: Said, *, corrects: Statement | None = None, reason: str = "") -> Statement:
    """Keep it, and let the record tell the statement that now is the newest of those that stand."""
    happened(said.made_on, "made_on")
    statement = Statement.objects.create(
        case=case,
        status=said.status,
        decider=said.decider,
        made_on=said.made_on,
        noted_by=by,
        corrects=corrects,
        organisation=said.organisation or None,
        person=said.person or None,
        ground_codes=sorted(said.ground_codes) or None,
        grounds=said.grounds or None,
        reason=reason or None,
    )
    top = newest(case)
    set_fields(case, "victim", vic_TraffickingStatus=top.status, vic_TraffickingStatusDecisionMakingOrg=top.decider)
    return statement

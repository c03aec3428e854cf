"""Statements on identification, the police report, and what she wants of the investigation.

The timeline is read by more members than this is: it tells that something was noted, and not what.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import part_of, require
from fyr.cases.actions.record import set_fields
from fyr.cases.actions.versions import take_version
from fyr.cases.acts import Act
from fyr.cases.codes.identification import Cooperating, InjuredParty, Report
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.identification import newest
from fyr.cases.models import Case, Cooperation, PoliceReport, Statement
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


@transaction.atomic
def save_police_report(
    *,
    by: Member,
    case: Case,
    state: str,
    made_on: datetime.date | None,
    diary_number: str,
    reported_by: str,
    version: int,
) -> None:
    """Version 0 stands for nothing noted yet. No act of Fyr asks what stands here."""
    require(case, Permission.EXPLOITATION_WRITE)
    if made_on is not None:
        _not_ahead(made_on, "made_on")
    if state != Report.MADE and (made_on or diary_number):
        raise Refused(_("Date and number belong to a report that is made. Leave them empty, or choose that."), "state")
    if version == 0:
        report, fresh = PoliceReport.objects.get_or_create(case=case, defaults={"version": 0, "updated_by": by})
        if not fresh:
            raise ChangedMeanwhile
    else:
        report = PoliceReport.objects.get(case=case)
    take_version(PoliceReport.objects.filter(pk=report.pk), version)
    report.case = case
    if version:
        told = (report.get_state_display(), report.made_on, report.diary_number, report.reported_by)
        report.earlier = _with_earlier(report, told)
    report.version, report.updated_at, report.updated_by = version + 1, timezone.now(), by
    report.state, report.made_on = state, made_on
    report.diary_number, report.reported_by = diary_number or None, reported_by or None
    report.save()
    leave(case, by, Act.POLICE_REPORT_CHANGED)


@transaction.atomic
def save_cooperation(
    *,
    by: Member,
    case: Case,
    answer: str,
    injured_party: str,
    injured_on: datetime.date | None,
    note: str,
    version: int,
) -> None:
    """Version 0 stands for nothing noted yet. No act of Fyr asks what stands here."""
    require(case, Permission.EXPLOITATION_WRITE)
    if injured_on is not None:
        _not_ahead(injured_on, "injured_on")
    if injured_on is not None and injured_party != InjuredParty.YES:
        raise Refused(
            _("The date says since when she is an injured party. Leave it empty, or choose that."), "injured_on"
        )
    if version == 0:
        kept, fresh = Cooperation.objects.get_or_create(case=case, defaults={"version": 0, "updated_by": by})
        if not fresh:
            raise ChangedMeanwhile
    else:
        kept = Cooperation.objects.get(case=case)
    take_version(Cooperation.objects.filter(pk=kept.pk), version)
    kept.case = case
    if version:
        injured = kept.get_injured_party_display()
        kept.earlier = _with_earlier(kept, (kept.get_answer_display(), injured, kept.injured_on, kept.note))
    kept.version, kept.updated_at, kept.updated_by = version + 1, timezone.now(), by
    kept.answer, kept.injured_party, kept.injured_on = Cooperating(answer), injured_party, injured_on
    kept.note = note or None
    kept.save()
    leave(case, by, Act.COOPERATION_CHANGED)


def _keep(by: Member, case: Case, said: Said, *, corrects: Statement | None = None, reason: str = "") -> Statement:
    """Keep it, and let the record tell the statement that now is the newest of those that stand."""
    _not_ahead(said.made_on, "made_on")
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


def _not_ahead(on: datetime.date, field: str) -> None:
    if on > timezone.localdate():
        raise Refused(_("The date lies in the future. Note what has happened."), field)


def _with_earlier(kept: PoliceReport | Cooperation, told: tuple[object, ...]) -> list[str]:
    """What stands there now joins what stood there before, with who noted it and when."""
    noted = f"{timezone.localtime(kept.updated_at):%Y-%m-%d %H:%M} {kept.updated_by.name}"
    return [*(kept.earlier or []), f"{noted}: {', '.join(str(one) for one in told if one)}"]

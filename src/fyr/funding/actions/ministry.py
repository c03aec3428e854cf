"""The agency's report to the ministry: drafted in one act from what is known, edited, sent."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.funding import account
from fyr.funding.access import require
from fyr.funding.codes.decisions import ConditionKind
from fyr.funding.models import Condition, Decision, MinistryReport
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act


@transaction.atomic
def draft(*, by: Member, decision: Decision) -> MinistryReport:
    """Figures as they stand now, and texts of what the recipients' approved reports say, to be edited.

    It meets the report of the decision that is due first, once it is sent.
    """
    held = require(by, decision, Permission.FUNDING_WRITE)
    reports = held.conditions.filter(met_on__isnull=True, kind__in=(ConditionKind.INTERIM, ConditionKind.FINAL))
    condition = reports.order_by("due_on").first()
    report = MinistryReport.objects.create(
        decision=held,
        condition=condition,
        drafted_by=by,
        figures=account.figures(held),
        activities=account.told_activities(held),
        deviations=account.told_deviations(held),
    )
    leave(held, by, Act.MINISTRY_DRAFTED)
    return report


@transaction.atomic
def save(*, by: Member, report: MinistryReport, version: int, **told: Any) -> None:
    held = _unsent(by, report)
    take_version(MinistryReport.objects.filter(pk=held.pk), version)
    MinistryReport.objects.filter(pk=held.pk).update(**told)
    journal.append(label="funding.ministry.saved", actor=by.pk, codes={"report": held.pk.hex})


@transaction.atomic
def refresh(*, by: Member, report: MinistryReport) -> None:
    """The figures as they stand now; the texts stay."""
    held = _unsent(by, report)
    MinistryReport.objects.filter(pk=held.pk).update(figures=account.figures(held.decision), drafted_at=timezone.now())
    journal.append(label="funding.ministry.refreshed", actor=by.pk, codes={"report": held.pk.hex})


@transaction.atomic
def send(*, by: Member, report: MinistryReport, diary: str) -> None:
    """It has gone to the ministry under this registration number, and is not changed any more."""
    held = _unsent(by, report)
    if not (held.summary or held.activities):
        raise Refused(_("Nothing is written in it yet."))
    today = timezone.localdate()
    held.sent_on, held.sent_by, held.diary = today, by, diary
    held.save(update_fields=["sent_on", "sent_by", "diary"])
    if held.condition_id:
        waiting = Condition.objects.filter(pk=held.condition_id, met_on__isnull=True)
        waiting.update(met_on=today, met_by=by, note=diary)
    leave(held.decision, by, Act.MINISTRY_SENT, diary)


def _unsent(by: Member, report: MinistryReport) -> MinistryReport:
    decision = require(by, report.decision, Permission.FUNDING_WRITE)
    held = MinistryReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    held.decision = decision
    if held.sent_on is not None:
        raise Refused(_("It was sent on %(day)s and stays as it is.") % {"day": held.sent_on.isoformat()})
    return held

"""The police report; nothing waits for it."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.codes.identification import Report
from fyr.cases.days import happened
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Case, Cooperation, PoliceReport
from fyr.cases.trail import leave


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
        happened(made_on, "made_on")
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
        report.earlier = with_earlier(report, told)
    report.version, report.updated_at, report.updated_by = version + 1, timezone.now(), by
    report.state, report.made_on = state, made_on
    report.diary_number, report.reported_by = diary_number or None, reported_by or None
    report.save()
    leave(case, by, Act.POLICE_REPORT_CHANGED)


def with_earlier(kept: PoliceReport | Cooperation, told: tuple[object, ...]) -> list[str]:
    """What stands there now joins what stood there before, with who noted it and when."""
    noted = f"{timezone.localtime(kept.updated_at):%Y-%m-%d %H:%M} {kept.updated_by.name}"
    return [*(kept.earlier or []), f"{noted}: {', '.join(str(one) for one in told if one)}"]

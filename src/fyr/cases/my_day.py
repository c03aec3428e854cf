"""What the case slice puts on My day: danger, answers awaited, reviews and tasks that are due."""

import datetime
from collections.abc import Iterator

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import unlocked, visible_cases
from fyr.cases.codes import ReferralState, Risk, Urgency
from fyr.cases.models import Case, Referral, RiskAssessment, Task
from fyr.web.registry import DayItem

EACH = 20
URGENCIES = {Urgency.NOW: 0, Urgency.DAY: 1, Urgency.WEEK: 2, Urgency.LATER: 3}


def items(request: HttpRequest) -> Iterator[DayItem]:
    by: Member = request.user  # type: ignore[assignment]
    if by.rights.anywhere(Permission.REFERRAL_ANSWER):
        yield from referrals(by)
    if by.rights.anywhere(Permission.CASE_READ):
        yield from _dangers(by)
        yield from _reviews(by)
        yield from _tasks(by)


def referrals(by: Member, limit: int = EACH) -> Iterator[DayItem]:
    """Requests to her units that wait for an answer, oldest first."""
    units = by.rights.units(Permission.REFERRAL_ANSWER)
    waiting = Referral.objects.filter(to_unit__in=units, state=ReferralState.SENT).select_related("from_unit")
    for referral in waiting.order_by("sent_at")[:limit]:
        yield DayItem(
            title=_("Answer a referral: %(need)s") % {"need": referral.get_need_display()},
            url=reverse("cases:referral", args=[referral.pk]),
            urgency=URGENCIES[Urgency(referral.urgency)],
            why=_("%(unit)s asks. Urgency: %(urgency)s.")
            % {"unit": referral.from_unit.name, "urgency": referral.get_urgency_display()},
            due=timezone.localdate(referral.sent_at),
        )


def _dangers(by: Member) -> Iterator[DayItem]:
    units = by.rights.units(Permission.CASE_READ)
    cases = Case.objects.filter(unit__in=units, closed_at__isnull=True, danger=True).order_by("opened_at")[:EACH]
    for case in unlocked(cases, by):
        yield _about(case, _("Immediate danger"), _("Marked at intake. See that protection is in place."), 0)


def _reviews(by: Member) -> Iterator[DayItem]:
    """Cases of hers whose latest assessment says that it is time to look again."""
    today = timezone.localdate()
    soon = today + datetime.timedelta(days=2)
    latest = RiskAssessment.objects.filter(case=OuterRef("case")).order_by("-made_at").values("pk")[:1]
    due = RiskAssessment.objects.filter(
        review_on__lte=soon,
        case__unit__in=by.rights.units(Permission.CASE_READ),
        case__closed_at__isnull=True,
        pk=Subquery(latest),
    ).select_related("case")
    found = {assessment.case_id: assessment for assessment in due.order_by("review_on")[:EACH]}
    for case in unlocked([assessment.case for assessment in found.values()], by):
        assessment = found[case.pk]
        late = assessment.review_on < today
        urgency = 0 if late and assessment.level == Risk.ACUTE else 1 if assessment.review_on <= today else 2
        why = _("Risk was %(level)s.") % {"level": assessment.get_level_display()}
        yield _about(case, _("Assess the risk again"), why, urgency, assessment.review_on)


def _tasks(by: Member) -> Iterator[DayItem]:
    week = timezone.localdate() + datetime.timedelta(days=7)
    mine = Task.objects.filter(
        assignee=by, done_at__isnull=True, due_on__lte=week, case__closed_at__isnull=True, case__in=visible_cases(by)
    )
    tasks = list(mine.select_related("case").order_by("due_on")[:EACH])
    open_cases = {case.pk: case for case in unlocked({task.case_id: task.case for task in tasks}.values(), by)}
    for task in tasks:
        if (case := open_cases.get(task.case_id)) is not None:
            task.case = case
            urgency = 1 if task.due_on <= timezone.localdate() else 2
            yield _about(case, task.title, _("Your task."), urgency, task.due_on)


def _about(case: Case, title: str, why: str, urgency: int, due: datetime.date | None = None) -> DayItem:
    about = f"{case.alias or ''} · {case.ref}"
    return DayItem(title, reverse("cases:case", args=[case.pk]), urgency, why, due, about)

"""What the case slice puts on My day: danger, referrals and their answers, reviews, tasks, and the next step in each case."""

import datetime
from collections.abc import Iterator
from itertools import chain

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.cases.access import cases_page, unlocked, visible_cases
from fyr.cases.codes import ReferralState, Risk, Urgency
from fyr.cases.models import Assignment, Case, Referral, RiskAssessment, Task
from fyr.cases.next_step import next_step
from fyr.cases.page import of_many
from fyr.web.registry import DayItem

EACH = 20
# The cases whose next step is looked for, and how long the answer to a referral is news.
STEPS, ANSWERS_SHOWN = 50, datetime.timedelta(days=7)
WORDS = {
    ReferralState.DECLINED: (
        gettext_lazy("%(unit)s declined: %(need)s"),
        gettext_lazy("See the reason, and ask somebody else."),
        1,
    ),
    ReferralState.ACCEPTED: (
        gettext_lazy("%(unit)s accepted: %(need)s"),
        gettext_lazy("They can see the case now."),
        3,
    ),
}
URGENCIES = {Urgency.NOW: 0, Urgency.DAY: 1, Urgency.WEEK: 2, Urgency.LATER: 3}


def items(request: HttpRequest) -> Iterator[DayItem]:
    by = me(request)
    if by.rights.anywhere(Permission.REFERRAL_ANSWER):
        yield from referrals(by)
    if not by.rights.anywhere(Permission.CASE_READ):
        return
    told = set()
    for item in chain(_dangers(by), _reviews(by), _tasks(by), _answers(by)):
        told.add(item.url)
        yield item
    yield from (item for item in _steps(by) if item.url not in told)


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
    """Cases of hers whose latest assessment says that it is time to look again, or that the risk is acute."""
    today = timezone.localdate()
    soon = today + datetime.timedelta(days=2)
    latest = RiskAssessment.objects.filter(case=OuterRef("case")).order_by("-made_at").values("pk")[:1]
    due = RiskAssessment.objects.filter(
        Q(review_on__lte=soon) | Q(level=Risk.ACUTE),
        case__unit__in=by.rights.units(Permission.CASE_READ),
        case__closed_at__isnull=True,
        pk=Subquery(latest),
    ).select_related("case")
    found = {assessment.case_id: assessment for assessment in due.order_by("review_on")[:EACH]}
    for case in unlocked([assessment.case for assessment in found.values()], by):
        assessment = found[case.pk]
        if assessment.review_on > soon:
            yield _about(case, _("Acute risk"), _("See that protection is in place."), 0, assessment.review_on)
            continue
        late = assessment.review_on < today
        urgency = 0 if late and assessment.level == Risk.ACUTE else 1 if assessment.review_on <= today else 2
        why = _("Risk was %(level)s.") % {"level": assessment.get_level_display().lower()}
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


def _answers(by: Member) -> Iterator[DayItem]:
    """What units answered to the requests that she sent: a no means that somebody else must be asked."""
    since = timezone.now() - ANSWERS_SHOWN
    answered = Referral.objects.filter(
        sent_by=by, state__in=WORDS, answered_at__gte=since, case__closed_at__isnull=True, case__in=visible_cases(by)
    )
    found = list(answered.select_related("case", "to_unit").order_by("-answered_at")[:EACH])
    opened = {case.pk: case for case in unlocked({one.case_id: one.case for one in found}.values(), by)}
    for referral in found:
        if (case := opened.get(referral.case_id)) is not None:
            title, why, urgency = WORDS[ReferralState(referral.state)]
            told = {"unit": referral.to_unit.name, "need": referral.get_need_display()}
            yield _about(case, str(title) % told, str(why), urgency)


def _steps(by: Member) -> Iterator[DayItem]:
    """The next step in each open case that she opened or is assigned to, those that changed last first."""
    assigned = Assignment.objects.running().filter(member=by).values("case")
    # An import makes cases that somebody else works with.
    hers = Q(opened_by=by, alias__isnull=False) | Q(pk__in=assigned)
    cases, _more = cases_page(by, hers & Q(closed_at__isnull=True), size=STEPS)
    for page in of_many(cases):
        step = next_step(page)
        if step is not None:
            yield _about(page.case, str(step.title), str(step.why), step.urgency)


def _about(case: Case, title: str, why: str, urgency: int, due: datetime.date | None = None) -> DayItem:
    about = f"{case.alias or ''} · {case.ref}"
    return DayItem(title, reverse("cases:case", args=[case.pk]), urgency, why, due, about)

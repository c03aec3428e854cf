"""What the case slice puts on My day: danger, referrals and their answers, reviews, tasks, and the next step in each case."""

import datetime
from collections.abc import Iterator
from itertools import chain

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.cases.access import cases_page, opened_parts, visible, visible_parts
from fyr.cases.codes.referrals import ReferralKind, ReferralState, Urgency
from fyr.cases.codes.risk import Risk
from fyr.cases.models import Assignment, Case, Mention, Referral, RiskAssessment, Task
from fyr.cases.next_step import next_steps, review_urgency
from fyr.cases.page import of_many
from fyr.web.registry import DayItem

EACH = 20
# The cases whose next step is looked for, and how long the answer to a referral is news.
STEPS, ANSWERS_SHOWN = 100, datetime.timedelta(days=7)
# What is only counted is counted so far.
MANY = 100
URGENCIES = {Urgency.NOW: 0, Urgency.DAY: 1, Urgency.WEEK: 2, Urgency.LATER: 3}
# What is said of an answer, and how urgent it is.
ANSWERS = {
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
    ReferralState.DONE: (
        gettext_lazy("%(unit)s took the case over"),
        gettext_lazy("You can be asked about it for two weeks."),
        3,
    ),
}


def items(request: HttpRequest) -> Iterator[DayItem]:
    by = me(request)
    if by.rights.anywhere(Permission.REFERRAL_ANSWER):
        yield from referrals(by)
    if not by.rights.anywhere(Permission.CASE_READ):
        return
    told: dict[str, int] = {}
    for item in chain(_dangers(by), _reviews(by), _tasks(by)):
        told[item.url] = min(item.urgency, told.get(item.url, item.urgency))
        yield item
    yield from _answers(by)
    yield from _mentions(by)
    yield from _nobodys(by)
    # Of a case that something at least as urgent is said of already, the next step stands on its page.
    yield from (item for duty, item in _steps(by) if duty or item.urgency < told.get(item.url, 9))


def referrals(by: Member, limit: int = EACH) -> Iterator[DayItem]:
    """Requests to her units that wait for an answer, oldest first."""
    units = by.rights.units(Permission.REFERRAL_ANSWER)
    waiting = Referral.objects.filter(to_unit__in=units, state=ReferralState.SENT).select_related("from_unit")
    for referral in waiting.order_by("sent_at")[:limit]:
        told = {
            "unit": referral.from_unit.name,
            "urgency": referral.get_urgency_display(),
            "date": timezone.localdate(referral.sent_at).isoformat(),
        }
        yield DayItem(
            title=_("Answer a referral: %(need)s") % {"need": referral.asks},
            url=reverse("cases:referral", args=[referral.pk]),
            urgency=URGENCIES[Urgency(referral.urgency)],
            why=_("%(unit)s asked on %(date)s. Urgency: %(urgency)s.") % told,
        )


def _dangers(by: Member) -> Iterator[DayItem]:
    cases, _more = cases_page(by, Q(closed_at__isnull=True, danger=True), size=EACH)
    for case in cases:
        yield _about(case, _("Immediate danger"), _("Marked at intake. See that protection is in place."), 0)


def _reviews(by: Member) -> Iterator[DayItem]:
    """Cases whose latest assessment says that the risk is acute, or that it is time to look again."""
    soon = timezone.localdate() + datetime.timedelta(days=2)
    latest = RiskAssessment.objects.filter(case=OuterRef("case")).order_by("-made_at").values("pk")[:1]
    due = RiskAssessment.objects.filter(
        Q(review_on__lte=soon) | Q(level=Risk.ACUTE),
        visible(by, Permission.SAFETY_READ, at="case__"),
        case__closed_at__isnull=True,
        pk=Subquery(latest),
    )
    acute_first = ExpressionWrapper(Q(level=Risk.ACUTE), BooleanField()).desc()
    for risk in opened_parts(due.select_related("case").order_by(acute_first, "review_on")[:EACH], by):
        if risk.review_on > soon:
            yield _about(risk.case, _("Acute risk"), _("See that protection is in place."), 0, risk.review_on)
        else:
            why = _("Risk was %(level)s.") % {"level": risk.get_level_display().lower()}
            urgency = 0 if risk.level == Risk.ACUTE else review_urgency(risk)
            yield _about(risk.case, _("Assess the risk again"), why, urgency, risk.review_on)


def _tasks(by: Member) -> Iterator[DayItem]:
    week = timezone.localdate() + datetime.timedelta(days=7)
    mine = Task.objects.filter(
        visible(by, at="case__"), assignee=by, done_at__isnull=True, due_on__lte=week, case__closed_at__isnull=True
    )
    for task in opened_parts(mine.select_related("case").order_by("due_on")[:EACH], by):
        urgency = 1 if task.due_on <= timezone.localdate() else 2
        yield _about(task.case, task.title, _("Your task."), urgency, task.due_on)


def _answers(by: Member) -> Iterator[DayItem]:
    """What units answered to the requests that she sent; a no stands here until somebody else was asked."""
    since = timezone.now() - ANSWERS_SHOWN
    asked_again = Referral.objects.filter(
        case=OuterRef("case"), need=OuterRef("need"), sent_at__gt=OuterRef("answered_at")
    )
    answered = Referral.objects.filter(
        ~Exists(asked_again),
        Q(state__in=(ReferralState.DECLINED, ReferralState.ACCEPTED))
        | Q(state=ReferralState.DONE, kind=ReferralKind.HANDOVER),
        visible(by, at="case__"),
        sent_by=by,
        answered_at__gte=since,
        case__closed_at__isnull=True,
    )
    for referral in opened_parts(answered.select_related("case", "to_unit").order_by("-answered_at")[:EACH], by):
        title, why, urgency = ANSWERS[ReferralState(referral.state)]
        told = {"unit": referral.to_unit.name, "need": referral.asks}
        yield _about(referral.case, str(title) % told, str(why), urgency)


def _nobodys(by: Member) -> Iterator[DayItem]:
    """Cases of her units that nobody is responsible for, as one item: the list tells which."""
    nobodys = Q(unit__in=by.rights.units(Permission.CASE_ASSIGN), responsible__isnull=True, closed_at__isnull=True)
    waiting = (cases.filter(nobodys).values_list("pk") for cases in visible_parts(by, Permission.CASE_ASSIGN))
    count = sum(len(some[: MANY + 1]) for some in waiting)
    if count:
        title = ngettext("%(count)s case has nobody responsible", "%(count)s cases have nobody responsible", count)
        told = {"count": count if count <= MANY else f"{MANY}+"}
        why = _("Open one and say who is responsible for it.")
        yield DayItem(title % told, reverse("cases:list") + "?only=nobodys", 2, why)


def _mentions(by: Member) -> Iterator[DayItem]:
    """Notes of which a colleague wanted her to know."""
    unread = Mention.objects.filter(visible(by, at="case__"), member=by, seen_at__isnull=True)
    for mention in opened_parts(unread.select_related("case", "entry__by").order_by("entry__at")[:EACH], by):
        title = _("%(who)s wants you to read a note") % {"who": mention.entry.by.name}
        url = reverse("cases:mention", args=[mention.case_id, mention.pk])
        yield DayItem(title, url, 1, "", None, mention.case.called)


def _steps(by: Member) -> Iterator[tuple[bool, DayItem]]:
    """The next step in each open case that she is responsible for or assigned to, and whether it is a duty by law.

    What is a colleague's task is not hers.
    """
    assigned = list(Assignment.objects.running().filter(member=by).values_list("case", flat=True))
    still_open = Q(closed_at__isnull=True)
    cases, _more = cases_page(by, still_open & Q(responsible=by), still_open & Q(pk__in=assigned), size=STEPS)
    for page in of_many(cases):
        steps = [step for step in next_steps(page) if step.assignee in (None, by)]
        # One of each case is enough for a day; a duty by law stands there whatever else does.
        for number, step in enumerate(steps):
            if number == 0 or step.duty:
                yield step.duty, _about(page.case, str(step.title), str(step.why), step.urgency)


def _about(case: Case, title: str, why: str, urgency: int, due: datetime.date | None = None) -> DayItem:
    return DayItem(title, reverse("cases:case", args=[case.pk]), urgency, why, due, case.called)

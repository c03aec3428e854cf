"""Deadlines on My day: those that are late or near, for members who plan the case."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.cases.access import opened_parts, visible
from fyr.cases.codes.deadlines import DeadlineState
from fyr.cases.deadlines import rules
from fyr.cases.models import Deadline
from fyr.cases.others import CONSENT_REVIEW
from fyr.web.registry import DayItem

EACH, WEEK = 40, 7


def items(request: HttpRequest) -> Iterator[DayItem]:
    by = me(request)
    if not by.rights.anywhere(Permission.LEGAL_WRITE):
        return
    today = timezone.localdate()
    near = Deadline.objects.filter(
        _noticed(today),
        visible(by, Permission.LEGAL_WRITE, at="case__"),
        state=DeadlineState.RUNNING,
        case__closed_at__isnull=True,
    )
    for one in opened_parts(near.select_related("case").order_by("due_on")[:EACH], by):
        if one.rule_code == CONSENT_REVIEW and not one.case.led_by_hers:
            # What she said about others is not for whoever helps, nor that she is to be asked again.
            continue
        yield DayItem(
            title=one.name,
            url=reverse("cases:deadlines", args=[one.case_id]),
            urgency=urgency(one.days_left(today)),
            why=_("Responsible: %(who)s.") % {"who": one.get_responsible_display()},
            due=one.due_on,
            about=one.case.called,
        )


def urgency(left: int) -> int:
    """0 where it is late or due today, 1 within two days, 2 within the week, else 3."""
    if left <= 0:
        return 0
    if left <= 2:
        return 1
    return 2 if left <= WEEK else 3


def _noticed(today: datetime.date) -> Q:
    """What is due within a week, or within the longer notice that its rule asks for."""
    chosen = Q(due_on__lte=today + datetime.timedelta(days=WEEK))
    for rule in rules.all_rules():
        if rule.ahead > WEEK:
            until = today + datetime.timedelta(days=rule.ahead)
            chosen |= Q(rule_code=rule.code, rule_version=rule.version, due_on__lte=until)
    return chosen

"""Dates that are near or late, and repayments that are due."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member
from fyr.funding import access
from fyr.funding.codes.grants import RepaymentState
from fyr.funding.models import Condition, Repayment
from fyr.funding.waiting_item import EACH, item, urgency_of
from fyr.web.registry import DayItem

# Of a grant that was not decided, or is over, no date is anybody's.
RUNS = Q(grant__isnull=True) | Q(grant__state__in=("granted", "running"))
# Days ahead in which a date is told of.
AHEAD = datetime.timedelta(days=30)


def dates(by: Member) -> Iterator[DayItem]:
    """Dates of decisions and grants that are near or late, for the side that keeps them; repayments for both."""
    hers = access.units(by)
    soon = timezone.localdate() + AHEAD
    waiting = Condition.objects.filter(RUNS, met_on__isnull=True, due_on__lte=soon).select_related(
        "grant__decision", "decision"
    )
    for one in (
        waiting.filter(grant__recipient_unit__in=hers) | waiting.filter(decision__unit__in=access.gives(by))
    ).order_by("due_on")[:EACH]:
        kind, row = ("grant", one.grant) if one.grant_id else ("decision", one.decision)
        yield item(
            kind,
            row,
            str(one.get_kind_display()),
            str(row),
            due=one.due_on,
            urgency=urgency_of(one.due_on),
            why=one.text,
        )
    late = waiting.filter(grant__unit__in=access.gives(by), due_on__lt=timezone.localdate())
    for one in late.order_by("due_on")[:EACH]:
        yield item(
            "grant",
            one.grant,
            _("Late: %(what)s") % {"what": one.get_kind_display()},
            str(one.grant),
            due=one.due_on,
            urgency=1,
        )
    owed = Repayment.objects.filter(state=RepaymentState.DUE, due_on__lte=soon).select_related("grant")
    for repayment in (owed.filter(grant__recipient_unit__in=hers) | owed.filter(grant__unit__in=access.gives(by)))[
        :EACH
    ]:
        yield item(
            "grant",
            repayment.grant,
            _("Repayment"),
            repayment.grant.title,
            due=repayment.due_on,
            urgency=urgency_of(repayment.due_on),
        )

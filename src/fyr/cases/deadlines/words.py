"""A deadline in words: how it is counted, and what a day without work does."""

import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fyr.cases.deadlines.engine import Due, Why
from fyr.cases.deadlines.rules import Holiday, Rule, Unit

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
KINDS = {Why.SATURDAY: _("a Saturday"), Why.SUNDAY: _("a Sunday"), Why.HOLIDAY: _("a holiday or an eve")}


def length(rule: Rule) -> str:
    """Such as “30 days” or “6 months after the end of the quarter”."""
    number = rule.number
    told = {
        Unit.DAYS: ngettext("%(count)s day", "%(count)s days", number),
        Unit.WEEKS: ngettext("%(count)s week", "%(count)s weeks", number),
        Unit.MONTHS: ngettext("%(count)s month", "%(count)s months", number),
        Unit.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", number),
        Unit.QUARTER_MONTHS: ngettext(
            "%(count)s month after the end of the quarter", "%(count)s months after the end of the quarter", number
        ),
        Unit.STATED: str(_("As the decision states")),
    }
    return told[rule.unit] % {"count": number}


def counting(rule: Rule) -> str:
    """The whole way of counting, in sentences."""
    said = [f"{length(rule)}."]
    if rule.unit != Unit.STATED:
        said.append(str(_("The start day counts.") if rule.start_day_counts else _("The start day does not count.")))
        if rule.decision_may_state:
            said.append(str(_("A last day that the decision states holds in its place.")))
    if rule.holiday == Holiday.NEXT_WORKING_DAY:
        said.append(str(_("Where the last day is no working day, the next one will do.")))
    else:
        said.append(str(_("The last day stays, whatever day it falls on.")))
    return " ".join(said)


def reckoning(rule: Rule, start: datetime.date, due: Due) -> str:
    """How one deadline came to its last day."""
    told = {"length": length(rule), "start": start.isoformat(), "last": due.last_day.isoformat()}
    if due.why == Why.STATED:
        return _("From %(start)s; the decision states the last day, %(last)s.") % told
    if due.moved_from is None:
        return _("%(length)s from %(start)s, last day %(last)s.") % told
    told |= {"counted": due.moved_from.isoformat(), "kind": str(KINDS[due.why])}
    told["weekday"] = str(WEEKDAYS[due.last_day.weekday()])
    return _("%(length)s from %(start)s, last day %(counted)s; that is %(kind)s, so %(weekday)s %(last)s holds.") % told

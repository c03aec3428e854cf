"""What is still under way in a case that somebody is about to close, in words."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fyr.cases.codes.deadlines import DeadlineState
from fyr.cases.codes.needs import NeedState
from fyr.cases.codes.risk import Risk
from fyr.cases.models import Case, Deadline, Need, RiskAssessment, Task


def pressing(case: Case) -> list[str]:
    """What cannot wait, whoever looks after it."""
    told = []
    if case.danger:
        told.append(_("Immediate danger is marked."))
    latest = RiskAssessment.objects.filter(case=case).first()
    if latest is not None and latest.level == Risk.ACUTE:
        told.append(_("The risk was acute when it was last assessed."))
    if case.treated_as_child and case.concern_reported_at is None:
        told.append(_("She is treated as a child, and no concern has been reported to a social welfare board."))
    return told


def unfinished(case: Case) -> list[str]:
    """All of it, what cannot wait first; deadlines of one name stand together, with the next of them."""
    told = pressing(case)
    due = sorted(
        Deadline.objects.filter(case=case, state=DeadlineState.RUNNING), key=lambda one: (one.name, one.due_on)
    )
    for name, same in groupby(due, key=lambda one: one.name):
        days = [one.due_on.isoformat() for one in same]
        shown = {"name": name, "day": days[0], "count": len(days)}
        text = ngettext("Deadline: %(name)s, %(day)s.", "Deadlines: %(name)s (%(count)s), next %(day)s.", len(days))
        told.append(text % shown)
    needs = Need.objects.filter(case=case, state=NeedState.OPEN).count()
    tasks = Task.objects.filter(case=case, done_at__isnull=True).count()
    if needs:
        told.append(_("Open needs: %(count)s.") % {"count": needs})
    if tasks:
        told.append(_("Open tasks: %(count)s.") % {"count": tasks})
    return told

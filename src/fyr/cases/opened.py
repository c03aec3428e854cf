"""How an entry of the journal reads to whoever asks who opened a case."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fyr.access.models import Member, Membership, Unit
from fyr.cases.acts import Act
from fyr.cases.entries import hidden
from fyr.cases.models import Case
from fyr.journal import reading

FORM = gettext_noop("Opened a form of the case")
ELSEWHERE = gettext_noop("Saw it on another page of Fyr")
SAW, WORKED = gettext_noop("Saw the case"), gettext_noop("Worked in the case")
PAGES = {
    "cases:case": gettext_noop("Opened the case"),
    "cases:list": gettext_noop("Saw it in the list of cases"),
    "cases:search": gettext_noop("Found it by a search"),
    "cases:opened": gettext_noop("Looked at who opened it"),
    "cases:timeline": gettext_noop("Read the timeline"),
    "cases:steps": gettext_noop("Looked at the six steps"),
    "cases:consents": gettext_noop("Looked at consent and sharing"),
    "cases:children": gettext_noop("Looked at children and family"),
    "cases:herself": gettext_noop("Read what she said about herself"),
    "cases:protected_address": gettext_noop("Read the protected address"),
    "cases:papers": gettext_noop("Looked at which papers can be made"),
    "cases:paper": gettext_noop("Made a paper"),
    "cases:plan": gettext_noop("Read the plan"),
    "cases:plan_pdf": gettext_noop("Made the plan a PDF"),
    "web:my_day": gettext_noop("Looked through for My day"),
}


def what_was_done(label: str, hidden: Collection[Act] = ()) -> str:
    """An act in its own words, a page in a few; other pages of the case are forms that were opened.

    A `hidden` act is told as work. Other slices may show cases, too.
    """
    if label in Act.values:
        return _(WORKED) if Act(label) in hidden else str(Act(label).label)
    return _(PAGES.get(label) or (FORM if label.startswith("cases:") else ELSEWHERE))


def who_opened(case: Case, limit: int = 200) -> list[dict[str, Any]]:
    """Who opened this case, newest first, from the journal: {"at": moment, "name", "what": in words}.

    One who helps sees her own organisation there and whoever leads the case, and not who else helps or with what.
    """
    if case.box is None:
        return []
    leads = case.led_by_hers
    known = None if leads else set(_near(case).values_list("member", flat=True))
    openings = list(reading.openings(case.box.pseudonym, actors=known, limit=limit))
    names: dict[Any, str] = dict(
        Member.objects.filter(pk__in={one.actor for one in openings}).values_list("pk", "name")
    )
    acts = hidden(case)
    return [
        {
            "at": one.at,
            "name": names.get(one.actor) or _("The node itself"),
            "what": what_was_done(one.label, acts) if leads or one.label in Act.values else _(SAW),
        }
        for one in openings
    ]


def _near(case: Case) -> QuerySet[Membership]:
    """Who is or was a member of the leading unit, or of an organisation through which this member comes in."""
    hers = Unit.objects.filter(pk__in=case.through).values("organisation")
    return Membership.objects.filter(Q(unit=case.unit_id) | Q(unit__organisation__in=hers))

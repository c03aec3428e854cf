"""How an entry of the journal reads to whoever asks who opened a case."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fyr.access.models import Member
from fyr.cases.acts import Act
from fyr.cases.models import Case
from fyr.journal import reading

FORM = gettext_noop("Opened a form of the case")
ELSEWHERE = gettext_noop("Saw it on another page of Fyr")
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


def what_was_done(label: str) -> str:
    """An act in its own words, a page in a few; other pages of the case are forms that were opened.

    Other slices may show cases, too.
    """
    if label in Act.values:
        return str(Act(label).label)
    return _(PAGES.get(label) or (FORM if label.startswith("cases:") else ELSEWHERE))


def who_opened(case: Case, limit: int = 200) -> list[dict[str, Any]]:
    """Who opened this case, newest first, from the journal: {"at": moment, "name", "what": in words}."""
    openings = list(reading.openings(case.box.pseudonym, limit=limit)) if case.box else []
    names: dict[Any, str] = dict(
        Member.objects.filter(pk__in={one.actor for one in openings}).values_list("pk", "name")
    )
    return [
        {"at": one.at, "name": names.get(one.actor) or _("The node itself"), "what": what_was_done(one.label)}
        for one in openings
    ]

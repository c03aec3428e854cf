"""The components that pages of Fyr are built from. tests/testslice has a page with each of them."""

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from fyr.web import icons

register = template.Library()

URGENCY = (
    (gettext_lazy("Now"), "danger"),
    (gettext_lazy("Today"), "warning"),
    (gettext_lazy("This week"), "info"),
    (gettext_lazy("Later"), "neutral"),
)


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file; the plain one where no manifest was built, so that an error page never fails."""
    try:
        return _built(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@cache
def _built(path: str) -> str:
    return static(path)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon that decorates the words beside it; the names are in web/icons.py."""
    return icons.draw(name)


@register.inclusion_tag("web/components/breadcrumbs.html")
def breadcrumbs(*pairs: Any) -> dict[str, Any]:
    """The way here as label, url, label, url …; the last label may lack its url."""
    labels, urls = pairs[::2], [*pairs[1::2], ""]
    links = [{"label": label, "url": url} for label, url in zip(labels, urls, strict=False)]
    return {"links": links, "parent": links[-2] if len(links) > 1 else None}


@register.inclusion_tag("web/components/breadcrumbs.html")
def breadcrumb_trail(trail: Iterable[tuple[Any, str]], title: Any) -> dict[str, Any]:
    """The way here as pairs of label and url, and then this page."""
    return breadcrumbs(*chain.from_iterable(trail), title)


@register.inclusion_tag("web/components/stepper.html")
def stepper(steps: Sequence[Sequence[Any]], current: str) -> dict[str, Any]:
    """Places in a process: (code, label) or (code, label, url); `current` is the code of where one is."""
    codes = [step[0] for step in steps]
    at = codes.index(current) if current in codes else -1
    shown = [
        {"label": step[1], "url": step[2] if len(step) > 2 else "", "done": place < at, "current": place == at}
        for place, step in enumerate(steps)
    ]
    return {"steps": shown}


@register.inclusion_tag("web/components/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """What has happened and what is planned: each entry has .at and .title, and may have more.

    .text .by .url .planned; .struck for what was put right later, .correct_url to put it right.
    """
    return {"entries": entries}


@register.inclusion_tag("web/components/summary_list.html")
def summary_list(rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """What is known, as (label, value) or (label, value, change_url); None and "" show as not stated."""
    return {"rows": _rows(rows)}


@register.inclusion_tag("web/components/task_list.html")
def task_list(items: Iterable[Any], level: int = 2) -> dict[str, Any]:
    """Things to do: each has .title .url .why, and may have .urgency (0 to 3) .due .about .who; registry.DayItem fits."""
    return {"items": items, "level": level}


@register.inclusion_tag("web/components/next_step.html")
def next_step(step: Any) -> dict[str, Any]:
    """The one obvious action of a page: .title .why .url, and maybe .action .due .who .about .urgent."""
    return {"step": step}


@register.inclusion_tag("web/components/next_steps.html")
def next_steps(items: Sequence[Any]) -> dict[str, Any]:
    """Things to do, most urgent first: the first as next_step, the others as task_list below it. Nothing where there are none."""
    return {"first": items[0] if items else None, "others": items[1:]}


@register.inclusion_tag("web/components/safe_contact.html")
def safe_contact(rows: Iterable[Sequence[Any]], never: str = "", change_url: str = "") -> dict[str, Any]:
    """How she may be reached, as in summary_list; `never` is what must not be done. Printed before all else."""
    return {"rows": [row for row in _rows(rows) if row["known"]], "never": never, "change_url": change_url}


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Everything that is wrong in a form, each with a link to its field; nothing where all is right."""
    rows = [{"text": text, "target": "", "label": ""} for text in form.non_field_errors()]
    for field in form:
        rows += [{"text": text, "target": _first_input(field), "label": _label(field)} for text in field.errors]
    return {"rows": rows}


def _label(field: BoundField) -> str:
    """With the colon that leads over to what is wrong; a question ends with its own mark."""
    label = str(field.label)
    return label if label.endswith("?") else f"{label}:"


@register.inclusion_tag("web/components/tag.html")
def tag(text: Any, tone: str = "neutral") -> dict[str, Any]:
    """A short state: neutral, info, success, warning, danger, or protected, which adds a lock."""
    return {"text": text, "tone": "brand2" if tone == "protected" else tone, "locked": tone == "protected"}


@register.inclusion_tag("web/components/tag.html")
def urgency(level: int) -> dict[str, Any]:
    """How soon something must be done, as a tag: 0 now, 1 today, 2 this week, 3 later."""
    text, tone = URGENCY[level]
    return {"text": text, "tone": tone, "locked": False}


@register.inclusion_tag("web/components/deadline.html")
def deadline(due: datetime.date, label: Any = "") -> dict[str, Any]:
    """A date and how far away it is; late and near dates stand out by word and tone."""
    day = timezone.localtime(due).date() if isinstance(due, datetime.datetime) else due
    left = (day - timezone.localdate()).days
    return {"day": day, "label": label, "distance": _distance(left), "tone": _tone(left)}


@register.inclusion_tag("web/components/empty_state.html")
def empty_state(heading: Any, text: Any, url: str = "", action: Any = "") -> dict[str, Any]:
    """What an empty list says: why it is empty and what to do."""
    return {"heading": heading, "text": text, "url": url, "action": action}


@register.inclusion_tag("web/components/button.html")
def button(text: Any, variant: str = "primary", *, name: str = "", value: Any = "", tone: str = "") -> dict[str, Any]:
    """A submit button: primary, secondary or tertiary; tone danger for what cannot be undone."""
    return {"text": text, "variant": variant, "name": name, "value": value, "tone": tone}


@register.inclusion_tag("web/components/link_button.html")
def link_button(text: Any, url: str, variant: str = "primary", *, mark: str = "") -> dict[str, Any]:
    """A link that looks like a button, for a page's main action; `mark` names an icon before the text."""
    return {"text": text, "url": url, "variant": variant, "mark": mark}


@register.inclusion_tag("web/components/form_actions.html")
def form_actions(submit: Any, cancel_url: str = "", tone: str = "", *, draft: Any = "") -> dict[str, Any]:
    """The row of buttons that ends a form; with `draft` one more, which keeps the text without sending it."""
    return {"submit": submit, "cancel_url": cancel_url, "tone": tone, "draft": draft}


@register.simple_block_tag
def card(content: str, heading: Any = "", *, url: str = "", link: Any = "", id: str = "", level: int = 2) -> SafeString:
    """A box of the page; `url` with `link` is an action to the right of its heading."""
    context = {"content": content, "heading": heading, "url": url, "link": link, "id": id, "level": level}
    return render_to_string("web/components/card.html", context)


@register.simple_block_tag
def alert(content: str, tone: str = "info", heading: Any = "") -> SafeString:
    """Something to know before going on: info, success, warning or danger."""
    return render_to_string("web/components/alert.html", {"content": content, "tone": tone, "heading": heading})


@register.simple_block_tag
def paged_table(content: str, caption: Any, *, first: str = "", previous: str = "", next: str = "") -> SafeString:
    """A table around <thead> and <tbody>, stacked on a phone by each td's data-label, with links between its pages."""
    context = {"content": content, "caption": caption, "first": first, "previous": previous, "next": next}
    return render_to_string("web/components/paged_table.html", context)


@register.inclusion_tag("web/components/sankey.html")
def sankey(picture: Any, caption: Any) -> dict[str, Any]:
    """Where an amount went, drawn by web.sankey. A table with the same figures stands beside it."""
    return {"picture": picture, "caption": caption}


@register.inclusion_tag("web/components/trend.html")
def trend(picture: Any, caption: Any) -> dict[str, Any]:
    """How a few measures went over time, drawn by web.trend, with the table of the same values. Nothing where it is None."""
    return {"picture": picture, "caption": caption}


@register.filter
def unlocal(value: float) -> str:
    """A number as SVG writes it, in every language."""
    return f"{value:g}"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether a field is one checkbox, whose label stands after it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def iso(value: datetime.date | None) -> str:
    """A date as 2026-11-24, a moment in local time as 2026-11-24 09:14, nothing as an empty text."""
    if isinstance(value, datetime.datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if value else ""


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and last word of a name."""
    words = name.split()
    ends = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in ends).upper()


def _rows(rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    return [
        {"label": row[0], "value": row[1], "known": row[1] not in (None, ""), "url": row[2] if len(row) > 2 else ""}
        for row in rows
    ]


def _first_input(field: BoundField) -> str:
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


def _distance(left: int) -> str:
    if left == 0:
        return gettext("today")
    if left < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -left) % {"days": -left}
    if left == 1:
        return gettext("tomorrow")
    return ngettext("in %(days)d day", "in %(days)d days", left) % {"days": left}


def _tone(left: int) -> str:
    if left < 0:
        return "danger"
    return "warning" if left <= 2 else "neutral"

"""The journal for the auditor: who did what, and when. Cases are pseudonyms that lead nowhere."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.journal import reading
from fyr.journal.models import Checkpoint, Entry, Outcome
from fyr.office import forms
from fyr.web import paging
from fyr.web.registry import Text

PAGE = 50
TONES = {Outcome.DONE: "neutral", Outcome.REFUSED: "warning", Outcome.FAILED: "danger"}


@rule(Permission.JOURNAL_READ, "GET")
def journal(request: HttpRequest) -> HttpResponse:
    """Newest first, paged by key, filtered by what the address says."""
    form = forms.JournalFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    actor = chosen.get("actor")
    found = reading.entries(
        actor=actor.pk if actor else None,
        label=chosen.get("label") or "",
        outcome=chosen.get("outcome") or "",
        since=_midnight(chosen.get("since")),
        until=_midnight(chosen.get("until"), days=1),
        after=paging.mark_of(request),
        limit=PAGE + 1,
    )
    context = {
        "rows": _rows(found[:PAGE]),
        "form": form,
        **paging.links(request, (found[PAGE - 1].at, found[PAGE - 1].pk) if len(found) > PAGE else None),
        "checkpoint": Checkpoint.objects.order_by("-size").first(),
    }
    return render(request, "office/journal.html", context)


def _rows(entries: list[Entry]) -> list[dict[str, Any]]:
    names = dict(Member.objects.filter(pk__in={one.actor for one in entries}).values_list("pk", "name"))
    return [
        {
            "entry": one,
            "name": _name(one, names),
            "outcome": forms.OUTCOMES[Outcome(one.outcome)],
            "tone": TONES[Outcome(one.outcome)],
            "subject": bytes(one.subject).hex()[:8] if one.subject else "",
            "others": len(one.others) // 16,
        }
        for one in entries
    ]


def _name(entry: Entry, names: dict[UUID, str]) -> Text:
    if entry.actor is None:
        return _("Nobody signed in")
    return names.get(entry.actor, _("Unknown"))


def _midnight(day: datetime.date | None, days: int = 0) -> datetime.datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=days), datetime.time()))

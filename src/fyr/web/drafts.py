"""Drafts of forms: which fields they hold, whose they are, and how a form is filled with one again.

Every page of a form carries a signed slip that says for which member, page and fields it was made. It lets a form be
kept without asking the view again, and also after the session has ended, when the cookie no longer says who wrote.
"""

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from fyr.access.models import Member
from fyr.access.scope import whole_node
from fyr.vault import blind
from fyr.work import drafts
from fyr.work.models import Draft

# In bytes. A larger form is kept by its button or by sending it.
LARGEST = 64 * 1024
# Of a form that comes without a session: how old it may be (a long weekend), and how many drafts she may have by then.
RESCUED_WITHIN, MOST = datetime.timedelta(days=4), 50
SLIP, SAVE, CONTINUE = "_slip", "_draft", "draft"
SALT = "fyr.web.drafts"
# What says how a form was sent, and nothing of what was written.
ENVELOPE = ("csrfmiddlewaretoken", "key", SLIP, SAVE)
NUMBERED = re.compile(r"_[0-9]{1,2}$")
NEVER = (forms.PasswordInput, forms.FileInput)


@dataclass(frozen=True)
class Slip:
    member: UUID
    page: drafts.Page
    names: frozenset[str]


def names_of(form: forms.BaseForm) -> list[str]:
    """The fields that a draft of this form may hold; none where nothing is written in it."""
    if "key" not in form.fields or not getattr(form, "drafts", True):
        return []
    names = [name for name, field in form.fields.items() if name != "key" and not isinstance(field.widget, NEVER)]
    return [form.add_prefix(name) for name in names] if any(not form[name].is_hidden for name in names) else []


def slip_for(request: HttpRequest, form: forms.BaseForm, title: Any) -> str:
    """The signed slip of a form's page, or "" where the form has nothing to keep."""
    names = names_of(form)
    if not names or not request.user.is_authenticated:
        return ""
    return signing.dumps([str(request.user.pk), request.path, str(title), names], salt=SALT, compress=True)


def read_slip(request: HttpRequest, within: datetime.timedelta = drafts.KEPT) -> Slip | None:
    try:
        member, path, title, names = signing.loads(request.POST.get(SLIP, ""), salt=SALT, max_age=within)
    except signing.BadSignature:
        return None
    return Slip(UUID(member), drafts.Page(path, title), frozenset(names))


def keep(request: HttpRequest, slip: Slip, *, aside: bool = False) -> datetime.datetime | None:
    """Keep the written part of what was sent, over or `aside` of what was kept before. None where the form's key is none."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return None
    sent = about(slip.member, slip.page.path, request.POST)
    return drafts.keep(slip.member, key, slip.page, sent, _written(request, slip), aside=aside)


def rescue(request: HttpRequest) -> None:
    """Keep a form that came after its session had ended, for the member it was made for and for nobody else.

    Nobody has shown who sends it, so it changes nothing that was kept before, and there is an end to it.
    """
    slip = read_slip(request, RESCUED_WITHIN)
    if slip is None or not Member.objects.filter(pk=slip.member, is_active=True).exists():
        return
    length = sum(len(name) + sum(map(len, values)) for name, values in _written(request, slip))
    with whole_node():
        if length > LARGEST or drafts.count(slip.member) >= MOST:
            return
        request.draft_rescued = keep(request, slip, aside=True) is not None  # type: ignore[attr-defined]


def take_along(request: HttpRequest, path: str, *, other_row: bool) -> UUID | None:
    """What she wrote on this page, sent now or kept before, goes over to the page at `path`; the draft's id, or None.

    `other_row`: what she will save there is another thing than what she wrote about, with changes of its own.
    """
    member: Any = request.user.pk
    slip = read_slip(request) if request.method == "POST" else None
    if slip is not None and (slip.member, slip.page.path) == (member, request.path):
        keep(request, slip)
    drafts.refile(member, request.path, path, anew={"version": "0"} if other_row else {})
    waiting = [draft.pk for draft in drafts.of_page(member, path)]
    asked = [draft_id for draft_id in waiting if str(draft_id) == request.GET.get(CONTINUE)]
    return next(iter(asked + waiting), None)


def about(member: UUID, path: str, data: QueryDict, files: Sequence[tuple[str, list[str]]] = ()) -> bytes:
    """Where a form was sent and what it holds, as a keyed fingerprint; `files` are digests by field."""
    held = sorted((name, values) for name, values in data.lists() if name not in ENVELOPE)
    return blind.fingerprint(member, "form", json.dumps([path, held, *([list(files)] if files else [])]).encode())


def show_unchecked(form: forms.BaseForm, data: QueryDict) -> None:
    """Show a form with what was written, whole or not, without saying what is wrong with it."""
    form.data, form.is_bound = data, True  # type: ignore[assignment]
    form._errors = ErrorDict()  # type: ignore[attr-defined]


def offer(request: HttpRequest, form: forms.BaseForm, title: Any) -> dict[str, Any]:
    """What the template of a form's page needs: the slip, the unsent draft to offer, and when a draft was kept."""
    slip = slip_for(request, form, title)
    shown: dict[str, Any] = {"slip": slip, "draft": None, "kept_at": getattr(form, "kept_at", None)}
    if not slip or request.method == "POST":
        return shown
    waiting = drafts.of_page(request.user.pk, request.path)  # type: ignore[arg-type]
    chosen = next((draft for draft in waiting if str(draft.pk) == request.GET.get(CONTINUE)), None)
    if chosen is None:
        return shown | {"draft": next(iter(waiting), None)}
    if (opened := drafts.one(chosen.member, chosen.pk)) is not None:
        _fill(form, opened)
        shown["continued_at"] = opened.saved_at
    return shown


def keep_unchecked(request: HttpRequest, form: forms.BaseForm) -> None:
    """The button for browsers without script: keep the form as it is and show it again."""
    slip = read_slip(request)
    if slip is not None and slip.member == request.user.pk and slip.page.path == request.path:
        form.kept_at = keep(request, slip)  # type: ignore[attr-defined]
    show_unchecked(form, request.POST)


def _fill(form: forms.BaseForm, draft: Draft) -> None:
    data = QueryDict(mutable=True)
    for name, values in draft.held:
        data.setlist(name, values)
    # A key that was used up for other content would be refused.
    data["key"] = str(uuid4() if drafts.is_used(draft) else drafts.form_of(draft))
    show_unchecked(form, data)


def _written(request: HttpRequest, slip: Slip) -> drafts.Fields:
    return [(name, values) for name, values in request.POST.lists() if _holds(slip.names, name)]


def _holds(names: Iterable[str], name: str) -> bool:
    """Widgets of several inputs number them: on_0, on_1."""
    return name in names or NUMBERED.sub("", name) in names

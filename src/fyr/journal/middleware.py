"""One entry for every request, committed before the first byte of the answer leaves."""

import logging
import re
import uuid
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from fyr import journal
from fyr.journal.context import Served, served
from fyr.journal.models import Entry, Outcome
from fyr.vault import context as vault_context

log = logging.getLogger(__name__)
UNKNOWN = "no-such-page"
METHODS = {name: name.lower() for name in ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")}


class JournalMiddleware:
    """A page that cannot be journalled is not shown; an act that was rolled back still leaves its refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL) or request.path == "/healthz":
            return self.get_response(request)
        token = served.set(Served())
        try:
            with vault_context.watching():
                response = self.get_response(request)
                if response.streaming:
                    raise TypeError("An answer that is streamed cannot be journalled before it leaves.")
                self._write(request, response)
        except DatabaseError as error:
            return _unavailable(error)
        finally:
            served.reset(token)
        return response

    def _write(self, request: HttpRequest, response: HttpResponse) -> None:
        actor = _actor(request)
        opened = vault_context.opened()
        if actor is None and not opened and request.method in ("GET", "HEAD") and response.status_code < 400:
            return
        state = served.get()
        if state and state.act and Entry.objects.filter(pk=state.act).exists():
            # The act told of itself. What else was opened for it was seen, too.
            opened = [subject for subject in opened if subject not in state.named]
            if not opened:
                return
        # One statement is a transaction of its own: BEGIN and COMMIT would be two round trips more on every page.
        journal.append(
            label=_label(request),
            actor=actor,
            outcome=_outcome(response.status_code),
            # What was opened first is what the page is about, and found at once; the others once the entry has its number.
            subject=opened[0] if opened else None,
            others=opened[1:],
            codes=None if request.method == "GET" else {"method": METHODS.get(request.method or "", "other")},
        )


def _actor(request: HttpRequest) -> UUID | None:
    # The member who was signed in when the request came; signing out leaves an entry too.
    user = getattr(request, "user", None)
    before = getattr(request, "acting_member", None)
    return before or (user.pk if user is not None and user.is_authenticated else None)


def _label(request: HttpRequest) -> str:
    """The name of the route, from the code; nothing of what the address or the body said."""
    match = request.resolver_match
    name = match.view_name if match else ""
    return re.sub(r"[^a-z0-9_.:-]", "-", name.lower())[:64] or UNKNOWN


def _outcome(status: int) -> str:
    if status >= 500:
        return Outcome.FAILED
    return Outcome.REFUSED if status >= 400 else Outcome.DONE


def _unavailable(error: DatabaseError) -> HttpResponse:
    error_id = uuid.uuid4().hex[:12]
    log.error("error %s: the journal could not be written: %s", error_id, type(error).__name__)
    return HttpResponse(render_to_string("web/503.html", {"error_id": error_id}), status=503)

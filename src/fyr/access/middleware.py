"""Who acts, and whether she may come here: decided before any view runs."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import translation

from fyr.access import devices, scope
from fyr.access.factor import has_shown_factor
from fyr.access.rescue import rescue
from fyr.access.rights import NOBODY
from fyr.access.rule import rule_of


class ActingMember:
    """Gives the request its rights, fresh from the database, and tells the database who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            request.acting_member = user.pk  # type: ignore[attr-defined]
        request.rights = user.rights if user.is_authenticated else NOBODY  # type: ignore[attr-defined]
        scope.enter(user.pk if user.is_authenticated else None, request.rights)  # type: ignore[attr-defined]
        # What she chose for herself goes before what somebody chose on this browser, such as on the sign-in page.
        if user.is_authenticated and user.language:
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = user.language
        if user.is_authenticated and request.session.session_key:
            devices.touch(request.session.session_key)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "sv")
        return response


class Rules:
    """Refuses a view that carries no rule, and whoever its rule does not let in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        rule = rule_of(view)
        if rule is None:
            raise PermissionDenied("This view declares no rule, so nobody may use it.")
        if rule.audience != "public":
            if not request.user.is_authenticated:
                rescue(request)
                return redirect_to_login(_back_to(request))
            if not rule.before_factor and not has_shown_factor(request):
                rescue(request)
                return redirect("mfa_index")
            if rule.permission and not request.rights.anywhere(rule.permission):  # type: ignore[attr-defined]
                raise PermissionDenied
        if request.method not in rule.methods:
            return HttpResponseNotAllowed(sorted(rule.methods))
        return None


def _back_to(request: HttpRequest) -> str:
    """Where she goes on after signing in: the page that she asked for, or the one whose text was kept."""
    if request.method == "GET":
        return request.get_full_path()
    return request.path if getattr(request, "draft_rescued", False) else "/"

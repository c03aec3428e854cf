"""The start of the day, the way out, and the node's pulse."""

from django.conf import settings
from django.contrib.auth import logout
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt

import fyr
from fyr.access import actions
from fyr.access.rule import me, public, signed_in
from fyr.web import registry
from fyr.web.language import remember
from fyr.web.middleware import FORGET

LOOPBACK = ("127.0.0.1", "::1")


@signed_in("GET")
def my_day(request: HttpRequest) -> HttpResponse:
    """What waits for her, most urgent first."""
    items = [item for provider in registry.day_providers for item in provider(request)]
    items.sort(key=lambda item: (item.urgency, item.due is None, item.due, str(item.about)))
    return render(request, "web/my_day.html", {"items": items})


@public("POST")
@csrf_exempt
def leave(request: HttpRequest) -> HttpResponse:
    """The quick exit: the session ends, the browser forgets, and an everyday page opens.

    It must never answer with a page of Fyr, not even about a missing token: all that a forged one does is sign her out.
    """
    logout(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT)
    response.status_code = 303
    response.headers["Clear-Site-Data"] = FORGET
    return response


@public("POST")
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch between Swedish and English and stay on the page. A member's choice follows her to other browsers."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(target)
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        remember(request, response, language)
        if request.user.is_authenticated:
            actions.choose_language(by=me(request), language=language)
    return response


@public("GET")
def healthz(request: HttpRequest) -> JsonResponse:
    """The public learns that the node answers; loopback also learns how it is."""
    if request.META.get("REMOTE_ADDR") not in LOOPBACK or "HTTP_X_FORWARDED_FOR" in request.META:
        return JsonResponse({"status": "ok"})
    from fyr.work import worker

    details: dict[str, object] = {"status": "ok", "version": fyr.__version__, "database": connection.vendor}
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        details["migrations_pending"] = len(pending)
        details["worker_alive"] = worker.is_alive()
    except DatabaseError as error:
        details |= {"status": "failing", "database_error": type(error).__name__}
    healthy = details["status"] == "ok"
    return JsonResponse(details, status=200 if healthy else 503)

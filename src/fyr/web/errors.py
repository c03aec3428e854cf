"""Error pages. A failure shows an id that the log has too; a refusal shows nothing that tells cases apart."""

import logging
import uuid

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from fyr.web import drafts

log = logging.getLogger("fyr.errors")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", {"megabytes": settings.UPLOAD_LARGEST >> 20}, status=413)
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a session that ended, or from another site. A page of Fyr shows by its slip whose text it was."""
    drafts.rescue(request)
    kept = request.path if getattr(request, "draft_rescued", False) else ""
    return render(request, "403.html", {"stale_form": True, "kept": kept}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without database or session, since either may be what failed."""
    error_id = uuid.uuid4().hex[:12]
    log.error("error %s", error_id, exc_info=True)
    return HttpResponse(
        render_to_string("500.html", {"error_id": error_id, "sent": request.method == "POST"}), status=500
    )

"""The language of the pages: what the member chose, else a cookie of this browser, else the node's own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

YEAR = 365 * 86400


def remember(request: HttpRequest, response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=request.is_secure()
    )

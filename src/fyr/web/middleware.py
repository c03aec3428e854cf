"""Headers that every answer carries: the screen forgets, and nothing is shared with other sites."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FIXED = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
# The value of Clear-Site-Data for whoever leaves: the browser drops what it kept of these pages.
FORGET = '"cache", "storage"'


class Headers:
    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        # no-store keeps a page out of the browser's disk and of the back button after signing out.
        response.headers["Cache-Control"] = "no-store"
        return response

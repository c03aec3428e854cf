"""Dangerous acts ask who she is once more, when her last proof is older than five minutes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

from fyr.access.factor import is_on_stage
from fyr.access.rescue import rescue


def fresh(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A member of an example's cast has neither password nor factor to show again, and is let through."""
    guarded = reauthentication_required(view)

    @wraps(view)
    def decided(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_on_stage(request):
            return view(request, *args, **kwargs)
        if get_adapter().is_reauthentication_required(app="account"):
            # Her session holds the form until she has shown who she is; the draft holds it where she never comes back.
            rescue(request)
        answer: HttpResponse = guarded(request, *args, **kwargs)
        return answer

    decided.asks_anew = True  # type: ignore[attr-defined]
    return decided

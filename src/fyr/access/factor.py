"""The second factor: shown in this session, or not."""

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from fyr import node

EXAMPLE_METHOD = "example_card"


def has_shown_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor; a card counts in an example folder only."""
    return "mfa" in _methods(request) or is_on_stage(request)


def is_on_stage(request: HttpRequest) -> bool:
    """Whether she came in by a card of an example, and so has neither password nor factor to show."""
    return EXAMPLE_METHOD in _methods(request) and node.is_example()


def _methods(request: HttpRequest) -> set[str]:
    return {record.get("method", "") for record in get_authentication_records(request, request.user)}

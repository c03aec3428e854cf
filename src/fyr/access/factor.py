"""The second factor: shown in this session, or not."""

from django.http import HttpRequest

from fyr import node

SESSION_KEY = "account_authentication_methods"
EXAMPLE_METHOD = "example_card"


def has_shown_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor; a card counts in an example folder only."""
    methods = {record.get("method") for record in request.session.get(SESSION_KEY, [])}
    return "mfa" in methods or (EXAMPLE_METHOD in methods and node.is_example())

"""The rule that every view carries: who may come here at all, and with which methods.

A view without a rule is refused by fyr.access.middleware.Rules, so a forgotten one is closed, not open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest

from fyr.access.models import Member
from fyr.access.permissions import Permission

Audience = Literal["public", "signed_in", "permitted"]


@dataclass(frozen=True)
class Rule:
    audience: Audience
    methods: frozenset[str]
    permission: Permission | None = None
    before_factor: bool = False


def rule(permission: Permission, *methods: str) -> Callable:
    """Members who hold `permission` in some unit; the view's own door decides about the object."""
    return _carry(Rule("permitted", _with_head(methods), permission))


def signed_in(*methods: str, before_factor: bool = False) -> Callable:
    """Any member; `before_factor` lets her in before she has shown a second factor, to set one up."""
    return _carry(Rule("signed_in", _with_head(methods), before_factor=before_factor))


def public(*methods: str) -> Callable:
    """Anyone. Keep this list short."""
    return _carry(Rule("public", _with_head(methods)))


def me(request: HttpRequest) -> Member:
    """Who acts, in a view whose rule lets only members in."""
    assert isinstance(request.user, Member)
    return request.user


def rule_of(view: Any) -> Rule | None:
    return getattr(view, "fyr_rule", None)


def _carry(made: Rule) -> Callable:
    def decorate(view: Any) -> Any:
        def ruled(request: Any, *args: Any, **kwargs: Any) -> Any:
            return view(request, *args, **kwargs)

        ruled.__name__ = getattr(view, "__name__", "view")
        ruled.__doc__ = view.__doc__
        ruled.__wrapped__ = view  # type: ignore[attr-defined]
        ruled.__dict__.update(getattr(view, "__dict__", {}))
        ruled.fyr_rule = made  # type: ignore[attr-defined]
        return ruled

    return decorate


def _with_head(methods: tuple[str, ...]) -> frozenset[str]:
    if not methods:
        raise TypeError('Name the methods of the view: @rule(Permission.X, "GET", "POST").')
    return frozenset(methods) | ({"HEAD"} if "GET" in methods else frozenset())

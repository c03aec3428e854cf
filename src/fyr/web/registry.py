"""Where a slice shows up elsewhere without being imported: it registers here from AppConfig.ready().

registry.navigation(NavigationItem(...))      an entry in the header
registry.my_day(provider)                     (request) -> items for My day
registry.panel(provider)                      (request, case) -> a panel on the case page, or None
registry.timeline(provider)                   (request, case) -> entries of the case's timeline
registry.retention(RetentionClass(...))       how long something is kept, and why
registry.rules(provider)                      () -> rules that lawyers own, with source and date verified
registry.example(teller)                      (members by e-mail) -> tells its part of the example node's story
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from fyr.access.models import Member
from fyr.access.permissions import Permission

Text = str | Promise


@dataclass(frozen=True)
class NavigationItem:
    """A header entry; shown to members who hold `permission` somewhere, or to all where it is None."""

    label: Text
    view: str
    permission: Permission | None = None
    order: int = 50

    @property
    def url(self) -> str:
        return _address(self.view)


@dataclass(frozen=True)
class DayItem:
    """Something to do. `urgency` 0 is now (danger), 1 today, 2 this week, 3 later."""

    title: Text
    url: str
    urgency: int
    why: Text
    due: datetime.date | None = None
    about: str = ""

    @property
    def urgent(self) -> bool:
        return self.urgency == 0


@dataclass(frozen=True)
class Panel:
    """A box on the case page, rendered from the slice's own template, which finds `context` as `panel`."""

    title: Text
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


@dataclass(frozen=True)
class RetentionClass:
    """What is kept, how long, on which source; verified is the date someone checked it, or None."""

    code: str
    model: str
    rule: Text
    source: str
    verified: datetime.date | None = None


class LegalRule(Protocol):
    """A rule that lawyers own; verified is the date someone checked it, or None."""

    @property
    def code(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def verified(self) -> datetime.date | None: ...


DayProvider = Callable[[HttpRequest], Iterable[DayItem]]
PanelProvider = Callable[[HttpRequest, Any], Panel | None]
TimelineProvider = Callable[[HttpRequest, Any], Iterable[Any]]
Teller = Callable[[dict[str, Member]], None]
RuleProvider = Callable[[], Iterable[LegalRule]]

navigation_items: list[NavigationItem] = []
day_providers: list[DayProvider] = []
panel_providers: list[PanelProvider] = []
timeline_providers: list[TimelineProvider] = []
retention_classes: list[RetentionClass] = []
rule_providers: list[RuleProvider] = []
tellers: list[Teller] = []


def navigation(item: NavigationItem) -> None:
    _add(navigation_items, item)
    navigation_items.sort(key=lambda one: one.order)


def my_day(provider: DayProvider) -> None:
    _add(day_providers, provider)


def panel(provider: PanelProvider) -> None:
    _add(panel_providers, provider)


def timeline(provider: TimelineProvider) -> None:
    _add(timeline_providers, provider)


def retention(made: RetentionClass) -> None:
    _add(retention_classes, made)


def rules(provider: RuleProvider) -> None:
    _add(rule_providers, provider)


def example(teller: Teller) -> None:
    _add(tellers, teller)


def unverified_rules() -> list[LegalRule]:
    """What nobody has checked: retention classes, and the rules of every slice."""
    held = [*retention_classes, *(rule for provider in rule_providers for rule in provider())]
    return [rule for rule in held if rule.verified is None]


@cache
def _address(view: str) -> str:
    """Every page shows the whole header, and no address in it says anything of a member or a language."""
    return reverse(view)


def _add(where: list, what: Any) -> None:
    if what not in where:
        where.append(what)

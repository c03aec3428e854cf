"""What a slice must do when somebody leaves a unit, or may not work with cases there any more: registered from AppConfig.ready(), run in the act's transaction."""

from collections.abc import Callable

from fyr.access.models import Membership

Follow = Callable[[Membership], object]
_follows: list[Follow] = []


def follow(act: Follow) -> None:
    if act not in _follows:
        _follows.append(act)


def tell(membership: Membership) -> None:
    for act in _follows:
        act(membership)

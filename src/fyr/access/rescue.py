"""What was written must outlive a session that ended: a form that the rules turn away is handed to whoever keeps drafts."""

from collections.abc import Callable

from django.http import HttpRequest

Keeper = Callable[[HttpRequest], object]
_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Registered from AppConfig.ready(): (request) -> anything; it decides itself whose text it is."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def rescue(request: HttpRequest) -> None:
    if request.method == "POST":
        for keeper in _keepers:
            keeper(request)

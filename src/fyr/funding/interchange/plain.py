"""What was read, made into what a database and JSON hold, whatever its keys are."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from fyr.funding.interchange.faults import ENOUGH, Unreadable, shown
from fyr.funding.interchange.numbers import exact
from fyr.funding.interchange.persons import holds_personal

# What XML and PostgreSQL cannot hold.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DEEPEST = 12
Path = tuple[str | int, ...]
Said = tuple[Path, object, str]


class Doubled(dict[str, Any]):
    """An object in which `twice` stood twice."""

    twice = ""


def plain(value: Any, said: list[Said], path: Path = ()) -> Any:
    """A copy with exact numbers; what is wrong is added to `said` as (path, value, what to do)."""
    if len(said) > ENOUGH:
        return None
    if len(path) > DEEPEST:
        said.append((path, "", _("This lies inside too many other things. Write it less deep.")))
        return None
    if isinstance(value, dict):
        for key in value:
            said.extend((path, shown(HIDDEN.sub("?", key)), reason) for reason in _of_text(key))
        if isinstance(value, Doubled):
            said.append(((*path, value.twice), "", _("This stands twice in the same place. Keep one of them.")))
        return {key: plain(one, said, (*path, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, said, (*path, at)) for at, one in enumerate(value)]
    if isinstance(value, str):
        said.extend((path, "", reason) for reason in _of_text(value))
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        try:
            return exact(Decimal(value))
        except Unreadable as error:
            said.append((path, value, str(error.text)))
            return 0
    return value


def _of_text(text: str) -> Iterator[str]:
    if HIDDEN.search(text):
        yield _("There is a character in this text that cannot be seen. Write the text anew.")
    if holds_personal(text):
        yield _(
            "This looks like a Swedish personal identity number. Fyr takes no data about persons: remove the grant, or write the "
            "number of an organisation."
        )

"""Where a value lies in a grant, and the heading of its column: ("recipientOrganization", 0, "id") is Recipient Org:Identifier."""

import re
from collections.abc import Sequence

from fyr.funding.interchange.giving_fields import GRANT
from fyr.funding.interchange.giving_kinds import Field, Kind
from fyr.funding.interchange.plain import Path


def understood(heading: str) -> tuple[Path, Kind | None]:
    """The place and kind of a column. Others' columns lie under their own names, and have no kind."""
    names = [part.strip() for part in heading.split(":")]
    found = _known(names) or (_known(heading.strip().split("/")) if len(names) == 1 else None)
    return found or (tuple(names) if all(names) else (heading.strip(),), None)


def _known(names: Sequence[str]) -> tuple[Path, Kind | None] | None:
    path: list[str | int] = []
    fields, inside = GRANT, None
    for at, name in enumerate(names):
        if inside is not None and inside.many and name.isascii() and name.isdigit() and isinstance(path[-1], int):
            path[-1] = int(name)
            continue
        one = _named(fields, name)
        if one is None or (at + 1 < len(names) and not one.fields):
            # What others add to an object of the standard stays in that object.
            return ((*path, name), None) if inside is not None and at + 1 == len(names) and name else None
        path.append(one.key)
        if one.many:
            path.append(0)
        fields, inside = one.fields, one
        if not one.fields:
            return tuple(path), one.kind
    return None


def _named(fields: Sequence[Field], name: str) -> Field | None:
    told = re.sub(r"\s+", " ", name).casefold()
    return next((one for one in fields if told in (one.title.casefold(), one.key.casefold())), None)


def rank(path: Path) -> tuple[int, ...]:
    """Sorts columns as the standard does."""
    ranks, fields = [], GRANT
    for part in path:
        if isinstance(part, int):
            ranks.append(part)
            continue
        at = next(at for at, one in enumerate(fields) if one.key == part)
        ranks.append(at)
        fields = fields[at].fields
    return tuple(ranks)


def numbered(paths: Sequence[Path] | set[Path]) -> set[Path]:
    """The lists that have more than one thing in them somewhere: their columns carry a number."""
    return {path[:at] for path in paths for at, part in enumerate(path) if isinstance(part, int) and part > 0}


def heading(path: Path, lists: set[Path]) -> str:
    titles: list[str] = []
    fields = GRANT
    for at, part in enumerate(path):
        if isinstance(part, int):
            titles += [str(part)] if path[:at] in lists else []
            continue
        one = next(one for one in fields if one.key == part)
        titles.append(one.title)
        fields = one.fields
    return ":".join(titles)

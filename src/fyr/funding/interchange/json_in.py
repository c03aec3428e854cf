"""360Giving JSON: a package with grants, or a bare list of them."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from fyr.funding.interchange.faults import Fault, Read, Unreadable, shown
from fyr.funding.interchange.plain import Doubled


def read(data: bytes) -> Read:
    """The grants as they stand, not judged yet. Raises Unreadable."""
    try:
        held = loaded(text_of(data))
    except json.JSONDecodeError as error:
        told = _(
            "This is no JSON: something is wrong in line %(line)d, near character %(column)d. Mend it, or export the file anew."
        )
        raise Unreadable(told % {"line": error.lineno, "column": error.colno}) from error
    except RecursionError as error:
        raise Unreadable(_("Things lie too deep inside one another in this file. It is no 360Giving data.")) from error
    listed = held.get("grants") if isinstance(held, dict) else held
    if not isinstance(listed, list):
        raise Unreadable(_('This JSON has no list of grants. 360Giving data looks like {"grants": [ … ]}.'))
    if not listed:
        raise Unreadable(_("The list of grants is empty, so there is nothing to take in."))
    found = Read()
    for row, one in enumerate(listed, 1):
        if isinstance(one, dict):
            found.records.append(one)
            found.rows.append(row)
        else:
            found.faults.append(Fault(row, "", shown(one), _("Each grant is an object, with names and values.")))
    return found


def text_of(data: bytes) -> str:
    """Raises Unreadable for anything but UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = _(
            "The file is not written in UTF-8: line %(line)d holds something else. Save it anew with the encoding UTF-8."
        )
        raise Unreadable(told % {"line": line}) from error


def loaded(text: str) -> Any:
    """Numbers as Decimal, as many digits as they have. Raises JSONDecodeError, RecursionError, or Unreadable for NaN."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse, object_pairs_hook=_object)


def _refuse(text: str) -> NoReturn:
    told = _("There is %(value)s in the file where a number should be. Write the number, or leave the field out.")
    raise Unreadable(told % {"value": text})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    doubled = Doubled(made)
    times = Counter(key for key, _value in pairs)
    doubled.twice = next(key for key in made if times[key] > 1)
    return doubled

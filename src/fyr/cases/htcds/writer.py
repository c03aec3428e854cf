"""Persons as a JSON file: UTF-8, one person per line, fields in the standard's order."""

import json
from collections.abc import Iterable, Iterator, Mapping

from fyr.cases.htcds.catalogue import FIELDS, MORE, SOURCE_REFERENCE

ORDER = {key: position for position, key in enumerate((SOURCE_REFERENCE, *FIELDS, MORE))}


def write(persons: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """The file in pieces, so that an export never holds it whole. KeyError for a key that no file may carry."""
    between = b"[\n"
    for person in persons:
        ordered = {key: person[key] for key in sorted(person, key=ORDER.__getitem__)}
        yield between + json.dumps(ordered, ensure_ascii=False, allow_nan=False).encode()
        between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"

"""What no single field shows: who got the grant, its id, and grants that stand twice."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from fyr.funding.interchange.faults import ENOUGH, Fault, Read, shown
from fyr.funding.interchange.giving_fields import PERSON, RECIPIENT
from fyr.funding.interchange.judge import judged
from fyr.funding.interchange.persons import ORGANISATIONS, swedish_number, without_contacts
from fyr.funding.interchange.plain import Path, Said, plain

IDENTIFIER = re.compile(r"360G-[A-Za-z0-9]+-\S(.*\S)?")
LONGEST_ID = 200


def judge_all(found: Read) -> None:
    """Judges the records as they were read, and leaves plain ones in their place. Gives up where far too much is wrong."""
    first: dict[str, int] = {}
    for at, row in enumerate(found.rows):
        if len(found.faults) >= ENOUGH:
            return
        said: list[Said] = []
        record: dict[str, Any] = plain(found.records[at], said)
        found.left_out += without_contacts(record)
        found.records[at] = record
        of_fields = islice(judged(record), ENOUGH)
        said += [*of_fields, *_recipient(record), *_identifier(record, row, first), *_organisations(record)]
        found.faults += [_fault(row, *one) for one in said]


def _fault(row: int, path: Path, value: object, reason: str) -> Fault:
    """A refusal is kept, so it repeats nothing about a person."""
    return Fault(row, shown("/".join(map(str, path))), "" if PERSON in path else shown(value), reason)


def _recipient(record: dict[str, Any]) -> Iterator[Said]:
    if PERSON in record:
        yield (
            (PERSON,),
            "",
            _(
                "This grant went to a person. Fyr takes no data about persons: remove the grant from the file, or name the "
                "organisation that it went to."
            ),
        )
    elif not record.get(RECIPIENT):
        yield (RECIPIENT,), "", _("This is missing. Say which organisation got the grant.")


def _identifier(record: dict[str, Any], row: int, first: dict[str, int]) -> Iterator[Said]:
    told = record.get("id")
    if not isinstance(told, str) or not told.strip():
        return
    if not IDENTIFIER.fullmatch(told) or len(told) > LONGEST_ID:
        yield (
            ("id",),
            told,
            _(
                "The id of a grant is 360G-, the prefix of its publisher, a hyphen and a number of their own, such as 360G-abc-2026-1, "
                "at most 200 characters."
            ),
        )
    elif told in first:
        yield (
            ("id",),
            told,
            _("The grant in row %(row)d has the same id. Give each grant its own.") % {"row": first[told]},
        )
    first.setdefault(told, row)


def _organisations(record: dict[str, Any]) -> Iterator[Said]:
    for key in ORGANISATIONS:
        listed = record.get(key)
        for at, one in enumerate(listed if isinstance(listed, list) else ()):
            if not isinstance(one, dict):
                continue
            if len(str(one.get("id", ""))) > LONGEST_ID:
                yield (
                    (key, at, "id"),
                    one["id"],
                    _("This id is longer than 200 characters. Write the organisation's number."),
                )
            if number := swedish_number(one):
                yield (
                    (key, at, number),
                    "",
                    _(
                        "This looks like a Swedish personal identity number. Fyr takes no data about persons: write the number of an "
                        "organisation, or leave it out."
                    ),
                )

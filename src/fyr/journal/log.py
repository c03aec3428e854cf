"""Writing entries. On the path of every page, so it is one plain INSERT."""

import datetime
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from fyr.journal.context import served
from fyr.journal.models import Outcome

CODE_WORD = re.compile(r"[a-z0-9][a-zA-Z0-9_.:-]{0,63}")
INSERT = (
    "INSERT INTO journal_entry (id, at, actor, label, outcome, subject, others, codes)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)


def append(
    *,
    label: str,
    actor: UUID | None,
    outcome: str = Outcome.DONE,
    subject: bytes | None = None,
    others: Sequence[bytes] = (),
    codes: Mapping[str, str] | None = None,
) -> UUID:
    """Write one entry in the caller's transaction and give its id.

    `label` and `codes` are code words; `subject` and `others` are pseudonyms of 16 bytes. Raises ValueError
    for anything else, so that no content can slip in.
    """
    for word in (label, *(codes or {}), *(codes or {}).values()):
        if not CODE_WORD.fullmatch(word):
            raise ValueError("The journal holds code words only: letters, digits and . : _ - , at most 64 of them.")
    if any(len(pseudonym) != 16 for pseudonym in (*([subject] if subject else []), *others)):
        raise ValueError("A subject in the journal is a pseudonym of 16 bytes.")
    entry = uuid.uuid4()
    adapt = connection.ops
    values: list[Any] = [
        _id(entry),
        adapt.adapt_datetimefield_value(datetime.datetime.now(datetime.UTC)),
        _id(actor) if actor else None,
        label,
        str(outcome),
        subject,
        b"".join(others),
        json.dumps(codes, sort_keys=True, separators=(",", ":")) if codes else "",
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
    if (state := served.get()) is not None:
        state.act = entry
        state.named.update(([subject] if subject else []), others)
    return entry


def _id(value: UUID) -> object:
    return value if connection.features.has_native_uuid_field else value.hex

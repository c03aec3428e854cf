"""The bytes of an entry that its leaf covers: every column, in one unambiguous form."""

import datetime
import json

from fyr.journal.merkle import leaf_hash
from fyr.journal.models import Entry


def content(entry: Entry, seq: int) -> bytes:
    """JSON with sorted keys; times in UTC with microseconds, bytes in hex, absent as null."""
    fields = {
        "actor": str(entry.actor) if entry.actor else None,
        "at": entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "codes": entry.codes,
        "id": str(entry.id),
        "label": entry.label,
        "others": bytes(entry.others).hex(),
        "outcome": entry.outcome,
        "seq": seq,
        "subject": bytes(entry.subject).hex() if entry.subject is not None else None,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def leaf_of(entry: Entry, seq: int) -> bytes:
    """32 bytes."""
    return leaf_hash(content(entry, seq))

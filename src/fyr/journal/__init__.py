"""The append-only journal: who did what when, in one tree that nobody can change unnoticed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

DONE = "done"


def append(
    *,
    label: str,
    actor: UUID | None,
    outcome: str = DONE,
    subject: bytes | None = None,
    others: Sequence[bytes] = (),
    codes: Mapping[str, str] | None = None,
) -> UUID:
    """Write one entry in the caller's transaction; see fyr.journal.log."""
    from fyr.journal.log import append as write

    return write(label=label, actor=actor, outcome=outcome, subject=subject, others=others, codes=codes)

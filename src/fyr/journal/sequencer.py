"""Gives waiting entries their numbers, batch by batch, each with a checkpoint in the same transaction."""

from django.db import connection, transaction

from fyr.journal import notes, outside
from fyr.journal.errors import JournalDamaged
from fyr.journal.leaves import leaf_of
from fyr.journal.merkle import Frontier
from fyr.journal.models import Checkpoint, Entry, Mention

# A thousand on PostgreSQL; fewer on SQLite, whose only writer must not be held for a tenth of a second.
BATCH = {"postgresql": 1000, "sqlite": 250}
# Any number will do, as long as nothing else in the database locks it.
LOCK = 0x46595231
NUMBER = "UPDATE journal_entry SET seq = %s, leaf = %s WHERE id = %s AND seq IS NULL"


def sequence() -> int:
    """Number everything that waits. Returns how many entries got a number.

    Entries are taken because they have no number, never because they are newer than the last one: a slow
    transaction commits an old entry late, and it must not be skipped. Raises JournalDamaged rather than sign on top
    of what was tampered with.
    """
    total = 0
    with outside.held():
        _heal()
        while numbered := _batch():
            total += numbered
            _heal()
    return total


@transaction.atomic
def _batch() -> int:
    _lock()
    waiting = list(Entry.objects.filter(seq__isnull=True).order_by("at", "id")[: BATCH[connection.vendor]])
    if not waiting:
        return 0
    frontier = _frontier()
    numbers = []
    for entry in waiting:
        leaf = leaf_of(entry, frontier.size)
        key = entry.id if connection.features.has_native_uuid_field else entry.id.hex
        numbers.append((frontier.size, leaf, key))
        frontier.append(leaf)
    with connection.cursor() as cursor:
        cursor.executemany(NUMBER, numbers)
    Mention.objects.bulk_create(
        Mention(subject=entry.others[at : at + 16], entry=entry.pk)
        for entry in waiting
        for at in range(0, len(entry.others), 16)
    )
    Checkpoint.objects.create(
        size=frontier.size, frontier=frontier.packed(), note=notes.sign(frontier.size, frontier.root())
    )
    return len(waiting)


def _frontier() -> Frontier:
    """Where the tree stands, as the last checkpoint signed it."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        frontier = Frontier()
    else:
        frontier = Frontier.unpacked(last.size, bytes(last.frontier))
        if not frontier.is_of_size() or notes.read(last.note) != (last.size, frontier.root()):
            raise JournalDamaged(f"The checkpoint at {last.size} entries does not fit its own signature.")
    if Entry.objects.filter(seq__gte=frontier.size).exists():
        raise JournalDamaged(f"An entry beyond the {frontier.size} that were signed has a number.")
    return frontier


@transaction.atomic
def _heal() -> None:
    """Bring the copy outside the database up to the last checkpoint, which a crash can have kept from it.

    No crash loses more than one. Where more is missing the copy was cut or taken away, and only a person may say
    that it is to be made anew (`fyr journal copy`); until then verification names it.
    """
    missing = list(Checkpoint.objects.filter(size__gt=_noted()).order_by("size")[:2])
    if len(missing) == 1:
        _copy(missing[0])


def copy_anew() -> int:
    """Write the copy outside from the database, from the first entry on, beside the old one. Gives the entries copied."""
    size = 0
    with outside.held(), transaction.atomic():
        outside.set_aside()
        for checkpoint in Checkpoint.objects.order_by("size"):
            _copy(checkpoint)
            size = checkpoint.size
    return size


def _copy(checkpoint: Checkpoint) -> None:
    _lock()
    kept = outside.leaves_kept()
    rows = Entry.objects.filter(seq__gte=kept, seq__lt=checkpoint.size).order_by("seq")
    outside.keep(kept, [bytes(leaf or b"") for leaf in rows.values_list("leaf", flat=True)], checkpoint.note)


def _noted() -> int:
    written = outside.notes()
    read = notes.read(written[-1]) if written else None
    return read[0] if read else 0


def _lock() -> None:
    """One sequencer at a time. SQLite's transactions are exclusive already (BEGIN IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

"""Proof that the journal is whole, or the first entry that is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat, zip_longest

from django.db import IntegrityError

from fyr.journal import notes, outside
from fyr.journal.errors import JournalDamaged
from fyr.journal.leaves import leaf_of
from fyr.journal.merkle import Frontier
from fyr.journal.models import Checkpoint, Entry, Mention
from fyr.journal.sequencer import sequence


@dataclass(frozen=True)
class Report:
    """`entries` were checked; `fault` is None where all is whole. `seq` counts from 0."""

    entries: int
    checkpoints: int
    fault: str | None = None
    seq: int | None = None
    entry: str | None = None


def verify(since: Sequence[str] = ()) -> Report:
    """Number what waits, then compare every entry with its leaf, the copy outside, and every signed checkpoint.

    Someone who changes rows, leaves and checkpoints in the database together still meets the copy outside,
    which names the entry; someone who reaches that too still meets the notes that were taken away earlier (`since`).
    Memory stays small: entries are streamed.
    """
    fault = _checkpoints_fault() or _copy_fault() or _sequence_fault()
    # No batch is numbered meanwhile: it would look like one that was never signed.
    with outside.held():
        return _compare(since, fault)


def _compare(since: Sequence[str], fault: str | None) -> Report:
    signed, forged = _signed(since)
    if forged is not None:
        return Report(0, len(signed), forged)
    last = max(signed, default=0)
    frontier = Frontier()
    copied = chain(outside.leaves(), repeat(None))
    for entry in Entry.objects.filter(seq__isnull=False).order_by("seq").iterator(chunk_size=2000):
        seq = frontier.size
        if entry.seq is None or entry.seq < seq:
            return Report(seq, len(signed), f"entry {entry.seq} has a number that was never given", entry.seq)
        if entry.seq > seq:
            return Report(seq, len(signed), f"entry {seq} is missing", seq)
        if seq >= last:
            return Report(seq, len(signed), f"entry {seq} was never signed", seq, str(entry.id))
        leaf, outer = _leaf(entry, seq), next(copied)
        if leaf != bytes(entry.leaf or b""):
            return Report(seq, len(signed), f"entry {seq} was altered", seq, str(entry.id))
        if outer is not None and leaf != outer:
            return Report(
                seq, len(signed), f"entry {seq} differs from the copy outside the database", seq, str(entry.id)
            )
        frontier.append(leaf)
        expected = signed.get(frontier.size)
        if expected is not None and expected != frontier.root():
            return Report(
                seq, len(signed), f"the tree up to entry {seq} is not the one that was signed", seq, str(entry.id)
            )
    if last > frontier.size or next(copied) is not None:
        seq = frontier.size
        return Report(seq, len(signed), f"entry {seq} is missing: {max(last, outside.leaves_kept())} were signed", seq)
    return Report(frontier.size, len(signed), fault or _mentions_fault())


def _leaf(entry: Entry, seq: int) -> bytes:
    """Nothing, where a column holds what no entry can hold."""
    try:
        return leaf_of(entry, seq)
    except (TypeError, ValueError):
        return b""


def _mentions_fault() -> str | None:
    """Who opened a case is read from the mentions, so they must be what the entries say; both are read side by side."""
    naming = Entry.objects.filter(seq__isnull=False).exclude(others=b"").order_by("id")
    told = (
        (entry.pk, subject)
        for entry in naming.iterator(chunk_size=2000)
        for subject in sorted(bytes(entry.others[at : at + 16]) for at in range(0, len(entry.others), 16))
    )
    mentions = Mention.objects.order_by("entry", "subject").values_list("entry", "subject")
    kept = ((entry, bytes(subject)) for entry, subject in mentions.iterator(chunk_size=2000))
    for one, other in zip_longest(told, kept):
        if one != other:
            entry = min(found[0] for found in (one, other) if found)
            return f"the index of cases does not fit entry {entry}"
    return None


def _checkpoints_fault() -> str | None:
    """The database must hold every checkpoint that was copied outside; looked at before anything is healed."""
    known = set(Checkpoint.objects.values_list("note", flat=True))
    for note in outside.notes():
        if note not in known:
            read = notes.read(note)
            return f"the checkpoint at {read[0] if read else '?'} entries is missing from the database"
    return None


def _copy_fault() -> str | None:
    """A crash can keep the last batch from the copy, and no more than that."""
    with outside.held():
        sizes = list(Checkpoint.objects.order_by("-size").values_list("size", flat=True))
        kept, copied = outside.leaves_kept(), len(outside.notes())
    if len(sizes) > 1 and (kept < sizes[1] or copied + 1 < len(sizes)):
        return f"the copy outside the database holds {kept} of {sizes[0]} entries: it was cut"
    return None


def _sequence_fault() -> str | None:
    try:
        sequence()
    except (JournalDamaged, IntegrityError) as error:
        return str(error) if isinstance(error, JournalDamaged) else "a number was given twice"
    return None


def _fits(frontier: Frontier, root: bytes) -> bool:
    return frontier.is_of_size() and frontier.root() == root


def _signed(since: Sequence[str]) -> tuple[dict[int, bytes], str | None]:
    """Size and root of every checkpoint, inside, outside and taken away; and what is wrong where one is not genuine."""
    signed: dict[int, bytes] = {}
    sources = chain(
        ((one.size, bytes(one.frontier), one.note) for one in Checkpoint.objects.order_by("size")),
        ((None, None, note) for note in chain(outside.notes(), since)),
    )
    for size, frontier, note in sources:
        read = notes.read(note)
        if read is None or (size is not None and read[0] != size):
            return signed, f"the checkpoint at {size if size is not None else '?'} entries has no valid signature"
        if size is not None and not _fits(Frontier.unpacked(size, frontier or b""), read[1]):
            return signed, f"the checkpoint at {size} entries does not fit its own signature"
        if signed.setdefault(read[0], read[1]) != read[1]:
            return signed, f"two signed checkpoints at {read[0]} entries differ: the journal has forked"
    return signed, None

"""Keys of holders and subjects: made, wrapped, handed on, withdrawn, destroyed."""

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from fyr import node
from fyr.vault.box import Box
from fyr.vault.bulk import Ready, ready
from fyr.vault.cipher import decrypt, derive, encrypt
from fyr.vault.context import note
from fyr.vault.errors import Locked
from fyr.vault.models import HolderKey, Wrap


def make_holder(holder: UUID) -> None:
    """Give a holder its first key, or a new version of it; older ones go on opening what they wrapped."""
    latest = HolderKey.objects.filter(holder=holder).aggregate(latest=Max("version"))["latest"] or 0
    version = latest + 1
    wrapped = encrypt(_node_key(), os.urandom(32), _holder_place(holder, version))
    HolderKey.objects.create(holder=holder, version=version, wrapped=wrapped)
    _unsettled.add(holder)
    transaction.on_commit(lambda: _settle(holder))


def make_subject(subject: UUID, holder: UUID) -> Box:
    """A new data key for a subject, readable by one holder."""
    return make_subjects([subject], holder)[subject]


def make_subjects(subjects: Iterable[UUID], holder: UUID) -> dict[UUID, Box]:
    """Keys for many new subjects of one holder, kept with one statement."""
    boxes, wraps = draw_subjects(subjects, holder)
    wraps.insert()
    return boxes


def draw_subjects(subjects: Iterable[UUID], holder: UUID) -> tuple[dict[UUID, Box], Ready]:
    """As make_subjects; but the wraps are given back too, for a transaction to insert with what they open."""
    boxes = {subject: Box(subject, os.urandom(32)) for subject in subjects}
    for box in boxes.values():
        note(box.pseudonym)
    return boxes, ready(_wrapped(box, holder) for box in boxes.values())


def unlock(subjects: Iterable[UUID], holders: Iterable[UUID]) -> dict[UUID, Box]:
    """The boxes that these holders can open, by subject. One query; what cannot be opened is left out."""
    boxes: dict[UUID, Box] = {}
    rows = Wrap.objects.filter(subject__in=list(subjects), holder__in=list(holders))
    for subject, holder, version, wrapped in rows.values_list("subject", "holder", "version", "wrapped"):
        if subject not in boxes:
            key = decrypt(
                _cached(_holder_key, holder)(holder, version), bytes(wrapped), _subject_place(subject, holder, version)
            )
            boxes[subject] = Box(subject, key)
            note(boxes[subject].pseudonym)
    return boxes


def share(box: Box, holder: UUID) -> None:
    """Let one more holder open the subject. Sharing twice changes nothing."""
    if not Wrap.objects.filter(subject=box.subject, holder=holder).exists():
        _wrapped(box, holder).save()


def withdraw(subject: UUID, holder: UUID) -> None:
    """Take the subject from a holder; the others keep it."""
    Wrap.objects.filter(subject=subject, holder=holder).delete()


def destroy(subject: UUID) -> None:
    """Erase the data key for good: nothing sealed for the subject can be read again, here or in a backup."""
    Wrap.objects.filter(subject=subject).delete()


def _wrapped(box: Box, holder: UUID) -> Wrap:
    version = _cached(_latest_version, holder)(holder)
    wrapped = encrypt(
        _cached(_holder_key, holder)(holder, version), box.data_key(), _subject_place(box.subject, holder, version)
    )
    return Wrap(subject=box.subject, holder=holder, version=version, wrapped=wrapped)


# Holders whose new key is not committed, or was rolled back: what is cached of it could seal to a key nobody has.
_unsettled: set[UUID] = set()


def _settle(holder: UUID) -> None:
    _latest_version.cache_clear()
    _unsettled.discard(holder)


def _cached(read: Any, holder: UUID) -> Any:
    """The function that remembers, or the one that asks the database each time."""
    return read.__wrapped__ if holder in _unsettled else read


def _node_key() -> bytes:
    return derive(node.secret("node"), "fyr holder keys v1")


@lru_cache(maxsize=1024)
def _latest_version(holder: UUID) -> int:
    latest: int | None = HolderKey.objects.filter(holder=holder).aggregate(latest=Max("version"))["latest"]
    if latest is None:
        raise Locked(f"The unit {holder} has no key. Make one with 'fyr init' or by adding the unit in the office.")
    return latest


@lru_cache(maxsize=1024)
def _holder_key(holder: UUID, version: int) -> bytes:
    row = HolderKey.objects.filter(holder=holder, version=version).first()
    if row is None:
        raise Locked(f"Version {version} of the key of unit {holder} is missing.")
    return decrypt(_node_key(), bytes(row.wrapped), _holder_place(holder, version))


def forget_cached() -> None:
    """Drop keys held in memory: for tests, and after keys were restored."""
    _latest_version.cache_clear()
    _holder_key.cache_clear()


def _holder_place(holder: UUID, version: int) -> bytes:
    return f"holder|{holder}|{version}".encode()


def _subject_place(subject: UUID, holder: UUID, version: int) -> bytes:
    return f"subject|{subject}|{holder}|{version}".encode()

"""Sealed files: cut into chunks, each bound to its file, its number and whether it is the last.

The chunks are sealed under a key of the file's own, drawn from the key of the subject: what erases the subject's key
erases its files. Every chunk is filled up to CHUNK bytes, so that a stored file tells its size in steps of 64 KiB only.
"""

from collections.abc import Sequence
from uuid import UUID

from fyr.vault.box import Box
from fyr.vault.cipher import decrypt, derive, encrypt
from fyr.vault.errors import Tampered

CHUNK = 64 * 1024
# The length of the file in bytes, in front of its first byte.
LENGTH = 8


def seal_file(box: Box, file_id: UUID, data: bytes) -> list[bytes]:
    """The chunks of one file, in order; at least one, for an empty file too."""
    told = len(data).to_bytes(LENGTH, "big") + data
    count = chunks_of(len(data))
    key = _key(box, file_id)
    return [
        encrypt(
            key, told[number * CHUNK : (number + 1) * CHUNK].ljust(CHUNK, b"\0"), _place(box, file_id, number, count)
        )
        for number in range(count)
    ]


def open_file(box: Box, file_id: UUID, chunks: Sequence[bytes]) -> bytes:
    """The file as it was sealed. Raises Tampered where a chunk was changed, cut off, swapped or comes from another file."""
    if not chunks:
        raise Tampered("A sealed file has lost its content.")
    key = _key(box, file_id)
    told = b"".join(
        decrypt(key, chunk, _place(box, file_id, number, len(chunks))) for number, chunk in enumerate(chunks)
    )
    length = int.from_bytes(told[:LENGTH], "big")
    if chunks_of(length) != len(chunks):
        raise Tampered("A sealed file is not as long as it says.")
    return told[LENGTH : LENGTH + length]


def reseal(chunk: bytes, of: Box, under: Box, file_id: UUID, number: int, count: int) -> bytes:  # noqa: PLR0917 - a place
    """One chunk of a file whose subject turned out to be another: opened with the one key, sealed under the other."""
    told = decrypt(_key(of, file_id), chunk, _place(of, file_id, number, count))
    return encrypt(_key(under, file_id), told, _place(under, file_id, number, count))


def chunks_of(length: int) -> int:
    """How many chunks a file of so many bytes takes."""
    return -(-(LENGTH + length) // CHUNK)


def _key(box: Box, file_id: UUID) -> bytes:
    return derive(box.data_key(), f"fyr file v1|{file_id}")


def _place(box: Box, file_id: UUID, number: int, count: int) -> bytes:
    return f"{box.subject}|file|{file_id}|{number}|{'last' if number == count - 1 else 'more'}".encode()

"""Finds a word in a folder in every coat that a program could have put on it."""

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path


def forms(word: str) -> Iterator[bytes]:
    """Plain, UTF-16, hex, escaped JSON, and base64 at all three offsets."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    yield json.dumps(word).strip('"').encode()
    for offset in range(3):
        # The characters of base64 that do not depend on what stands around the word.
        start = -(-offset * 8 // 6) if offset else 0
        coded = base64.b64encode(b"\0" * offset + plain)
        yield coded[start + (1 if offset else 0) : len(coded) - 4].rstrip(b"=")


def files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file, and once more unpacked where it is gzip."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield path, data
            if data[:2] == b"\x1f\x8b":
                yield path, gzip.decompress(data)


def found_in(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """(file, word) for each word that lies in the folder in any of its forms."""
    wanted = [(word, form) for word in words for form in forms(word) if len(form) > 5]
    return sorted({(str(path), word) for path, data in files(folder) for word, form in wanted if form in data})

"""Which subjects were opened while one request is served, so that the journal forgets none."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_opened: ContextVar[dict[bytes, None] | None] = ContextVar("opened", default=None)


@contextmanager
def watching() -> Iterator[None]:
    """Collect, until the end of the block, the pseudonym of every subject that is unlocked."""
    token = _opened.set({})
    try:
        yield
    finally:
        _opened.reset(token)


def note(pseudonym: bytes) -> None:
    if (seen := _opened.get()) is not None:
        seen[pseudonym] = None


def opened() -> list[bytes]:
    """Pseudonyms (16 bytes each) in the order of opening; empty outside a watched block."""
    return list(_opened.get() or ())

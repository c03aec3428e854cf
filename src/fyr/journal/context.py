"""What the journal knows of the request that is being served."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass
class Served:
    """`act` is the entry that an action wrote, if one did."""

    act: UUID | None = None


served: ContextVar[Served | None] = ContextVar("served", default=None)

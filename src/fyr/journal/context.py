"""What the journal knows of the request that is being served."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Served:
    """`act` is the entry that an action wrote last, if one did; `named` the subjects of all of them."""

    act: UUID | None = None
    named: set[bytes] = field(default_factory=set)


served: ContextVar[Served | None] = ContextVar("served", default=None)

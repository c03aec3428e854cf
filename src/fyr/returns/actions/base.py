"""How every act begins: the return as it is now, held, and what the machine says of it."""

from typing import TypeVar

from fyr.access.models import Member
from fyr.returns import machine
from fyr.returns.access import require
from fyr.returns.models import Part, Return

Row = TypeVar("Row", bound=Part)


def begin(ret: Return, by: Member, code: str) -> Return:
    """The return, held until the transaction ends. Raises Http404, PermissionDenied and Refused as door and machine do."""
    held = require(ret, by)
    machine.check(held, code)
    return held


def begin_part(part: Row, by: Member, code: str) -> tuple[Return, Row]:
    """The same for a row of a return, which is read anew once the return is held."""
    held = begin(part.of, by, code)
    row = type(part)._default_manager.select_for_update(of=("self",)).get(pk=part.pk)
    row.of = held
    return held, row

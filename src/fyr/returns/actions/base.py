"""How every act begins: the return as it is now, held, and what the machine says of it."""

from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.returns import machine
from fyr.returns.access import require
from fyr.returns.codes.agreements import Section
from fyr.returns.models import Part, Return

Row = TypeVar("Row", bound=Part)


def begin(ret: Return, by: Member, code: str, *, reads: Section | None = None) -> Return:
    """The return, held until the transaction ends. Raises Http404, PermissionDenied and Refused as door and machine do, and
    Refused for whoever does not read the part `reads`, before anything is said of it."""
    held = require(ret, by)
    machine.require_side(held, code)
    if reads is not None and not held.reads(reads):
        raise Refused(_("She has not agreed to show you this. Ask whoever leads her journey."))
    machine.check(held, code)
    return held


def begin_part(part: Row, by: Member, code: str, *, reads: Section | None = None) -> tuple[Return, Row]:
    """The same for a row of a return, which is read anew once the return is held."""
    held = begin(part.of, by, code, reads=reads)
    row = type(part)._default_manager.select_for_update(of=("self",)).get(pk=part.pk)
    row.of = held
    return held, row

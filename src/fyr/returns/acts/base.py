"""An act of the slice: what the machine says of it, with its words and its form."""

from collections.abc import Callable
from typing import Any

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.returns import machine
from fyr.returns.models import Return
from fyr.web.acts import Act, Do
from fyr.web.registry import Text
from fyr.web.row_form import RowForm

WRITE = Permission.RETURN_WRITE


def ret_of(row: Any) -> Return:
    found: Return = row if isinstance(row, Return) else row.of
    return found


def act(
    of: str,
    code: str,
    label: Text,
    do: Do,
    form: type[RowForm] | None = None,
    *,
    rule: str = "",
    when: Callable[[Any], bool] = lambda row: True,
    hers: Callable[[Member, Any], bool] = lambda by, row: True,
    **more: Any,
) -> Act:
    """`rule` is its name in the machine, where it is not its code. It is offered where the machine lets her, and shown with
    what is missing where something must come first."""
    name = rule or code
    return Act(
        of, code, label, WRITE, do, form,
        when=lambda row: machine.fits(ret_of(row), name) and when(row),
        hers=hers,
        side=lambda row: bool(ret_of(row).acting & machine.MOVES[name].who),
        missing=lambda row: [str(one) for one in machine.missing(ret_of(row), name)],
        **more,
    )  # fmt: skip

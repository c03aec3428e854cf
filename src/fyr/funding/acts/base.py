"""One act: who may, on what, when it is offered, what is asked, and what is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding.access import may
from fyr.funding.forms.base import RowForm
from fyr.web.registry import Text

Do = Callable[[Member, Any, Any], Any]


@dataclass(frozen=True)
class Act:
    """`of` names the row in the address; without `form` it is a button that acts at once.

    `do` takes the member, the row and the sent form, and gives what it made, or None. `to` is where it leads afterwards.
    """

    of: str
    code: str
    label: Text
    permission: Permission
    do: Do
    form: type[RowForm] | None = None
    when: Callable[[Any], bool] = lambda row: True
    # Whether it is hers to do: who has assessed already does not assess again.
    hers: Callable[[Member, Any], bool] = lambda by, row: True
    lead: Text = ""
    why: Text = ""
    submit: Text | None = None
    to: str = ""
    # Done to what cannot be taken back, or away from the ordinary way: after the others, never the first.
    aside: bool = False

    @property
    def name(self) -> str:
        return f"{self.of}_{self.code}"

    def url(self, row: Any) -> str:
        return reverse(f"funding:{self.name}", args=[row.pk])


@dataclass(frozen=True)
class Offer:
    """An act on one row, for a page."""

    act: Act
    row: Any

    @property
    def label(self) -> Text:
        return self.act.label

    title = label

    @property
    def why(self) -> Text:
        return self.act.why

    @property
    def url(self) -> str:
        return self.act.url(self.row)

    @property
    def action(self) -> Text:
        return self.act.submit or self.act.label

    @property
    def at_once(self) -> bool:
        return self.act.form is None


@dataclass(frozen=True)
class Step:
    """A next step that is done on another page."""

    label: Text
    url: str
    why: Text
    at_once: bool = False

    @property
    def title(self) -> Text:
        return self.label


def offered(by: Member, row: Any, of: str, parent: Any = None) -> list[Offer]:
    """What she can do with the row as it stands, the obvious first. `parent` is whose sides count, where the row has none."""
    from fyr.funding.acts import ACTS

    held = may(by, parent if parent is not None else row)
    fits: Iterable[Act] = (
        act for act in ACTS if act.of == of and act.permission in held and act.when(row) and act.hers(by, row)
    )
    return [Offer(act, row) for act in sorted(fits, key=lambda act: act.aside)]

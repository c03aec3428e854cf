"""One act: who may, on what, when it is offered, what is asked, and what is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.web.registry import Text
from fyr.web.row_form import RowForm

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
    # Whether it is for her side at all; whoever stands on another gets the answer of one without the right.
    side: Callable[[Any], bool] = lambda row: True
    # What has to come first, in words: until it has, the page names the act and this list, and no way to it.
    missing: Callable[[Any], Sequence[Text]] = lambda row: ()

    @property
    def name(self) -> str:
        return f"{self.of}_{self.code}"


@dataclass(frozen=True)
class Offer:
    """An act on one row, for a page; `app` is the namespace of its address."""

    act: Act
    row: Any
    app: str

    @property
    def label(self) -> Text:
        return self.act.label

    title = label

    @property
    def why(self) -> Text:
        return self.act.why

    @property
    def url(self) -> str:
        return reverse(f"{self.app}:{self.act.name}", args=[self.row.pk])

    @property
    def action(self) -> Text:
        return self.act.submit or self.act.label

    @property
    def at_once(self) -> bool:
        return self.act.form is None

    @cached_property
    def missing(self) -> tuple[Text, ...]:
        return tuple(self.act.missing(self.row))

    @property
    def leads(self) -> bool:
        """Whether it can be the one obvious thing to do: it says why, is no way aside, and nothing has to come first."""
        return bool(self.why) and not self.act.aside and not self.missing


@dataclass(frozen=True)
class Step:
    """A next step that is done on another page."""

    label: Text
    url: str
    why: Text
    at_once: bool = False
    # What the button says, where it is not the ordinary word.
    action: Text = ""

    @property
    def title(self) -> Text:
        return self.label

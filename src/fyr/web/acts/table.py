"""The acts of a slice, with the doors and pages they need."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, path

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.web.acts import views
from fyr.web.acts.act import Act, Offer
from fyr.web.form_page import Trail
from fyr.web.forms import KeyedForm


@dataclass(frozen=True)
class ActTable:
    """`app` is the namespace of the slice's addresses; `row_for` is its door, and `may` what a member may do with a row.

    What was done shows on the page of the row where its kind is in `own_page`, and else on that of its `parent_of`.
    """

    app: str
    acts: tuple[Act, ...]
    may: Callable[[Member, Any], frozenset[Permission]]
    row_for: Callable[[Member, str, UUID, Permission], Any]
    # (kind, row) of what a row belongs to.
    parent_of: Callable[[str, Any], tuple[str, Any]]
    own_page: Collection[str]
    trail_to: Callable[[str, Any], Trail]
    url_of: Callable[[str, Any], str]

    def offered(self, by: Member, row: Any, of: str, parent: Any = None) -> list[Offer]:
        """What she can do with the row as it stands, the obvious first. `parent` is whose sides count, where the row has none."""
        held = self.may(by, parent if parent is not None else row)
        fits = (
            act
            for act in self.acts
            if act.of == of and act.permission in held and act.side(row) and act.when(row) and act.hers(by, row)
        )
        return [self.offer(act, row) for act in sorted(fits, key=lambda act: act.aside)]

    def offer(self, act: Act, row: Any) -> Offer:
        return Offer(act, row, self.app)

    def page(self, by: Member, row: Any, of: str, parent: Any = None) -> dict[str, Any]:
        """What the page of a row shows of its acts: one of them as the next step, the others as buttons."""
        return self.placed(self.offered(by, row, of, parent))

    def placed(self, acts: list[Offer]) -> dict[str, Any]:
        """The same of acts that were looked at already."""
        first = next((one for one in acts if one.leads), None)
        return {
            "first": first,
            "acts": [one for one in acts if one is not first and not one.act.aside],
            "aside_acts": [one for one in acts if one.act.aside],
            "keyed": KeyedForm(auto_id=False),
        }

    def shown_on(self, act: Act, row: Any) -> tuple[str, Any]:
        """(kind, row) of the page that shows what was done."""
        return (act.of, row) if act.of in self.own_page else self.parent_of(act.of, row)

    def view_of(self, act: Act) -> Callable[..., Any]:
        return views.view_of(self, act)

    def paths(self, under: Mapping[str, str], named: Mapping[str, str] | None = None) -> list[URLPattern]:
        """An address for every act, so that all rules about routes hold for each.

        `under` is where each kind of row is found; `named` gives a kind another name in the parameter, where its own is taken.
        """
        names = named or {}
        return [
            path(f"{under[act.of]}/<uuid:{names.get(act.of, act.of)}_id>/{act.code}/", self.view_of(act), name=act.name)
            for act in self.acts
        ]

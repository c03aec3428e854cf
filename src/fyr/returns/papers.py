"""Papers that others read: none tells why she travels, and none is made before somebody has said that it is safe to carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr.access.errors import Refused
from fyr.returns.codes.agreements import Asked, Section
from fyr.returns.codes.states import Side
from fyr.returns.discreet import refusal, telling
from fyr.returns.dossier import load
from fyr.returns.models import Return
from fyr.returns.words import country_of
from fyr.web.pdf import pdf_of

Rows = list[tuple[str, Any]]


@dataclass(frozen=True)
class Paper:
    """`rows` are (label, value); `texts` (heading, text). `lead` says on the page what it is for."""

    code: str
    title: Any
    lead: Any
    section: Section
    rows: Callable[[Return], Rows]
    texts: Callable[[Return], Rows] = lambda ret: []
    # What she must have agreed to before it is made, and on which sides it is made.
    needs: Asked | None = None
    who: frozenset[Side] = frozenset(Side)

    def refused(self, ret: Return) -> str:
        """Why it cannot be made as it stands; empty where it can."""
        if self.needs is not None and not load(ret).agreed(self.needs):
            return _(
                "She has not agreed to contact with authorities of her home country. Ask her first, and note the answer."
            )
        told = " ".join(str(value) for _label, value in (*self.rows(ret), *self.texts(ret)) if value)
        words = telling(told, ret)
        return refusal(ret, words) if words else ""


def _embassy(ret: Return) -> Rows:
    return [
        (_("Name"), ret.name), (_("Birthdate"), ret.born), (_("Citizenship"), country_of(ret.citizenship)),
        (_("Travels to"), country_of(ret.country)), (_("What is asked for"), _("A travel document for one journey home")),
        (_("Requested by"), ret.controller.name),
    ]  # fmt: skip


def _declaration(ret: Return) -> Rows:
    return [(_("Name"), ret.name), (_("Birthdate"), ret.born), (_("Travels to"), country_of(ret.country))]


def _declared(ret: Return) -> Rows:
    """What she signs. It says nothing of why she came, and nothing that binds her."""
    return [
        (
            _("What I say"),
            _("I want to go there of my own free will. Nobody has forced or persuaded me. I have been told in a language that I understand what it means, what else I could do, and what may be difficult there. I can change my mind at any time, until the aeroplane leaves, and nobody may hold it against me."),
        ),
        (_("Place, day and signature"), "\n\n……………………………………………………"),
        (_("Whoever speaks for me by law, if I am under 18"), "\n\n……………………………………………………"),
    ]  # fmt: skip


def _journey(ret: Return) -> Rows:
    trip = load(ret).trip
    if trip is None:
        return []
    who = [(_("Name"), ret.name)] if ret.reads(Section.PERSON) else []
    return [
        *who, (_("Departs"), f"{trip.departs_on} {trip.departs_at or ''}".strip()),
        (_("From where, over where, to where"), trip.itinerary), (_("Airline and booking"), trip.tickets),
        (_("Help on the way"), trip.transit), (_("Who meets you"), trip.met_by),
    ]  # fmt: skip


def _plan(ret: Return) -> Rows:
    plan = load(ret).plan
    return [(_("What we have agreed"), plan.text), (_("Who helps you there"), plan.contacts)] if plan else []


PAPERS: Mapping[str, Paper] = {
    one.code: one
    for one in (
        Paper(
            "embassy", gettext_lazy("Letter to the embassy"), gettext_lazy("Asks for a travel document. It says who she is and nothing else."),
            Section.JOURNEY, _embassy, needs=Asked.HOME_AUTHORITIES, who=frozenset({Side.RUNS}),
        ),
        Paper(
            "declaration", gettext_lazy("Declaration to sign"), gettext_lazy("Her own words count first; this is for authorities that ask for a paper."),
            Section.TOLD, _declaration, _declared, who=frozenset({Side.REFERS, Side.RUNS}),
        ),
        Paper(
            "journey", gettext_lazy("The journey on paper"), gettext_lazy("For her own bag, and for whoever helps her at the airport."),
            Section.JOURNEY, _journey,
        ),
        Paper(
            "plan", gettext_lazy("The plan on paper"), gettext_lazy("Whom she can turn to there. Others in her home may read it."),
            Section.PLAN, lambda ret: [], _plan,
        ),
    )
}  # fmt: skip


def html_of(paper: Paper, ret: Return, language: str) -> str:
    """The page of a paper in `language`. Raises Refused where what was typed tells why she travels: the words stand in the error."""
    with translation.override(language):
        context = {"paper": paper, "rows": paper.rows(ret), "texts": paper.texts(ret), "language": language}
        html = render_to_string("returns/paper.html", context)
        if words := telling(strip_tags(html.replace("<", " <")), ret):
            raise Refused(refusal(ret, words))
        return html


def pdf(paper: Paper, ret: Return, language: str) -> bytes:
    return pdf_of(html_of(paper, ret, language))

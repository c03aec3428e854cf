"""The places of a case: its pages, each in a step of the manual, with how it stands there and what is missing.

A place is added from AppConfig.ready(), by this slice and by those that stand above it:

    places.add(Place("identification", "identification", _("Identification"), "cases:identification",
                     Permission.EXPLOITATION_READ, identification.standing, order=10))
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from fyr.access.permissions import Permission
from fyr.cases.models import Case
from fyr.web.registry import Text


@dataclass(frozen=True)
class Standing:
    """How it stands, in a few words, and what is missing, if anything; `url` leads to where that is put right."""

    text: Text
    missing: Text = ""
    url: str = ""


@dataclass(frozen=True)
class Place:
    """`step` is the code of a step (data/steps.json); `view` takes the case's id; `standing` asks one query or two."""

    code: str
    step: str
    label: Text
    view: str
    needs: Permission
    standing: Callable[[Case], Standing]
    order: int = 50
    # Part of a page, such as "#plan" on the case page; what stands there needs no link of its own on it.
    anchor: str = ""

    def url(self, case: Case) -> str:
        return reverse(self.view, args=[case.pk]) + self.anchor


@dataclass
class Shown:
    """A place of one case, as a page lists it."""

    place: Place
    url: str
    standing: Standing = field(default_factory=lambda: Standing(""))


PLACES: list[Place] = []


def add(place: Place) -> None:
    if place not in PLACES:
        PLACES.append(place)
        PLACES.sort(key=lambda one: one.order)


def of(case: Case) -> list[Shown]:
    """The places that this member may open, in order, without how they stand: no query."""
    return [Shown(place, place.url(case)) for place in PLACES if place.needs in case.may]


def standing(case: Case) -> list[Shown]:
    """The same with how each of them stands."""
    shown = of(case)
    for one in shown:
        one.standing = one.place.standing(case)
    return shown

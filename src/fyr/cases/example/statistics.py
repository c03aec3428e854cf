"""What the page of the national officer shows in the example: invented facts, which belong to no case, and a directory."""

import random
from collections.abc import Iterator

from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.access.regions import all_regions
from fyr.cases import facts
from fyr.cases.actions.providers import add_provider
from fyr.cases.codes.support import AgeBand, Wait
from fyr.cases.models import Fact
from fyr.disclosure import Quarter

QUARTERS = 3
# kind: (how many persons in a region of middle size, chance that it is met, chance that it cannot be)
NEEDS = {
    "accommodation": (34, 0.5, 0.35),
    "medical": (30, 0.75, 0.05),
    "psychological": (28, 0.3, 0.4),
    "legal": (22, 0.7, 0.1),
    "counselling": (26, 0.85, 0.02),
    "return": (14, 0.6, 0.1),
    "work": (18, 0.2, 0.3),
}
SIZE = {"stockholm": 2.4, "vast": 1.6, "syd": 1.5, "ost": 0.8, "bergslagen": 0.7, "mitt": 0.6, "nord": 0.3}
REASONS = ("no_place", "no_place", "no_provider", "no_money", "not_entitled", "not_safe")


def invent(alma: Member) -> None:
    """The same on every node, and marked as example on the page. The finished quarters are frozen at once."""
    chance = random.Random(2024)  # noqa: S311 - invented numbers, no secret
    last = Quarter.of(timezone.localdate()).before()
    for _quarter in range(QUARTERS):
        Fact.objects.bulk_create(_facts(chance, last))
        last = last.before()
    _directory(alma)
    facts.freeze_ended()


def _facts(chance: random.Random, quarter: Quarter) -> Iterator[Fact]:
    for region in all_regions():
        for kind, (many, met, unmet) in NEEDS.items():
            for _person in range(round(many * SIZE[region] * chance.uniform(0.7, 1.3))):
                drawn = chance.random()
                state = "met" if drawn < met else "unmet" if drawn < met + unmet else "open"
                yield Fact(
                    of_case=chance.randbytes(16),
                    region=region,
                    kind=kind,
                    state=state,
                    unmet_reason=chance.choice(REASONS) if state == "unmet" else "",
                    age_band=chance.choice((AgeBand.ADULT, AgeBand.ADULT, AgeBand.CHILD)),
                    quarter=str(quarter),
                    wait=chance.choice((Wait.WEEK, Wait.LATER)) if state == "met" else Wait.NONE,
                    example=True,
                )


def _directory(alma: Member) -> None:
    harbour = Unit.objects.get(code="trygg-hamn")
    women = {"whom": ["women", "trans", "children"], "languages": "svenska, engelska, rumänska"}
    add_provider(
        by=alma, name=harbour.name, kind="civil", unit=harbour, region="syd", needs=["accommodation", "counselling"],
        places=8, free=2, phone="040-000 00 00", hours="Dygnet runt", **women,
    )  # fmt: skip
    add_provider(
        by=alma, name="Samtalsmottagningen Exempelby (exempel)", kind="regional", region="ost", needs=["psychological"],
        whom=["women", "men", "trans", "lgbtq"], languages="svenska, arabiska", hours="Vardagar 8–16",
    )  # fmt: skip
    add_provider(
        by=alma, name="Juristjouren (exempel)", kind="civil", needs=["legal", "residence"],
        whom=["women", "men", "trans", "families", "lgbtq"], languages="svenska, engelska, spanska", email="jour@juristjouren.example",
    )  # fmt: skip

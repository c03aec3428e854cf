"""A decision's money as a picture: the decision, the grants, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fyr.funding import money
from fyr.web.sankey import Flow, Node, Picture, draw

# So many grants are drawn by name; the smallest of more go together.
NAMED = 7
# What becomes of granted money: (field of a part, tone).
ENDS = (("used", "done"), ("held", "held"), ("to_pay", "ahead"), ("waived", "lost"))


@dataclass(frozen=True)
class Part:
    """One grant, or several small ones together; amounts in the smallest unit."""

    code: str
    label: str
    used: int
    held: int
    to_pay: int
    waived: int
    url: str = ""

    @property
    def amount(self) -> int:
        return self.used + self.held + self.to_pay + self.waived


def end_names() -> dict[str, str]:
    return {"used": _("Used"), "held": _("With recipients"), "to_pay": _("To be paid"), "waived": _("Waived")}


def of(given: int | None, available: int, parts: Sequence[Part], currency: str) -> Picture | None:
    """None where no amount is known, or nothing was granted."""
    if not given:
        return None
    shown = lambda amount: money.shown(amount, currency)
    parts = together(parts)
    names = end_names()
    sums = {name: sum(getattr(part, name) for part in parts) for name, _tone in ENDS}
    nodes = [Node("decision", 0, _("The decision"), given, shown(given), "source")]
    nodes += [Node(part.code, 1, part.label, part.amount, shown(part.amount), "plain", part.url) for part in parts]
    nodes += [Node("available", 1, _("Not promised yet"), available, shown(available), "left")]
    nodes += [Node(name, 2, names[name], sums[name], shown(sums[name]), tone) for name, tone in ENDS]
    flows = [Flow("decision", part.code, part.amount) for part in parts]
    flows += [Flow("decision", "available", available, "left")]
    flows += [Flow(part.code, name, getattr(part, name), tone) for part in parts for name, tone in ENDS]
    return draw(nodes, flows)


def together(parts: Sequence[Part]) -> list[Part]:
    """Largest first; beyond NAMED they are one."""
    ordered = sorted((part for part in parts if part.amount), key=lambda part: -part.amount)
    if len(ordered) <= NAMED:
        return ordered
    rest: dict[str, Any] = {name: sum(getattr(part, name) for part in ordered[NAMED:]) for name, _tone in ENDS}
    label = _("%(number)d more grants") % {"number": len(ordered) - NAMED}
    return [*ordered[:NAMED], Part("rest", label, **rest)]


def short(text: str, most: int = 34) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

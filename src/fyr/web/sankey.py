"""The picture of where money went: columns of nodes, and bands between them as wide as the amounts. Drawn on the server."""

from collections.abc import Sequence
from dataclasses import dataclass

from fyr.web.registry import Text

WIDTH, HEIGHT, BAR, GAP = 920, 420, 14, 16
# A band of nothing is not drawn; one of little is still to be seen.
THINNEST = 1.5


@dataclass(frozen=True)
class Node:
    """`tone` names a colour of the stylesheet: source, plain, done, held, ahead, left, lost."""

    code: str
    column: int
    label: Text
    amount: int
    shown: Text
    tone: str = "plain"
    url: str = ""


@dataclass(frozen=True)
class Flow:
    """`amount` from one node to another, in the unit of the nodes."""

    source: str
    target: str
    amount: int
    tone: str = "plain"


@dataclass(frozen=True)
class Bar:
    node: Node
    x: float
    y: float
    height: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Band:
    path: str
    tone: str


@dataclass(frozen=True)
class End:
    """A share of the whole, for a screen too narrow for bands: `start` and `share` of 100."""

    node: Node
    start: float
    share: float


@dataclass(frozen=True)
class Picture:
    """`ends` are the nodes that nothing flows out of: where everything is now."""

    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    ends: tuple[End, ...]
    height: int
    width: int = WIDTH
    bar: int = BAR


def draw(nodes: Sequence[Node], flows: Sequence[Flow]) -> Picture | None:
    """None where there is nothing to draw. Nodes stand in their columns in the order given."""
    nodes = [node for node in nodes if node.amount > 0]
    if len(nodes) < 2:
        return None
    columns = sorted({node.column for node in nodes})
    height = max(HEIGHT // 3, min(HEIGHT, 70 * max(sum(n.column == c for n in nodes) for c in columns)))
    scale = min(_scale([node for node in nodes if node.column == column], height) for column in columns)
    places: dict[str, Bar] = {}
    for column in columns:
        top = 10.0
        for node in (node for node in nodes if node.column == column):
            tall = max(node.amount * scale, THINNEST)
            places[node.code] = _bar(node, columns, top, tall)
            top += max(tall, 26) + GAP
    lowest = max(bar.y + max(bar.height, 26) for bar in places.values())
    bands = tuple(_bands(flows, places, scale))
    return Picture(tuple(places.values()), bands, tuple(_ends(nodes, flows)), round(lowest + 10))


def _ends(nodes: Sequence[Node], flows: Sequence[Flow]) -> list[End]:
    goes_on = {flow.source for flow in flows if flow.amount > 0}
    last = [node for node in nodes if node.code not in goes_on]
    whole, start, told = sum(node.amount for node in last), 0.0, []
    for node in last:
        share = 100 * node.amount / whole
        told.append(End(node, round(start, 2), round(share, 2)))
        start += share
    return told


def _scale(column: Sequence[Node], height: int) -> float:
    return (height - GAP * (len(column) - 1)) / sum(node.amount for node in column)


def _bar(node: Node, columns: Sequence[int], top: float, tall: float) -> Bar:
    # The label of the last column stands left of its bar, so that no text leaves the picture.
    at = columns.index(node.column)
    x = round(at * (WIDTH - BAR) / max(1, len(columns) - 1), 1)
    last = at == len(columns) - 1 and len(columns) > 1
    return Bar(
        node,
        x,
        round(top, 1),
        round(tall, 1),
        x - 8 if last else x + BAR + 8,
        round(top + tall / 2, 1),
        "end" if last else "start",
    )


def _bands(flows: Sequence[Flow], places: dict[str, Bar], scale: float) -> list[Band]:
    out = {code: bar.y for code, bar in places.items()}
    into = dict(out)
    bands = []
    for flow in flows:
        if flow.amount <= 0 or flow.source not in places or flow.target not in places:
            continue
        source, target, wide = places[flow.source], places[flow.target], max(flow.amount * scale, THINNEST)
        bands.append(Band(_path(source.x + BAR, out[flow.source], target.x, into[flow.target], wide), flow.tone))
        out[flow.source] += flow.amount * scale
        into[flow.target] += flow.amount * scale
    return bands


def _path(x1: float, y1: float, x2: float, y2: float, wide: float) -> str:
    """A band from (x1, y1) to (x2, y2), both its upper corners."""
    middle = (x1 + x2) / 2
    upper = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    lower = (
        f"L{x2:.1f} {y2 + wide:.1f}C{middle:.1f} {y2 + wide:.1f} {middle:.1f} {y1 + wide:.1f} {x1:.1f} {y1 + wide:.1f}Z"
    )
    return upper + lower

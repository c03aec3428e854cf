"""A few measures over a few points in time, from 0 to 1, as lines between named bounds. Drawn on the server."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from django.utils.formats import number_format

from fyr.web.registry import Text

Number = Decimal | float
# One for each point in time, from the top of the drawing down; None where nothing was measured.
Heights = Sequence[float | None]
# What tells lines apart besides their colour. The first is for the one that matters most.
MARKS = ("circle", "square", "triangle", "diamond")
DASHES = ("", "9 5", "2 4.5", "11 4 2 4")
# The drawing for wide screens and paper, and the one for a phone: each is shown about as large as it is drawn.
WIDE, NARROW = (720, 340), (340, 290)
# Room over and under the field; how far apart names stand at least; how far the outer points are from its edges;
# how much room a value beside its mark takes; how wide a letter is.
TOP, BOTTOM, LINE, INSET, BESIDE, LETTER = 26, 48, 18, 46, 27, 7.8


@dataclass(frozen=True)
class Series:
    """One measure: a value for each point, None where it was not measured. `main` is drawn thick, with its values."""

    label: Text
    values: Sequence[Number | None]
    main: bool = False


@dataclass(frozen=True)
class Bound:
    """A level with a name, such as where one reading ends."""

    value: Number
    label: Text


@dataclass(frozen=True)
class Spot:
    """A measured value: `d` is the path of its mark, `shown` the value in the reader's language.

    `where` it is written, “over” or “under” its mark; "" where other marks leave no room, and the table says it.
    """

    x: float
    y: float
    d: str
    shown: str
    where: str


@dataclass(frozen=True)
class Line:
    """`paths` are its unbroken stretches; its name stands beside the drawing at `label_y`, after its mark `label_d`."""

    label: Text
    number: int
    dash: str
    main: bool
    paths: tuple[str, ...]
    spots: tuple[Spot, ...]
    label_y: float
    label_d: str


@dataclass(frozen=True)
class Level:
    """A horizontal line with its value and, where it is a bound, its name: `late` to the right, where there is more room."""

    y: float
    shown: str
    label: Text = ""
    late: bool = False


@dataclass(frozen=True)
class Tick:
    """The name of a point in time under the field, in lines short enough for the drawing."""

    x: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """`left` and `right` are the edges of the field; `names_out` where names stand beside it and not in it."""

    kind: str
    width: int
    height: int
    left: float
    right: float
    levels: tuple[Level, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]

    @property
    def names_out(self) -> bool:
        return self.kind == "wide"

    @property
    def floor(self) -> int:
        return self.height - BOTTOM


@dataclass(frozen=True)
class Row:
    """One line of the table: `mark` and `dash` as in the drawings, a cell for each point, "" where nothing was measured."""

    label: Text
    number: int
    dash: str
    main: bool
    mark: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    points: tuple[Text, ...]
    drawings: tuple[Drawing, ...]
    rows: tuple[Row, ...]


def trend(points: Sequence[Text], series: Sequence[Series], bounds: Sequence[Bound] = ()) -> Picture | None:
    """None where nothing was measured. Raises ValueError for more than four series, or values that do not fit."""
    if len(series) > len(MARKS):
        raise ValueError(f"{len(series)} series; only {len(MARKS)} can be told apart")
    for one in series:
        if len(one.values) != len(points):
            raise ValueError(f"{one.label}: {len(one.values)} values for {len(points)} points")
        if any(not 0 <= value <= 1 for value in one.values if value is not None):
            raise ValueError(f"{one.label}: a value is not between 0 and 1")
    if all(value is None for one in series for value in one.values):
        return None
    rows = tuple(
        Row(
            one.label,
            number,
            DASHES[number],
            one.main,
            mark(MARKS[number], 22, 7, 5),
            tuple(_shown(value) for value in one.values),
        )
        for number, one in enumerate(series)
    )
    drawings = (_draw("wide", points, series, bounds), _draw("narrow", points, series, bounds))
    return Picture(tuple(points), drawings, rows)


def mark(shape: str, x: float, y: float, size: float) -> str:
    """The path of a mark around (x, y), all of about the same weight to the eye."""
    if shape == "circle":
        return f"M{x - size:g} {y:g}a{size:g} {size:g} 0 1 0 {2 * size:g} 0a{size:g} {size:g} 0 1 0 {-2 * size:g} 0Z"
    if shape == "square":
        half = round(size * 0.88, 2)
        return f"M{x - half:g} {y - half:g}h{2 * half:g}v{2 * half:g}h{-2 * half:g}Z"
    reach = round(size * 1.22, 2)
    if shape == "triangle":
        return f"M{x:g} {y - reach:g}l{reach:g} {1.8 * reach:g}h{-2 * reach:g}Z"
    return f"M{x:g} {y - reach:g}l{reach:g} {reach:g}l{-reach:g} {reach:g}l{-reach:g} {-reach:g}Z"


def _draw(kind: str, points: Sequence[Text], series: Sequence[Series], bounds: Sequence[Bound]) -> Drawing:
    wide = kind == "wide"
    width, height = WIDE if wide else NARROW
    # The wide drawing has room for the names of its levels to the left and of its lines to the right.
    left, right = (150, width - 122) if wide else (38, width - 4)
    down = lambda value: round(TOP + (1 - float(value)) * (height - TOP - BOTTOM), 1)
    across = _across(left + INSET, right - INSET, len(points))
    heights = [[None if value is None else down(value) for value in one.values] for one in series]
    ends = _spread([down(_last(one.values)) for one in series], height - BOTTOM)
    lines = [_line(one, number, across, heights, (right + 14, ends[number])) for number, one in enumerate(series)]
    named = [Level(down(one.value), _shown(one.value), one.label, _late(one, series)) for one in bounds]
    letters = max(8, int(((across[1] - across[0]) if len(points) > 1 else right - left) / LETTER))
    return Drawing(
        kind,
        width,
        height,
        left,
        right,
        (Level(down(0), "0"), *named, Level(down(1), "1")),
        tuple(Tick(x, tuple(textwrap.wrap(str(point), letters))) for x, point in zip(across, points, strict=True)),
        # What matters most is drawn last, over the others.
        tuple(sorted(lines, key=lambda line: line.main)),
    )


def _across(first: float, last: float, many: int) -> list[float]:
    """So many places from the first to the last; a single one stands in the middle."""
    if many == 1:
        return [(first + last) / 2]
    return [round(first + (last - first) * place / (many - 1), 1) for place in range(many)]


def _line(
    one: Series, number: int, across: Sequence[float], heights: Sequence[Heights], end: tuple[float, float]
) -> Line:
    """`heights` are those of all lines: a value stands where the others leave room for it."""
    size, shape = 5.5 if one.main else 4.5, MARKS[number]
    spots = tuple(
        Spot(x, y, mark(shape, x, y, size), _shown(value), _where(y, [line[place] for line in heights]))
        for place, (x, y, value) in enumerate(zip(across, heights[number], one.values, strict=True))
        if y is not None
    )
    paths = _stretches(across, heights[number])
    return Line(one.label, number, DASHES[number], one.main, paths, spots, end[1], mark(shape, *end, size))


def _stretches(across: Sequence[float], heights: Heights) -> tuple[str, ...]:
    """A line is not drawn across what was not measured: nobody knows how it went there."""
    runs: list[list[str]] = [[]]
    for x, y in zip(across, heights, strict=True):
        if y is None:
            runs.append([])
        else:
            runs[-1].append(f"{x:g} {y:g}")
    return tuple("M" + "L".join(run) for run in runs if len(run) > 1)


def _spread(wanted: Sequence[float], lowest: float) -> list[float]:
    """Heights near those wanted, at least a LINE apart, none below `lowest`."""
    order = sorted(range(len(wanted)), key=lambda one: wanted[one])
    placed = list(wanted)
    for above, one in pairwise(order):
        placed[one] = max(placed[one], placed[above] + LINE)
    limit = lowest
    for one in reversed(order):
        placed[one] = round(min(placed[one], limit), 1)
        limit = placed[one] - LINE
    return placed


def _where(y: float, others: Heights) -> str:
    """Where there is room for the value of the mark at `y`, among all marks of the same time."""
    away = [one - y for one in others if one is not None]
    if not any(-BESIDE < one < 0 for one in away):
        return "over"
    return "" if any(0 < one < BESIDE for one in away) else "under"


def _late(bound: Bound, series: Sequence[Series]) -> bool:
    """Whether the lines end further from the bound than they begin."""
    away = lambda values: abs(float(_last(values)) - float(bound.value))
    return min(away(one.values) for one in series) > min(away(one.values[::-1]) for one in series)


def _last(values: Sequence[Number | None]) -> Number:
    return next((value for value in reversed(values) if value is not None), 0)


def _shown(value: Number | None) -> str:
    """Two decimals, 0.515 being 0.52; Django alone would cut them off."""
    return "" if value is None else number_format(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP), 2)

"""Measures over time: drawn by lines that differ without colour, with the same values in a table."""

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from fyr.web.trend import BOTTOM, DASHES, LINE, MARKS, TOP, Bound, Series, trend

POINTS = ("At the start", "Midway", "At the end")
BOUNDS = (Bound(Decimal("0.33"), "Intensified below"), Bound(Decimal("0.66"), "Light above"))
SERIES = (
    Series("Overall", (Decimal("0.305"), Decimal("0.515"), Decimal("0.68")), main=True),
    Series("Economic", (Decimal("0.2"), Decimal("0.635"), Decimal("0.7"))),
    Series("Social", (Decimal("0.4"), None, Decimal("0.745"))),
    Series("Psychosocial", (Decimal("0.35"), Decimal("0.2625"), None)),
)
# Any few series over any few points, with gaps.
VALUES = st.one_of(st.none(), st.floats(0, 1), st.decimals(0, 1, places=4))
SOME = st.integers(1, 5).flatmap(
    lambda many: st.lists(st.lists(VALUES, min_size=many, max_size=many), min_size=1, max_size=4)
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def render(picture: Any, caption: str = "Scores of each round") -> str:
    source = "{% load fyr %}{% trend picture caption %}"
    return Template(source).render(Context({"picture": picture, "caption": caption}))


def shown(points: Sequence[str] = POINTS) -> str:
    return render(trend(points, SERIES, BOUNDS))


def test_every_line_has_a_dash_and_a_mark_of_its_own() -> None:
    picture = trend(POINTS, SERIES, BOUNDS)
    assert picture is not None
    for drawing in picture.drawings:
        assert len({line.dash for line in drawing.lines}) == len({line.number for line in drawing.lines}) == 4
    assert len(set(DASHES)) == len(set(MARKS)) == 4
    assert len({row.mark for row in picture.rows}) == 4


def test_what_matters_most_is_drawn_over_the_others_and_stands_first_in_the_table() -> None:
    picture = trend(POINTS, SERIES, BOUNDS)
    assert picture is not None
    assert all(drawing.lines[-1].label == "Overall" for drawing in picture.drawings)
    assert picture.rows[0].label == "Overall"


def test_the_bounds_are_drawn_and_named_at_their_height() -> None:
    picture = trend(POINTS, SERIES, BOUNDS)
    assert picture is not None
    for drawing in picture.drawings:
        nothing, low, high, one = drawing.levels
        assert [low.label, high.label] == ["Intensified below", "Light above"]
        assert (nothing.y - low.y) / (nothing.y - one.y) == pytest.approx(0.33, abs=0.002)
        assert (nothing.y - high.y) / (nothing.y - one.y) == pytest.approx(0.66, abs=0.002)
    assert shown().count("Light above") == 2


def test_each_drawing_is_an_image_with_a_name() -> None:
    assert (
        re.findall(r'role="img" aria-label="([^"]*)"', shown())
        == ["Scores of each round. The table below has the same values."] * 2
    )


def test_the_table_says_every_value_and_what_was_not_measured() -> None:
    table = shown().partition("<table")[2]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td>(.+?)</td>", table)]
    assert cells == [
        *("0.31", "0.52", "0.68"),
        *("0.20", "0.64", "0.70"),
        *("0.40", "–Not measured", "0.75"),
        *("0.35", "0.26", "–Not measured"),
    ]
    assert re.findall(r'scope="col">([^<]+)<', table) == list(POINTS)


def test_values_are_written_as_the_language_writes_them_and_coordinates_as_svg_does() -> None:
    with translation.override("sv"):
        page = shown()
    assert "0,52" in page
    assert not re.search(r'\s(?:x|y|x1|y1|x2|y2|d)="[^"]*\d,\d', page)


def test_nothing_in_it_needs_a_style_or_a_script_of_the_page() -> None:
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", shown())


def test_labels_are_escaped() -> None:
    page = render(trend(("<b>",), (Series("<i>", (0.5,), main=True),), (Bound(0.3, "<u>"),)), "<s>")
    assert not re.search(r"<[bius]>", page)


def test_a_line_is_not_drawn_across_what_was_not_measured() -> None:
    picture = trend(("a", "b", "c", "d", "e"), (Series("x", (0.1, 0.2, None, 0.4, 0.5)),))
    assert picture is not None
    line = picture.drawings[0].lines[0]
    assert len(line.paths) == 2
    assert len(line.spots) == 4


def test_a_single_round_has_marks_and_no_line() -> None:
    picture = trend(POINTS[:1], (Series("x", (0.5,)),))
    assert picture is not None
    drawing = picture.drawings[0]
    assert drawing.lines[0].paths == ()
    assert drawing.lines[0].spots[0].x == (drawing.left + drawing.right) / 2


def test_nothing_is_drawn_where_nothing_was_measured() -> None:
    assert trend((), ()) is None
    assert trend(POINTS, (Series("x", (None, None, None)),), BOUNDS) is None
    assert render(None).strip() == ""


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ([Series("x", (0.5,))] * 5, "5 series"),
        ([Series("x", (0.5, 0.6))], "2 values for 1 points"),
        ([Series("x", (1.01,))], "between 0 and 1"),
        ([Series("x", (-0.01,))], "between 0 and 1"),
    ],
)
def test_what_cannot_be_drawn_is_a_fault_of_the_caller(series: list[Series], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        trend(("a",), series)


@runs(max_examples=100, derandomize=True, deadline=None)
@given(SOME)
def test_everything_stays_inside_and_names_never_lie_on_one_another(values: list[list[Any]]) -> None:
    picture = trend(
        [f"Round {number}" for number in range(len(values[0]))],
        [Series(f"Series {number}", row, main=not number) for number, row in enumerate(values)],
        BOUNDS,
    )
    if picture is None:
        assert all(value is None for row in values for value in row)
        return
    for drawing in picture.drawings:
        for line in drawing.lines:
            assert all(drawing.left < spot.x < drawing.right for spot in line.spots)
            assert all(TOP <= spot.y <= drawing.height - BOTTOM for spot in line.spots)
        names = sorted(line.label_y for line in drawing.lines)
        assert all(below - above >= LINE - 0.2 for above, below in itertools.pairwise(names))
        assert names[-1] <= drawing.height - BOTTOM
        assert names[0] >= TOP


def test_a_value_is_left_to_the_table_where_other_marks_leave_no_room() -> None:
    crowded = (Series("x", (0.5,), main=True), Series("y", (0.54,)), Series("z", (0.46,)))
    for values, where in ((crowded, ""), (crowded[:2], "under"), (crowded[::2], "over")):
        picture = trend(("a",), values)
        assert picture is not None
        assert picture.drawings[0].lines[-1].spots[0].where == where

"""The sustainability survey: our data is what IOM's note says, scores are exact, and a wrong answer is refused in words."""

import csv
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from fyr.access.errors import Refused
from fyr.returns.survey.fields import parts, questions
from fyr.returns.survey.instrument import FILE, Indicator, instrument
from fyr.returns.survey.scoring import Reading, Scores, reading, score
from fyr.web.registry import LegalRule

DATA = Path(os.environ.get("FYR_REFERENCE_DATA") or Path(__file__).resolve().parents[5] / "shared" / "data") / "rss"
TOOL = instrument()
UNKNOWN = [one.code for one in TOOL.unknown]
DIMENSIONS = [one.code for one in TOOL.dimensions]
# The official vector, cached in IOM's own workbook, as answers.
OFFICIAL = {
    "economic_satisfaction": "satisfied",
    "food_insecurity": "often",
    "can_borrow": "yes",
    "borrow_frequency": "often",
    "debt_to_spending": "spending_larger",
    "access_work_training": "good",
    "working": "yes",
    "productive_assets": "yes",
    "job_searching": "yes",
    "access_housing": "good",
    "standard_housing": "good",
    "access_education": "good",
    "children_in_school": "yes",
    "access_justice": "very_good",
    "has_id": "yes",
    "access_health": "good",
    "quality_health": "poor",
    "access_documents": "very_good",
    "access_water": "very_good",
    "social_activities": "rarely",
    "support_network": "bad",
    "belonging": "strongly_disagree",
    "physical_safety": "unsafe",
    "family_conflict": "sometimes",
    "discrimination": "never",
    "distress": "very_often",
    "wants_psych_support": "yes",
    "able_to_stay": "not_able",
    "need_or_wish_to_leave": "need",
}
STAYS = {key: answer for key, answer in OFFICIAL.items() if key != "need_or_wish_to_leave"} | {
    "able_to_stay": "able_to_stay"
}


def rows(name: str) -> list[dict[str, str]]:
    if not (DATA / name).exists():
        pytest.skip(f"The transcription of IOM's note, rss/{name}, is not beside this repository (../shared/data).")
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def best(key: str, *, worst: bool = False) -> str:
    """The answer with most points, or fewest."""
    scale = [one for one in TOOL.scales[asked(key).scale] if one.points is not None]
    return sorted(scale, key=lambda one: one.points or 0)[0 if worst else -1].code


def asked(key: str) -> Indicator:
    return next(one for one in TOOL.asked if one.key == key)


@st.composite
def whole(draw: st.DrawFn) -> dict[str, str]:
    """A round with every question answered that is asked."""
    told = {one.key: draw(st.sampled_from([a.code for a in TOOL.answers(one)])) for one in TOOL.asked}
    if told["able_to_stay"] != "not_able":
        del told["need_or_wish_to_leave"]
    return told


def test_the_official_vector_gives_the_official_scores_exactly() -> None:
    told = score(OFFICIAL)
    assert told == Scores(
        Decimal("0.635"), Decimal("0.745"), Decimal("0.2625"), Decimal("0.515"), unknown=0, many_unknown=False
    )
    assert reading(told.composite) is Reading.MIDDLE


def test_the_official_answers_have_the_points_of_the_official_vector() -> None:
    said = {row["nr"]: Decimal(row["points"]) for row in rows("rss_test_vector.csv")}
    for one in TOOL.asked:
        points = next(a.points for a in TOOL.answers(one) if a.code == OFFICIAL[one.key])
        if points is not None and not one.asked_when:
            assert points == said[str(one.nr)], one.key


def test_every_indicator_and_weight_is_what_the_source_says() -> None:
    ours = [(str(i.nr), i.dimension, i.key, i.scale, i.dimension_weight, i.composite_weight) for i in TOOL.indicators]
    assert ours == [
        (
            row["nr"],
            row["dimension"],
            row["key"],
            row["scale"],
            *(Decimal(row[f"{name}_weight"] or "0") for name in ("dimension", "composite")),
        )
        for row in rows("rss_indicators.csv")
    ]


def test_every_scale_is_what_the_source_says() -> None:
    ours = {**TOOL.scales, "*": TOOL.unknown}
    said = {row["scale"]: row["points"] for row in rows("rss_scales.csv") if row["points"] != "derived"}
    assert ours.keys() == said.keys()
    for code, text in said.items():
        points = dict(pair.split(":") for pair in text.split(";"))
        assert {a.code: a.points for a in ours[code]} == {
            answer: None if number == "=item30" else Decimal(number) for answer, number in points.items()
        }


def test_weights_make_one_in_each_dimension_and_in_the_composite() -> None:
    for dimension in DIMENSIONS:
        assert sum(i.dimension_weight for i in TOOL.indicators if i.dimension == dimension) == 1
    assert sum(i.composite_weight for i in TOOL.indicators) == 1


def test_the_derived_indicator_is_the_mean_of_the_six_accesses_and_is_never_asked() -> None:
    derived = next(i for i in TOOL.indicators if i.mean_of)
    names = {i.nr: i.key for i in TOOL.indicators}
    assert [names[nr] for nr in derived.mean_of] == [
        f"access_{what}" for what in ("housing", "education", "justice", "health", "documents", "water")
    ]
    # Documents and water weigh nothing by themselves: what they change, they change through the mean.
    changed = score({**OFFICIAL, "access_water": "very_poor"})
    lost = score(OFFICIAL).composite - changed.composite
    assert abs(lost - Decimal("0.04") / 6) < Decimal("1e-20")
    with pytest.raises(Refused, match="access_public_services"):
        score({**OFFICIAL, "access_public_services": "good"})


@runs(max_examples=150, derandomize=True, deadline=None)
@given(whole())
def test_every_score_lies_between_nothing_and_one(answers: dict[str, str]) -> None:
    told = score(answers)
    assert all(0 <= getattr(told, name) <= 1 for name in (*DIMENSIONS, "composite"))
    assert told.unknown == sum(answer in UNKNOWN for answer in answers.values())
    assert told.many_unknown == (told.unknown > 7)


@runs(max_examples=150, derandomize=True, deadline=None)
@given(st.data(), whole())
def test_a_better_answer_never_lowers_its_dimension(data: st.DataObject, answers: dict[str, str]) -> None:
    one = data.draw(st.sampled_from([i for i in TOOL.asked if i.key in answers and i.key != "able_to_stay"]))
    scale = {a.code: a.points for a in TOOL.answers(one)}
    better = data.draw(st.sampled_from([code for code, p in scale.items() if p >= scale[answers[one.key]]]))
    before, after = score(answers), score({**answers, one.key: better})
    assert getattr(after, one.dimension) >= getattr(before, one.dimension)
    assert after.composite >= before.composite


def test_the_best_answers_make_one_and_the_worst_nothing() -> None:
    every = {i.key: best(i.key) for i in TOOL.asked if not i.asked_when}
    told = score(every)
    assert {told.economic, told.social, told.psychosocial, told.composite} == {Decimal(1)}
    poor = {i.key: best(i.key, worst=True) for i in TOOL.asked} | {"able_to_stay": "not_able"}
    told = score(poor)
    assert {told.economic, told.social, told.psychosocial, told.composite} == {Decimal(0)}


def test_who_wishes_to_leave_scores_as_one_who_can_stay_and_who_must_leave_scores_nothing() -> None:
    wishes = score({**OFFICIAL, "need_or_wish_to_leave": "wish"})
    assert wishes == score(STAYS)
    assert wishes.psychosocial - score(OFFICIAL).psychosocial == Decimal("0.15")


@pytest.mark.parametrize("code", UNKNOWN)
def test_an_answer_that_says_nothing_gives_half_a_point_and_is_counted(code: str) -> None:
    told = score({i.key: code for i in TOOL.asked if not i.asked_when})
    assert {told.economic, told.social, told.psychosocial, told.composite} == {Decimal("0.5")}
    assert (told.unknown, told.many_unknown) == (28, True)


def test_more_than_seven_unknown_answers_are_many() -> None:
    keys = list(STAYS)
    for number, many in ((7, False), (8, True)):
        told = score({**STAYS, **dict.fromkeys(keys[:number], "dont_know")})
        assert (told.unknown, told.many_unknown) == (number, many)


@pytest.mark.parametrize("key", list(OFFICIAL))
@pytest.mark.parametrize("empty", [True, False])
def test_a_question_without_an_answer_is_refused_by_its_name(key: str, empty: bool) -> None:
    answers = {**OFFICIAL, key: ""} if empty else {k: v for k, v in OFFICIAL.items() if k != key}
    with translation.override("en"), pytest.raises(Refused) as refused:
        score(answers)
    assert refused.value.field == key
    assert asked(key).question["en"] in str(refused.value.text)


def test_an_answer_that_does_not_exist_is_refused_by_its_name() -> None:
    with translation.override("sv"), pytest.raises(Refused, match="splendid") as refused:
        score({**OFFICIAL, "belonging": "splendid"})
    assert refused.value.field == "belonging"
    assert asked("belonging").question["sv"] in str(refused.value.text)


def test_who_can_stay_and_yet_must_leave_is_asked_again_and_not_scored() -> None:
    with pytest.raises(Refused) as refused:
        score({**STAYS, "need_or_wish_to_leave": "need"})
    assert refused.value.field == "need_or_wish_to_leave"


@pytest.mark.parametrize("code", ["", *UNKNOWN])
def test_an_answer_that_says_nothing_may_stand_where_nothing_was_asked_and_is_not_counted(code: str) -> None:
    assert score({**STAYS, "need_or_wish_to_leave": code}) == score(STAYS)


@pytest.mark.parametrize(
    ("composite", "told"),
    [("0", "intensified"), ("0.3299", "intensified"), ("0.33", "middle"), ("0.66", "middle"), ("0.6601", "light")],
)
def test_the_thresholds_themselves_belong_to_the_middle(composite: str, told: str) -> None:
    assert reading(Decimal(composite)) == told


@runs(max_examples=150, derandomize=True, deadline=None)
@given(whole())
def test_four_decimals_keep_the_reading(answers: dict[str, str]) -> None:
    exact = score(answers).composite
    assert reading(exact.quantize(Decimal("0.0001"))) is reading(exact)


def test_the_instrument_is_a_rule_with_version_and_source_that_nobody_has_verified_yet() -> None:
    rule: LegalRule = TOOL
    assert (rule.code, TOOL.version, rule.verified) == ("rss", "2018-03", None)
    assert "Annex 3" in rule.source
    assert (TOOL.min_age, TOOL.many_unknown, TOOL.low, TOOL.high) == (14, 7, Decimal("0.33"), Decimal("0.66"))
    assert [(r.code, r.from_months, r.to_months) for r in TOOL.rounds] == [
        ("baseline", 0, 1),
        ("midterm", 6, 9),
        ("final", 12, 18),
    ]


def test_every_text_is_there_in_swedish_and_english() -> None:
    def texts(told: object) -> Iterator[dict[str, str]]:
        if isinstance(told, dict):
            if {"sv", "en"} & told.keys():
                yield told
            told = list(told.values())
        if isinstance(told, list):
            for one in told:
                yield from texts(one)

    found = list(texts(json.loads(FILE.read_text(encoding="utf-8"))))
    assert len(found) > 100
    assert all(one.get("sv", "").strip() and one.get("en", "").strip() for one in found)
    assert all(one.question["sv"].endswith("?") and one.question["en"].endswith("?") for one in TOOL.asked)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_form_asks_every_question_once_and_offers_three_ways_not_to_answer(language: str) -> None:
    fields = questions(language)
    assert [name for _legend, names in parts(language) for name in names] == list(fields)
    for one in TOOL.asked:
        field = fields[one.key]
        assert isinstance(field.widget, forms.RadioSelect)
        assert field.label == one.question[language]
        assert [code for code, _label in field.choices][-3:] == UNKNOWN
        assert field.required == (one.key != "need_or_wish_to_leave")


def test_the_legends_follow_the_language_of_the_page_where_none_is_given() -> None:
    with translation.override("en"):
        assert parts() == parts("en") != parts("sv")

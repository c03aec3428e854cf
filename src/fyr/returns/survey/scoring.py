"""The scores of one round, as Annex 3 counts them: points times weights, exactly, never in binary fractions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.returns.survey.instrument import Answer, Indicator, instrument, said


class Reading(TextChoices):
    INTENSIFIED = "intensified", _("Intensified follow-up")
    MIDDLE = "middle", _("Follow-up as planned")
    LIGHT = "light", _("Light follow-up")


@dataclass(frozen=True)
class Scores:
    """Each from 0 to 1. `composite` has weights of its own and is not the mean of the three.

    `unknown` counts every answer that says nothing: each of them gives half a point. Scores lie 1/1200 apart or more,
    so that four decimals keep them and their reading.
    """

    economic: Decimal
    social: Decimal
    psychosocial: Decimal
    composite: Decimal
    unknown: int
    many_unknown: bool


def score(answers: Mapping[str, str]) -> Scores:
    """`answers` is {key of an indicator: code of an answer}, all that were asked; "" is no answer. Raises Refused."""
    tool = instrument()
    chosen = _chosen(answers)
    points = _points(chosen)
    sums = {
        dimension.code: _total(
            points[one.key] * one.dimension_weight for one in tool.indicators if one.dimension == dimension.code
        )
        for dimension in tool.dimensions
    }
    unknown = sum(answer in tool.unknown for answer in chosen.values())
    return Scores(
        economic=sums["economic"],
        social=sums["social"],
        psychosocial=sums["psychosocial"],
        composite=_total(points[one.key] * one.composite_weight for one in tool.indicators),
        unknown=unknown,
        many_unknown=unknown > tool.many_unknown,
    )


def reading(composite: Decimal) -> Reading:
    """What the score asks for; both thresholds themselves belong to the middle."""
    tool = instrument()
    if composite < tool.low:
        return Reading.INTENSIFIED
    return Reading.LIGHT if composite > tool.high else Reading.MIDDLE


def _chosen(answers: Mapping[str, str]) -> dict[str, Answer]:
    """The answer to each question that was asked, by key."""
    asked = instrument().asked
    if foreign := sorted(answers.keys() - {one.key for one in asked}):
        raise Refused(gettext("The survey asks nothing called “%(key)s”. Take it away.") % {"key": foreign[0]})
    found = {one.key: _answer(one, answers) for one in asked}
    return {key: answer for key, answer in found.items() if answer}


def _answer(one: Indicator, answers: Mapping[str, str]) -> Answer | None:
    """None where this is not asked of her."""
    tool, code = instrument(), answers.get(one.key) or ""
    answer = next((known for known in tool.answers(one) if known.code == code), None)
    if code and not answer:
        _refuse(one, gettext("“%(code)s” is no answer to “%(question)s”. Choose one of those that are offered."), code)
    if one.asked_when and answers.get(one.asked_when[0]) != one.asked_when[1]:
        # Whoever feels able to stay and yet says that she must leave was misunderstood once: it is asked again.
        # An answer that says nothing is let pass, since a radio button cannot be unchosen.
        if answer and answer not in tool.unknown:
            _refuse(
                one,
                gettext(
                    "“%(question)s” is asked only of a person who does not feel able to stay. Ask her again, and change "
                    "the answer about staying or choose “%(not_applicable)s” here."
                ),
            )
        return None
    if not answer:
        _refuse(one, gettext("“%(question)s” has no answer. Ask it, or choose “%(no_answer)s”."))
    return answer


def _points(chosen: Mapping[str, Answer]) -> dict[str, Decimal]:
    """The points of every indicator by key; one that was not asked has none, and weighs nothing."""
    tool = instrument()
    by_answer = {one.asked_when: one.key for one in tool.asked if one.asked_when}
    points = {one.key: Decimal(0) for one in tool.asked}
    for key, answer in chosen.items():
        given = answer if answer.points is not None else chosen[by_answer[(key, answer.code)]]
        points[key] = given.points or Decimal(0)
    numbered = {one.nr: points[one.key] for one in tool.asked}
    for one in tool.indicators:
        if one.mean_of:
            points[one.key] = _total(numbered[nr] for nr in one.mean_of) / len(one.mean_of)
    return points


def _total(parts: Iterable[Decimal]) -> Decimal:
    return sum(parts, Decimal(0))


def _refuse(one: Indicator, text: str, code: str = "") -> NoReturn:
    language = get_language()
    unknown = {answer.code: said(answer.label, language) for answer in instrument().unknown}
    raise Refused(text % {**unknown, "question": said(one.question, language), "code": code}, one.key)

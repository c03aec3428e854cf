"""Results of an activity as IATI's outputs."""

import datetime
from typing import Any

from fyr.funding.codes.parties import Whom
from fyr.funding.interchange import iati_codes as codes
from fyr.funding.interchange.iati_activity import Told
from fyr.funding.interchange.iati_parts import Element, add, dated, first_of, text


def add_results(made: Element, told: Told, words: str) -> None:
    """One result for each activity of which any number is asked. A number of few persons is never told."""
    for activity in told.results:
        counted = [one for one in activity.get("results") or () if first_of(one.get("title"), one.get("unit"))]
        if not counted:
            continue
        result = add(made, "result", type=codes.OUTPUT, aggregation_status="false")
        text(result, "title", first_of(activity.get("title"), told.title, told.own_id), words)
        text(result, "description", activity.get("told") or activity.get("expected"), words)
        for one in counted:
            _indicator(result, one, told.period, words)


def _indicator(
    result: Element, one: dict[str, Any], period: tuple[datetime.date, datetime.date] | None, words: str
) -> None:
    made = add(result, "indicator", measure=codes.UNIT, ascending="true", aggregation_status="false")
    text(made, "title", first_of(one.get("title"), one.get("unit")), words)
    text(made, "description", one.get("unit"), words)
    target, value = one.get("target"), None if one.get("few") else one.get("value")
    if period is None or (target is None and value is None):
        return
    held = add(made, "period")
    dated(held, "period-start", period[0])
    dated(held, "period-end", period[1])
    for tag, number in (("target", target), ("actual", value)):
        if number is not None:
            told = add(held, tag, value=str(number))
            if one.get("whom"):
                add(told, "dimension", name="persons", value=_whom(one["whom"]))


def _whom(code: object) -> str:
    return str(dict(Whom.choices).get(str(code), code))

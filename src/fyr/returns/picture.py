"""Surveys of one return, drawn over time."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.returns.models import Survey
from fyr.returns.survey.instrument import instrument, said
from fyr.web.trend import Bound, Picture, Series, trend


def of_surveys(surveys: Sequence[Survey]) -> Picture | None:
    """The composite and its three dimensions, oldest first; None where nothing was asked."""
    if not surveys:
        return None
    tool, language = instrument(), get_language()
    told = [("composite", tool.overall, True), *((one.code, one.label, False) for one in tool.dimensions)]
    series = [
        Series(said(label, language), [Decimal(one.scores[code]) for one in surveys], main=main)
        for code, label, main in told
    ]
    points = [f"{one.get_round_display()}, {one.asked_on}" for one in surveys]
    bounds = [Bound(tool.low, _("Intensified below")), Bound(tool.high, _("Light above"))]
    return trend(points, series, bounds)

"""The survey as fields of a form. The language is the one she is asked in, which need not be that of the page."""

from django import forms
from django.utils.translation import get_language

from fyr.returns.survey.instrument import Indicator, instrument, said


def questions(language: str | None) -> dict[str, forms.ChoiceField]:
    """{key: field} of all that is asked, in the order of the survey. What hangs on another answer is not required."""
    return {one.key: _field(one, language) for one in instrument().asked}


def parts(language: str | None = None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(legend, keys) of each dimension, as KeyedForm.PARTS has it; in the language of the page where none is given.

    The legends are read at once, so a form sets its PARTS when it is made and not in its class.
    """
    tool = instrument()
    return tuple(
        (
            said(dimension.legend, language or get_language()),
            tuple(one.key for one in tool.asked if one.dimension == dimension.code),
        )
        for dimension in tool.dimensions
    )


def _field(one: Indicator, language: str | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=said(one.question, language),
        help_text=said(one.help, language),
        choices=[(answer.code, said(answer.label, language)) for answer in instrument().answers(one)],
        widget=forms.RadioSelect,
        required=one.asked_when is None,
    )

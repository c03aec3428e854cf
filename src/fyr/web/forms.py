"""What every form of Fyr carries: a key that makes a double click harmless, and a version where two may edit."""

import uuid
from collections.abc import Callable

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fyr.work.once import SomeoneElsesForm, once


class KeyedForm(forms.Form):
    """A form that acts once, however often it arrives."""

    required_css_class = "required"
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def values(self) -> dict:
        """The cleaned fields without the form's own."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "version")}


class VersionedForm(KeyedForm):
    """A form for a part that two members may have open at the same time."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DateField(forms.DateField):
    """ISO dates with the browser's own calendar."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("error_messages", {"invalid": _("Write the date as year-month-day, for example 2026-11-24.")})
        super().__init__(**kwargs)


def submit(request: HttpRequest, form: KeyedForm, act: Callable[[], object], *refusals: type[Exception]) -> str | None:
    """Run the act of a valid form once. Gives its id as text, or None with the reason added to the form.

    `refusals` are the domain's exceptions; each carries a `text` for the member.
    """
    if not form.is_valid():
        return None
    try:
        return once(form.cleaned_data["key"], request.user.pk, act)  # type: ignore[arg-type]
    except SomeoneElsesForm:
        form.add_error(None, _("This form was opened by somebody else. Open it again and send your own."))
    except refusals as error:
        form.add_error(None, error.text)  # type: ignore[attr-defined]
    return None

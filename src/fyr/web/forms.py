"""What every form of Fyr carries: a key that makes a double click harmless, and a version where two may edit."""

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.web import drafts
from fyr.work import drafts as kept_drafts
from fyr.work.once import AnotherForm, SomeoneElsesForm, once

# What a database column for whole numbers holds.
LARGEST = 2**31 - 1
# The oldest person alive was born after the one, and no permit runs to the other.
FIRST_YEAR, LAST_YEAR = 1900, 2099
# What an act gives that had nothing to do.
UNCHANGED = "unchanged"


class KeyedForm(forms.Form):
    """A form that acts once, however often it arrives."""

    required_css_class = "required"
    # Where hardly anything has to be filled in, that it is optional is not said of each field.
    unmarked = False
    # The form in parts, each a card: (legend, names of fields). Without it the form is one card.
    PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    # Whether somebody else saved the same part while this form was open.
    stale = False
    # Whether what is written in it is kept until it is sent.
    drafts = True
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teach()

    def teach(self) -> None:
        """Errors say what to do. A form that adds fields of its own afterwards calls it once more."""
        for field in self.fields.values():
            # Django says of every field alike that it is required; a field that says more keeps its own words.
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _what_to_do(field)
            field.error_messages.setdefault("min_value", _("Write a number from %(limit_value)s on."))
            field.error_messages.setdefault("max_value", _("Write a number up to %(limit_value)s."))
            field.error_messages.setdefault(
                "max_length", _("Shorten it to %(limit_value)d characters; now it has %(show_value)d.")
            )

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields of each part; what belongs to none stands in the last one."""
        placed = {name for _legend, names in self.PARTS for name in names}
        rest = [name for name in self.fields if name not in placed and not self[name].is_hidden]
        shown = [(legend, [self[name] for name in names if name in self.fields]) for legend, names in self.PARTS]
        if shown and rest:
            shown[-1][1].extend(self[name] for name in rest)
        return shown

    def values(self) -> dict:
        """The cleaned fields without the form's own."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "version")}


class FilterForm(forms.Form):
    """Narrows what a page shows. It goes by GET, so its fields hold code words and nothing about a person."""

    unmarked = True


class VersionedForm(KeyedForm):
    """A form for a part that two members may have open at the same time."""

    def saved(self) -> list[tuple[Any, Any]]:
        """What is saved now, as (label, value in words), in the order of the form."""
        return [(self.fields[name].label, _in_words(self, name)) for name in self.fields if not self[name].is_hidden]

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)


class DateField(forms.DateField):
    """ISO dates with the browser's own calendar."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("error_messages", {"invalid": _("Write the date as year-month-day, for example 2026-11-24.")})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """A year that nobody can mean is a slip of the hand, whatever the form asks for."""
        day = super().clean(value)
        if day is not None and not in_range(day.year):
            raise forms.ValidationError(wrong_year(day.year))
        return day


def in_range(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def wrong_year(year: int) -> str:
    return gettext("Is the year right? It says %(year)s.") % {"year": f"{year:04}"}


def _what_to_do(field: forms.Field) -> Any:
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Choose one of these.")
    return _("Write a date.") if isinstance(field, forms.DateField) else _("Fill this in.")


def _in_words(form: forms.Form, name: str) -> Any:
    value = form.get_initial_for_field(form.fields[name], name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    labels = {str(code): label for code, label in getattr(form.fields[name], "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(str(labels.get(str(one), one)) for one in value)
    return labels.get(str(value), value)


def submit(request: HttpRequest, form: KeyedForm, act: Callable[[], object], *refusals: type[Exception]) -> str | None:
    """Run the act of a valid form once. Gives its id as text, or None with the reason added to the form.

    UNCHANGED where two may edit and nothing differs from what is saved: then nothing was done.
    `refusals` are the domain's exceptions; each carries a `text` for the member.
    """
    if drafts.SAVE in request.POST:
        drafts.keep_unchecked(request, form)
        return None
    if not form.is_valid():
        return None
    member: Any = request.user.pk
    key = form.cleaned_data["key"]

    def whole() -> object:
        # The text leaves the draft in the transaction that puts it where it belongs.
        kept_drafts.drop_form(member, key)
        return UNCHANGED if _says_the_same(form) else act()

    try:
        return once(key, member, _about(request), whole)
    except AnotherForm:
        form.add_error(
            None,
            _("You have sent this form before, with other content, and that is saved. Send it again to save this too."),
        )
        _show(form, "key", str(uuid.uuid4()))
    except SomeoneElsesForm:
        form.add_error(None, _("This form was opened by somebody else. Open it again and send your own."))
    except refusals as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, error.text)  # type: ignore[attr-defined]
        if getattr(error, "stale", False):
            # Whoever has read what the other one saved can save over it.
            form.stale = True
            _show(form, "version", str(form.get_initial_for_field(form.fields["version"], "version")))
    return None


def _says_the_same(form: forms.Form) -> bool:
    own = {"key", "version"}
    if "version" not in form.fields or set(form.changed_data) - own:
        return False
    # What a field proposes of itself, such as today, is not saved by being proposed.
    return not any(form.cleaned_data.get(name) for name in form.fields if name not in form.initial and name not in own)


def _about(request: HttpRequest) -> bytes:
    """Where the form was sent and what it and its files hold, as a keyed fingerprint."""
    files = sorted((name, [_digest(one) for one in sent]) for name, sent in request.FILES.lists())
    return drafts.about(request.user.pk, request.path, request.POST, files)  # type: ignore[arg-type]


def _digest(upload: UploadedFile) -> str:
    upload.seek(0)
    return hashlib.sha256(upload.read()).hexdigest()


def _show(form: forms.Form, name: str, value: str) -> None:
    """Put another value into a hidden field of a form that is shown again."""
    data = QueryDict(mutable=True)
    data.update(form.data)  # type: ignore[arg-type]
    data[name] = value
    form.data = data

"""A form for one section of the standard, which changes only what somebody changed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fyr.cases.htcds import catalogue
from fyr.cases.htcds.catalogue import FIELDS, Field
from fyr.cases.htcds.inputs import control, parsed, raw
from fyr.cases.htcds.validate import fault


class SectionForm(forms.Form):
    """The fields of one section. Make it with section_form; ask `record()` once it is valid."""

    def __init__(
        self, section: str, *, initial: Mapping[str, object], language: str, data: Mapping[str, Any] | None
    ) -> None:
        self.section = section
        self.before = {field.key: initial[field.key] for field in catalogue.section(section) if field.key in initial}
        self.after: dict[str, object] = {}
        shown = {key: raw(FIELDS[key], value) for key, value in self.before.items()}
        super().__init__(data, initial=shown, label_suffix="")
        for field in catalogue.section(section):
            self.fields[field.key] = control(field, self.before.get(field.key), language)

    def clean(self) -> None:
        """Untouched fields keep their very value: null, an empty array, spaces and spelling included."""
        self.after = {}
        for field in catalogue.section(self.section):
            if field.key not in self.cleaned_data:
                continue
            entered = raw(field, self.cleaned_data[field.key])
            if entered == raw(field, self.before.get(field.key)):
                if field.key in self.before:
                    self.after[field.key] = self.before[field.key]
            else:
                self._take(field, entered)

    def _take(self, field: Field, entered: str | list[str]) -> None:
        value = parsed(field, entered, self.before.get(field.key))
        if value in ("", []):
            return
        told = fault(field, value)
        if told:
            self.add_error(field.key, told)
        else:
            self.after[field.key] = value

    def record(self) -> dict[str, object]:
        """The section's HTCDS values; a field left or made empty is absent. ValueError unless the form is valid."""
        if not self.is_valid():
            raise ValueError(_("Only a valid form has a record."))
        return dict(self.after)


def section_form(
    section: str, *, initial: Mapping[str, object], data: Mapping[str, Any] | None = None, language: str
) -> SectionForm:
    """The form of `section` over a person's HTCDS values; `data` is what was posted, `language` sv or en."""
    return SectionForm(section, initial=initial, language=language, data=data)

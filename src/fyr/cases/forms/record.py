"""A section of the HTCDS record as one of Fyr's forms: with a key, and a version for two editors."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language

from fyr.cases.actions.record import IN_STEP
from fyr.cases.htcds.catalogue import FIELDS, Kind
from fyr.cases.htcds.forms import SectionForm
from fyr.cases.models import Record
from fyr.web.forms import LARGEST, in_range, wrong_year


class RecordForm(SectionForm):
    """The standard's fields, plus the two that every form of Fyr carries."""

    stale = False

    def __init__(self, section: str, *, version: int, **kwargs: Any) -> None:
        super().__init__(section, **kwargs)
        for name in IN_STEP:
            self.fields.pop(name, None)
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=version, min_value=0, max_value=LARGEST
        )

    def clean(self) -> None:
        """A year that nobody can mean is asked about where it was written here; a file says what it says."""
        super().clean()
        for name in self.changed_data:
            value = self.cleaned_data.get(name)
            if name in FIELDS and FIELDS[name].kind == Kind.DATE and value and not in_range(int(value[:4])):
                self.add_error(name, wrong_year(int(value[:4])))

    @classmethod
    def of(cls, section: str, record: Record | None, data: Any) -> "RecordForm":
        fields = (record.fields or {}) if record else {}
        version = record.version if record else 0
        return cls(section, version=version, initial=fields, language=get_language() or "sv", data=data)

"""Which file, for which unit."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.cases.htcds.formats import SUFFIXES
from fyr.web.forms import KeyedForm


class ImportForm(KeyedForm):
    unit = forms.ModelChoiceField(label=_("Which unit gets the cases?"), queryset=Unit.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "HTCDS 2.0 as JSON, as an Excel workbook (IOM's own template too), as a CSV file, or as CSV files in a ZIP archive."
        ),
        error_messages={
            "required": _("Choose a file of at most 16 MB. A larger one comes in parts."),
            "empty": _("This file is empty. Choose the file with the persons."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(pk__in=by.rights.units(Permission.IMPORT_MAKE))
        self.fields["unit"].queryset = units.order_by("name")  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        """What the file is called decides how it is read, so the name must say something Fyr knows."""
        file: UploadedFile = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(
                _(
                    "Choose a file that ends in .json, .xlsx, .csv or .zip. In Excel, save as an Excel workbook (.xlsx) without macros."
                )
            )
        return file

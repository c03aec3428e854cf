"""Taking cases out, in the browser: who she is confirmed anew, for a reason, encrypted to her passphrase."""

from collections.abc import Iterator
from typing import Any

import pyrage
from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.fresh import fresh
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.actions.leaving import ctdc_rows, export_persons
from fyr.cases.codes.case import ExportReason
from fyr.cases.htcds import ctdc
from fyr.cases.htcds.formats import format_for
from fyr.web.form_page import form_page
from fyr.web.passphrase import PassphraseForm

CTDC = "ctdc"
FILES = [
    ("json", _("JSON")),
    ("xlsx", _("Excel, in the layout of IOM's template")),
    ("zip", _("CSV files in one archive")),
    (CTDC, _("Rows of CTDC's codebook, for statistics: one for each victim, never with identity")),
]


class ExportForm(PassphraseForm):
    field_order = ("unit", "format", "with_identity", "reason", "passphrase", "again")
    unit = forms.ModelChoiceField(label=_("Which unit's cases?"), queryset=Unit.objects.none(), empty_label=None)
    format = forms.ChoiceField(label=_("As what?"), choices=FILES, widget=forms.RadioSelect, initial="json")
    with_identity = forms.BooleanField(
        label=_("With names, contacts, exact places and free text"),
        required=False,
        help_text=_(
            "Without it the file holds codes, dates and numbers: free text is left out, since it names people."
        ),
    )
    reason = forms.ChoiceField(label=_("Why?"), choices=ExportReason, widget=forms.RadioSelect)

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=by.rights.units(Permission.EXPORT_MAKE)).order_by(
            "name"
        )
        if not by.rights.anywhere(Permission.EXPORT_IDENTITY):
            del self.fields["with_identity"]

    def clean(self) -> dict:
        data = super().clean()
        unit = data.get("unit")
        if data.get("with_identity") and data.get("format") == CTDC:
            self.add_error(
                "with_identity", _("These rows never hold identities. Leave this unticked, or choose another file.")
            )
        if data.get("with_identity") and unit and not self.by.rights.hold(Permission.EXPORT_IDENTITY, unit.pk):
            self.add_error("with_identity", _("You may not take identities out of this unit."))
        return data


@rule(Permission.EXPORT_MAKE, "GET", "POST")
@fresh
def export(request: HttpRequest) -> HttpResponse:
    """The file is an age file (age-encryption.org): `age -d` opens it with the passphrase."""
    form = ExportForm(request.POST or None, by=me(request))
    if not (request.method == "POST" and form.is_valid()):
        trail = ((_("Cases"), reverse("cases:list")),)
        lead = _(
            "The file is encrypted to your passphrase, in the age format. Cases with protected personal data and anonymous consultations never leave. The journal notes every case."
        )
        return form_page(
            request, form, title=_("Export cases"), trail=trail, submit_label=_("Make the file"), lead=lead
        )
    data = form.cleaned_data
    plain = b"".join(_pieces(me(request), data))
    response = HttpResponse(
        pyrage.passphrase.encrypt(plain, data["passphrase"]), content_type="application/octet-stream"
    )
    name = f"htcds-{data['unit'].code}-{timezone.localdate().isoformat()}.{_suffix(data)}.age"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _pieces(by: Member, data: dict[str, Any]) -> Iterator[bytes]:
    units = [data["unit"].pk]
    if data["format"] == CTDC:
        return ctdc.write(ctdc_rows(by=by, units=units, reason=data["reason"]))
    persons = export_persons(by=by, units=units, with_identity=data.get("with_identity", False), reason=data["reason"])
    return format_for(f"a.{data['format']}").write(persons)


def _suffix(data: dict[str, Any]) -> str:
    return "ctdc.csv" if data["format"] == CTDC else data["format"]

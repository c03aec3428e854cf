"""A file of the accounting system."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.access.permissions import Permission
from fyr.funding.forms.base import RowForm


class VouchersForm(RowForm):
    drafts = False
    unit = forms.ModelChoiceField(label=_("Whose accounts?"), queryset=Unit.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("File from the accounting system"),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        help_text=_("CSV in UTF-8 with the columns voucher, date, amount, currency, text."),
    )

    def prepare(self) -> None:
        units = self.by.rights.units(Permission.FUNDING_WRITE) if self.by else []
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units).order_by("name")

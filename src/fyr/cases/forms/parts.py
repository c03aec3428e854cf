"""The fields that forms of the slice are made of."""

import datetime

from django import forms
from django.utils import timezone


def text(label, *, required: bool = False, rows: int = 3, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=10000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def in_days(days: int):
    return lambda: timezone.localdate() + datetime.timedelta(days=days)

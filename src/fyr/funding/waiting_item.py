"""One thing that waits, for My day."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fyr.web.registry import DayItem

EACH = 20


def item(
    kind: str, row: Any, title: str, about: str, *, urgency: int = 2, why: str = "", due: datetime.date | None = None
) -> DayItem:
    return DayItem(title, reverse(f"funding:{kind}", args=[row.pk]), urgency, why, due, about)


def urgency_of(due: datetime.date | None) -> int:
    """Late or today is for today; within a week for the week."""
    if due is None:
        return 3
    days = (due - timezone.localdate()).days
    return 1 if days <= 0 else 2 if days <= 7 else 3

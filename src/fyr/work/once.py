"""A double click, a replay, a retry after a lost connection: the act happens once."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from fyr.work.models import Once


class SomeoneElsesForm(Exception):
    """The key was already used by another member: the form was copied, and nothing is done."""


def once(key: UUID, actor: UUID, act: Callable[[], object]) -> str:
    """Run `act` in one transaction with its key; give back the id it returned, now or the first time."""
    if (earlier := _earlier(key, actor)) is not None:
        return earlier
    try:
        with transaction.atomic():
            row = Once.objects.create(key=key, actor=actor, result="")
            row.result = str(act())
            row.save(update_fields=["result"])
            return row.result
    except IntegrityError:
        if (earlier := _earlier(key, actor)) is None:
            raise
        return earlier


def _earlier(key: UUID, actor: UUID) -> str | None:
    row = Once.objects.filter(key=key).first()
    if row is None:
        return None
    if row.actor != actor:
        raise SomeoneElsesForm
    return row.result

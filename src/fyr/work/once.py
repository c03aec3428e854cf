"""A double click, a replay, a retry after a lost connection: the act happens once."""

import hmac
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from fyr.work.models import Once


class SomeoneElsesForm(Exception):
    """The key was already used by another member: the form was copied, and nothing is done."""


class AnotherForm(Exception):
    """The key was already used for other content, such as a form that was sent, gone back to, and changed."""


def once(key: UUID, actor: UUID, about: bytes, act: Callable[[], object]) -> str:
    """Run `act` in one transaction with its key; give back the id it returned, now or the first time.

    `about` (16 bytes, keyed) stands for where the form was sent and what it held.
    """
    if (earlier := _earlier(key, actor, about)) is not None:
        return earlier
    try:
        with transaction.atomic():
            row = Once.objects.create(key=key, actor=actor, about=about, result="")
            row.result = str(act())
            row.save(update_fields=["result"])
            return row.result
    except IntegrityError:
        if (earlier := _earlier(key, actor, about)) is None:
            raise
        return earlier


def _earlier(key: UUID, actor: UUID, about: bytes) -> str | None:
    row = Once.objects.filter(key=key).first()
    if row is None:
        return None
    if row.actor != actor:
        raise SomeoneElsesForm
    if not hmac.compare_digest(bytes(row.about), about):
        raise AnotherForm
    return row.result

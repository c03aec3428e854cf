"""Domain events: written in the act's own transaction, delivered afterwards, retried until they arrive.

A handler runs inside the transaction that marks its delivery as done, so what it writes happens exactly
once. What it does outside the database may happen twice and must bear it.
"""

import datetime
import logging
import re
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from fyr.work.models import Delivery

Payload = Mapping[str, str]
Handler = Callable[[Payload], None]

CODE_WORD = re.compile(r"[A-Za-z0-9_.:-]{0,80}")
LONGEST_WAIT = datetime.timedelta(hours=6)

log = logging.getLogger(__name__)
_subscribers: dict[str, dict[str, Handler]] = {}


def subscribe(topic: str, handler: Handler) -> None:
    """Called from AppConfig.ready(). The handler's dotted name is its identity across restarts."""
    _subscribers.setdefault(topic, {})[f"{handler.__module__}.{handler.__qualname__}"] = handler


def unsubscribe(topic: str, handler: Handler) -> None:
    _subscribers.get(topic, {}).pop(f"{handler.__module__}.{handler.__qualname__}", None)


def emit(topic: str, payload: Payload) -> None:
    """Tell every subscriber, in the caller's transaction. The payload holds ids and code words, never content."""
    for key, value in payload.items():
        if not CODE_WORD.fullmatch(value):
            raise ValueError(f"The outbox carries ids and code words only; {key} of {topic} is neither.")
    Delivery.objects.bulk_create(
        Delivery(topic=topic, subscriber=name, payload=dict(payload)) for name in sorted(_subscribers.get(topic, {}))
    )


def deliver(limit: int = 100) -> int:
    """Deliver what is due, oldest first. Returns how many arrived."""
    due = Delivery.objects.filter(done_at__isnull=True, next_at__lte=timezone.now()).order_by("next_at")
    return sum(_deliver_one(pk) for pk in list(due.values_list("pk", flat=True)[:limit]))


def _deliver_one(pk: UUID) -> bool:
    waiting = Delivery.objects.filter(pk=pk, done_at__isnull=True)
    try:
        with transaction.atomic():
            if connection.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True)
            delivery = waiting.first()
            if delivery is None:
                return False
            handler = _subscribers.get(delivery.topic, {}).get(delivery.subscriber)
            if handler is None:
                raise LookupError(delivery.subscriber)
            handler(delivery.payload)
            Delivery.objects.filter(pk=pk).update(done_at=timezone.now(), attempts=F("attempts") + 1, error="")
            return True
    except Exception as error:  # noqa: BLE001 - whatever a subscriber does, the others must go on
        log.warning("delivery %s failed: %s", pk, type(error).__name__)
        _postpone(pk, type(error).__name__)
        return False


def _postpone(pk: UUID, error: str) -> None:
    delivery = Delivery.objects.get(pk=pk)
    wait = min(datetime.timedelta(seconds=5 * 2 ** min(delivery.attempts, 16)), LONGEST_WAIT)
    Delivery.objects.filter(pk=pk).update(attempts=F("attempts") + 1, next_at=timezone.now() + wait, error=error[:80])

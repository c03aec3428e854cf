"""Small values that must hold across processes and for a while, such as counts of failed sign-ins.

JSON and never pickle, which Django's own database cache uses: whoever can write to the database must not be able to
run code in the process that holds the keys.
"""

import datetime
import json
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.utils import timezone

FAR = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)


class SharedCache(BaseCache):
    """Values that JSON can hold. What cannot be read counts as absent."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = self._rows(key, version).filter(until__gt=timezone.now()).first()
        try:
            return json.loads(row.value) if row else default
        except ValueError:
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        named = self.make_and_validate_key(key, version)
        kept = {"value": json.dumps(value), "until": self._until(timeout)}
        self._rows(key, version).model.objects.update_or_create(key=named, defaults=kept)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Only where nothing is kept under the key; one of two processes that add at once is told no."""
        rows = self._rows(key, version)
        rows.filter(until__lte=timezone.now()).delete()
        kept = {"value": json.dumps(value), "until": self._until(timeout)}
        _row, made = rows.model.objects.get_or_create(key=self.make_and_validate_key(key, version), defaults=kept)
        return bool(made)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        running = self._rows(key, version).filter(until__gt=timezone.now())
        return bool(running.update(until=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._rows(key, version).delete()[0])

    def clear(self) -> None:
        from fyr.work.models import Remembered

        Remembered.objects.all().delete()

    def _rows(self, key: str, version: int | None) -> Any:
        from fyr.work.models import Remembered

        return Remembered.objects.filter(key=self.make_and_validate_key(key, version))

    def _until(self, timeout: Any) -> datetime.datetime:
        at = self.get_backend_timeout(timeout)
        return FAR if at is None else datetime.datetime.fromtimestamp(at, datetime.UTC)

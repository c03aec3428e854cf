"""Small values that must hold across processes and for a while, such as counts of failed sign-ins.

JSON and never pickle, which Django's own database cache uses: whoever can write to the database must not be able to
run code in the process that holds the keys.
"""

import datetime
import json
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db.models import QuerySet
from django.utils import timezone

from fyr.work.models import Remembered

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
        Remembered.objects.update_or_create(key=named, defaults=self._kept(value, timeout))

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Only where nothing is kept under the key; one of two processes that add at once is told no."""
        self._rows(key, version).filter(until__lte=timezone.now()).delete()
        named = self.make_and_validate_key(key, version)
        return Remembered.objects.get_or_create(key=named, defaults=self._kept(value, timeout))[1]

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        running = self._rows(key, version).filter(until__gt=timezone.now())
        return bool(running.update(until=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._rows(key, version).delete()[0])

    def clear(self) -> None:
        Remembered.objects.all().delete()

    def _kept(self, value: Any, timeout: Any) -> dict[str, Any]:
        return {"value": json.dumps(value), "until": self._until(timeout)}

    def _rows(self, key: str, version: int | None) -> QuerySet[Remembered]:
        return Remembered.objects.filter(key=self.make_and_validate_key(key, version))

    def _until(self, timeout: Any) -> datetime.datetime:
        at = self.get_backend_timeout(timeout)
        return FAR if at is None else datetime.datetime.fromtimestamp(at, datetime.UTC)

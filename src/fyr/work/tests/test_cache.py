"""Values that hold across processes: kept, forgotten in time, and never a way to run code."""

import base64
import pickle

import pytest
from django.core.cache import cache

from fyr.work.apps import forget_old
from fyr.work.models import Remembered

pytestmark = pytest.mark.django_db


def test_a_value_is_kept_until_its_time_and_then_forgotten():
    cache.set("a", [1.5, 2], timeout=60)
    cache.set("b", 1, timeout=0)
    assert (cache.get("a"), cache.get("b", "none")) == ([1.5, 2], "none")
    assert cache.touch("a", timeout=0)
    assert cache.get("a") is None
    forget_old()
    assert not Remembered.objects.exists()


def test_only_the_first_of_two_adds_a_value():
    assert [cache.add("lock", True, timeout=60), cache.add("lock", True, timeout=60)] == [True, False]
    assert cache.delete("lock")
    assert cache.add("lock", True, timeout=60)


class Bomb:
    def __reduce__(self):
        return (pytest.fail, ("a row of the database ran code",))


def test_a_pickle_in_the_database_is_no_value():
    cache.set("a", 1)
    Remembered.objects.update(value=base64.b64encode(pickle.dumps(Bomb())).decode())
    assert cache.get("a") is None

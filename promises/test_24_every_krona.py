"""Promise 24: every krona is accounted for and touches no identity."""

import datetime
import random
from collections import Counter

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fyr.funding.tests.acts import Acts
from fyr.funding.tests.conftest import Money, year
from fyr.funding.tests.invariants import everything_adds_up

pytestmark = [pytest.mark.promise(24), pytest.mark.django_db]

STEPS = 25
COUNT = Counter()


@settings(phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_no_sequence_of_acts_by_anybody_loses_a_krona_or_finds_one(cast, ground, seed):
    start = timezone.now() + datetime.timedelta(seconds=1)
    with transaction.atomic(), time_machine.travel(start, tick=False) as clock:
        acts, postings = Acts(cast, clock, random.Random(seed)), everything_adds_up()
        for _step in range(STEPS):
            if acts.run():
                postings = everything_adds_up(postings)
        COUNT.update(acts.done)
        transaction.set_rollback(True)

def test_zz():
    print(COUNT)


@pytest.fixture
def ground(cast):
    """Two decisions, one of them in euro and one with an authorisation; a grant that runs, of which one tranche is paid."""
    money = Money(cast)
    money.allot(20_000)
    money.allot(5_000, "authorisation", of_year=year(1))
    euro = money.decided(currency="EUR")
    money.allot(10_000, decision=euro)
    money.paid(money.running(4_000, 2_000))
    money.granted(500, decision=euro, to="exempelstad")
    return money

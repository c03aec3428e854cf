"""Whatever anybody does in whatever order: no state without its conditions, no act lost, nothing shown that is not hers."""

import random
from collections import Counter
from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from fyr.access.actions import join
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.scope import acting
from fyr.cases.models import Consent
from fyr.funding.actions.spending import spendable
from fyr.funding.codes.ledger import Account
from fyr.funding.ledger import balance
from fyr.funding.models import Spend
from fyr.funding.tests.conftest import Money
from fyr.journal.models import Entry
from fyr.returns import machine, page
from fyr.returns.access import return_for, visible_returns
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.models import Agreement, Assessment, Contact, Event, Item, Return, Trip, Verdict
from fyr.returns.tests.conftest import open_case, told_rules
from fyr.returns.tests.restated import READY_FOR, Rows, tables
from fyr.returns.tests.walker import ACTS, ANYBODY, Walker
from fyr.returns.trail_words import Act
from fyr.vault.models import Wrap
from fyr.work import outbox
from fyr.work.models import Delivery

pytestmark = pytest.mark.django_db

STEPS = 32
REFUSALS = (Refused, PermissionDenied, Http404)
# Acts that say a second thing: that she is ready no more, or that she is seen again soon.
MORE = {"assess": "stopped", "safeguard": "stopped", "trip": "stopped", "survey": "contact_planned"}

# ruff: noqa: E402 - Django is set up before its models are imported
"""`python -m benchmarks.trace`: what became of a decision with 100,000 postings, beside the same GROUP BY in bare SQL.

Out: JSON, medians in seconds of the trace ("trace"), of the bare query ("bare"), and of the decision's page ("page").
"""

import datetime
import json
import os
import sys
import time
import uuid
from statistics import median
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "fyr.settings"
import django

django.setup()

from django.db import connection, transaction
from django.test import Client

from fyr.access.models import Member
from fyr.access.scope import whole_node
from fyr.funding import account
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Decision, Grant, Posting

POSTINGS, BATCH, ROUNDS = 100_000, 5_000, 30
BARE = """SELECT year, coalesce(grant_id, decision_id), account, sum(moved) FROM (
    SELECT year, grant_id, decision_id, debit AS account, amount AS moved FROM funding_posting WHERE decision_id = %s
    UNION ALL SELECT year, grant_id, decision_id, credit, -amount FROM funding_posting WHERE decision_id = %s
) AS both_sides GROUP BY 1, 2, 3"""


def main() -> int:
    with whole_node():
        decision = fill()
        key = Decision._meta.pk.get_db_prep_value(decision.pk, connection)
        farida = Client(SERVER_NAME="127.0.0.1")
        farida.post(f"/sign-in/card/{Member.objects.get(email='farida@fyr.example').pk}/")
    times: dict[str, list[float]] = {"trace": [], "bare": [], "page": []}
    for _round in range(ROUNDS):
        with whole_node():
            times["trace"].append(timed(lambda: account.of_decision(decision)))
            times["bare"].append(timed(lambda: bare(key)))
        times["page"].append(timed(lambda: farida.get(f"/money/decisions/{decision.pk}/")))
    print(json.dumps({name: median(seconds) for name, seconds in times.items()}))
    return 0


def fill() -> Decision:
    """Money goes back and forth between what is held and what is used, as reports and corrections move it."""
    grant = Grant.objects.select_related("decision__recipient").get(recipient__unit__code="iom-ekonomi")
    by, today = grant.proposed_by, datetime.date.today()
    for start in range(0, POSTINGS, BATCH):
        with transaction.atomic():
            Posting.objects.bulk_create(posting(grant, by, today, number) for number in range(start, start + BATCH))
    settle()
    return grant.decision


def settle() -> None:
    """What the database would soon do by itself, so that it does not do it, or lack it, while it is measured."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        # As the owner of the tables.
        cursor.execute("RESET ROLE")
        cursor.execute("VACUUM ANALYZE funding_posting, funding_balance")
        cursor.execute("SET ROLE fyr_app")


def posting(grant: Grant, by: Member, today: datetime.date, number: int) -> Posting:
    there = number % 2 == 0
    return Posting(
        entry=uuid.uuid4(),
        booked_on=today,
        why=Why.USE,
        decision=grant.decision,
        year=2024,
        grant=grant,
        credit=Account.HELD if there else Account.USED,
        debit=Account.USED if there else Account.HELD,
        amount=100,
        currency="SEK",
        by=by,
    )


def bare(key: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [key, key])
        return cursor.fetchall()


def timed(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())

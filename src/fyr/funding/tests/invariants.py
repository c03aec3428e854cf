"""What must hold whatever was done, counted anew from the rows and by nothing that the actions themselves use."""

from collections import Counter

from fyr.funding.models import Allotment, Balance, Grant, Payment, Posting, Repayment, Spend

OF_DECISION = {"frame", "available", "source", "funds"}
OUTSIDE = {"frame", "source"}
PROMISED = {"frame", "available", "committed", "met"}
FIVE = 5


def everything_adds_up(before=()):
    """Raises AssertionError for what does not. `before` are the postings of an earlier call, which must stand unchanged."""
    postings = list(Posting.objects.order_by("id").values())
    assert postings[: len(before)] == list(before), "a posting was changed"
    held = _added_up(postings)
    kept = {
        (row["decision_id"], row["year"], row["holder"], row["account"]): row["amount"]
        for row in Balance.objects.values()
    }
    assert {key: amount for key, amount in kept.items() if amount} == {
        key: amount for key, amount in held.items() if amount
    }
    for (_decision, _year, _holder, account), amount in held.items():
        assert amount <= 0 if account in OUTSIDE else amount >= 0, (account, amount)
    _books(held)
    grants = {grant["id"]: grant for grant in Grant.objects.values()}
    _given(held)
    _paid(held, grants)
    _one_walks_back(postings, grants)
    _by_two(grants)
    _spent(held, postings)
    return postings  # fmt: skip


def _added_up(postings):
    held = Counter()
    for row in postings:
        for account, sign in ((row["credit"], -1), (row["debit"], 1)):
            holder = row["decision_id"] if account in OF_DECISION else row["grant_id"]
            held[row["decision_id"], row["year"], holder, account] += sign * row["amount"]
    return held


def _books(held):
    sums, promised, frame = Counter(), Counter(), Counter()
    for (decision, year, _holder, account), amount in held.items():
        sums[decision, year, account in PROMISED] += amount
        if account in ("committed", "met"):
            promised[decision, year] += amount
        if account == "frame":
            frame[decision, year] -= amount
    assert not any(sums.values()), "a book is out of balance"
    for key, amount in promised.items():
        assert amount <= frame[key], "more is promised than the decision lets be promised"


def _given(held):
    """The outside of each book is what the decisions gave, less what they took back."""
    given = Counter()
    for row in Allotment.objects.values("decision_id", "year", "kind", "amount"):
        where, kind, amount = (row["decision_id"], row["year"]), row["kind"], row["amount"]
        given[*where, "frame"] += {"appropriation": 1, "authorisation": 1, "return": -1}.get(kind, 0) * amount
        given[*where, "source"] += {"appropriation": 1, "release": 1, "return": -1}.get(kind, 0) * amount
    for (decision, year, account), amount in given.items():
        assert -held[decision, year, decision, account] == amount, account


def _paid(held, grants):
    """Of each grant, what was paid and not repaid is what was promised and met, and stands in one of three accounts."""
    paid, waived, accounts = Counter(), Counter(), Counter()
    for (_decision, _year, holder, account), amount in held.items():
        accounts[holder, account] += amount
    for row in Payment.objects.filter(state="paid").values("grant_id", "amount"):
        paid[row["grant_id"]] += row["amount"]
    for row in Repayment.objects.filter(state__in=("repaid", "waived")).values("grant_id", "state", "amount"):
        (waived if row["state"] == "waived" else paid)[row["grant_id"]] += row["amount"] * (
            1 if row["state"] == "waived" else -1
        )
    for pk, grant in grants.items():
        of = {name: accounts[pk, name] for name in ("committed", "met", "held", "used", "waived")}
        assert of["met"] == of["held"] + of["used"] + of["waived"] == paid[pk], of
        assert of["waived"] == waived[pk]
        assert of["committed"] + of["met"] <= grant["amount"], "more is promised than was granted"
        if grant["state"] in ("proposed", "refused", "cancelled", "closed"):
            assert of["committed"] == 0, grant["state"]


def _one_walks_back(postings, grants):
    allotments = dict(Allotment.objects.values_list("pk", "decision"))
    payments = dict(Payment.objects.values_list("pk", "grant"))
    repayments = dict(Repayment.objects.values_list("pk", "grant"))
    for row in postings:
        if row["why"] == "allotment":
            assert allotments[row["allotment_id"]] == row["decision_id"]
            continue
        grant = grants[row["grant_id"]]
        assert grant["decision_id"] == row["decision_id"] and grant["decided_by_id"]
        assert row["why"] not in ("payment", "reversal") or payments[row["payment_id"]] == grant["id"]
        assert row["why"] not in ("repayment", "waiver") or repayments[row["repayment_id"]] == grant["id"]


def _by_two(grants):
    payments = list(Payment.objects.values())
    done = [row for row in payments if row["state"] == "paid"]
    for row in done:
        three = [row["approved_by_id"], row["proposed_by_id"], *filter(None, [row["requested_by_id"]])]
        assert None not in three and len(set(three)) == len(three), "one person did two of the acts of a payment"
    assert not _twice(row["instalment_id"] for row in done), "a tranche was paid twice"
    assert not _twice((row["unit_id"], row["voucher"]) for row in payments if row["voucher"])
    repayments = list(Repayment.objects.values())
    assert not _twice((row["unit_id"], row["voucher"]) for row in repayments if row["voucher"])
    for row in (*grants.values(), *repayments):
        assert row["decided_by_id"] is None or row["decided_by_id"] != row["proposed_by_id"]


def _spent(held, postings):
    """What waits is with the recipient; what was booked by itself is that of five or more, and tells of none of them."""
    together, waits, there = Counter(), Counter(), Counter()
    for row in Spend.objects.values("grant_id", "entry", "amount"):
        together[row["entry"]] += 1
        waits[row["grant_id"]] += row["amount"] or 0
        assert row["entry"] is None or row["amount"] is None
    for (_decision, _year, holder, account), amount in held.items():
        there[holder] += amount if account == "held" else 0
    assert all(amount <= there[grant] for grant, amount in waits.items()), "what waits to be booked is not there"
    assert all(together[row["entry"]] >= FIVE for row in postings if row["why"] == "spend")


def _twice(told):
    return [one for one, many in Counter(told).items() if many > 1]

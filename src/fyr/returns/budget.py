"""What one person may cost, what she has cost, and how that meets the grant."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.scope import whole_node
from fyr.funding import money
from fyr.returns.codes.support import ItemState
from fyr.returns.models import Item, Return
from fyr.vault import keys

COUNTS = (ItemState.APPROVED, ItemState.DELIVERED, ItemState.PAID)


def used(ret: Return, currency: str) -> int:
    """What is approved for her so far in one currency, in its smallest unit, in all her returns of the programme."""
    hers = {one.pk: one for one in returns_of_hers(ret)}
    with whole_node():
        rows = list(Item.objects.filter(of__in=hers, state__in=COUNTS))
    for row in rows:
        row.of = hers[row.of_id]
    return sum(row.price["amount"] for row in rows if row.price["currency"] == currency)


def returns_of_hers(ret: Return) -> list[Return]:
    """This return and those that the same person has had in the programme, the oldest first; those that the operator's key
    opens. What is given her in one counts in all, whoever opens which."""
    if ret.case_id is None or ret.runs_id is None:
        return [ret]
    with whole_node():
        others = list(Return.objects.filter(case=ret.case_id, programme=ret.programme).exclude(pk=ret.pk))
        boxes = keys.unlock([one.pk for one in others], [ret.runs_id]) if others else {}
    for one in others:
        one.box = boxes.get(one.pk)
    return sorted((ret, *(one for one in others if one.box)), key=lambda one: (one.opened_at, one.pk))


def limit(ret: Return) -> tuple[int, str] | None:
    """(amount, currency) that the programme gives one person; None where that is not known."""
    told = ret.programme.rule("per_person")
    return (int(told["amount"]), str(told["currency"])) if told else None


def refuse_beyond(ret: Return, item: Item) -> None:
    """Raises Refused where approving the item would give her more than the programme gives one person."""
    most = limit(ret)
    if most is None:
        return
    if item.price["currency"] != most[1]:
        raise Refused(
            _("What one person is given is counted in %(currency)s. Plan it in that currency.") % {"currency": most[1]}
        )
    left = most[0] - used(ret, most[1])
    if item.price["amount"] > left:
        raise Refused(
            _("The programme gives one person %(most)s; %(left)s are left.")
            % {"most": money.shown(most[0], most[1]), "left": money.shown(max(left, 0), most[1])}
        )


def cost_of(item: Item, currency: str, rate: Decimal | None, source: str) -> dict[str, Any]:
    """The price in the grant's currency: with the rate that was paid, and where it stands."""
    amount, of = int(item.price["amount"]), item.price["currency"]
    if of == currency:
        return {"amount": amount, "rate": "", "rate_source": ""}
    if rate is None or rate <= 0 or not source.strip():
        raise Refused(
            _("It was paid in %(of)s: write the rate to %(to)s, and where it stands.") % {"of": of, "to": currency},
            "rate",
        )
    paid = money.converted(amount, of, rate, currency)
    if paid <= 0:
        raise Refused(_("At this rate nothing would be paid. Is it the right way round?"), "rate")
    return {"amount": paid, "rate": str(rate), "rate_source": source}


def digest(ret: Return, what: str) -> bytes:
    """16 bytes under the key of the return, for the ledger: erased with it, and leading back to nobody."""
    assert ret.box is not None
    return ret.box.mark("returns spend", what)


def person(ret: Return) -> bytes:
    """The same of herself: one mark for all her returns, by the key of the first."""
    first = returns_of_hers(ret)[0]
    return digest(first, str(first.pk))


def told(ret: Return, items: Sequence[Item]) -> list[tuple[str, str]]:
    """For the page: what was approved in each currency, and what the programme gives at most, in words."""
    sums: dict[str, int] = {}
    for item in items:
        if item.state in COUNTS:
            sums[item.price["currency"]] = sums.get(item.price["currency"], 0) + item.price["amount"]
    rows = [(gettext("Approved"), money.shown(amount, currency)) for currency, amount in sorted(sums.items())]
    most = limit(ret)
    rows.append(
        (gettext("Most that the programme gives one person"), money.shown(*most) if most else gettext("Not known"))
    )
    return rows

"""What other slices spend on persons: entered one by one, booked together, so that no posting points at anybody."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.disclosure import K
from fyr.funding import ledger, money
from fyr.funding.codes.grants import GrantState
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Grant, Spend
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act

DIGEST = 16


@transaction.atomic
def spend(*, grant: Grant, amount: int, reference: bytes, by: Member, person: bytes = b"") -> None:
    """`amount` (above zero, smallest unit of the decision's currency) from what the recipient holds.

    `reference` is a keyed digest of 16 bytes of what was paid for, `person` of whom it was for; both lead back to nobody. With
    the same reference nothing happens twice. Where no person is told, each reference is one. Raises Refused where the
    grant does not run or less is left, ValueError for a digest of another form.
    """
    person = person or reference
    if len(reference) != DIGEST or len(person) != DIGEST:
        raise ValueError("A reference and a person are keyed digests of 16 bytes.")
    _may(by, grant)
    # Whoever supports persons sees no grant: beyond her right to spend from it, the node acts for her.
    with whole_node():
        if not _spend(grant, amount, reference, person):
            return
    # Neither the amount nor the reference: the journal is read by people who must not know what one person cost.
    journal.append(label="funding.spend.entered", actor=by.pk, codes={"grant": grant.pk.hex})


def _spend(grant: Grant, amount: int, reference: bytes, person: bytes) -> bool:
    """False where it was entered before."""
    ledger.hold(grant.decision_id)
    held = Grant.objects.select_for_update(of=("self",)).select_related("decision").get(pk=grant.pk)
    if (before := Spend.objects.filter(reference=reference).first()) is not None:
        if before.grant_id != held.pk:
            raise Refused(_("This cost was entered already, for another grant."))
        return False
    if held.state != GrantState.RUNNING:
        raise Refused(_("The grant does not run."))
    if held.is_reported:
        raise Refused(_("The final report is approved: nothing more is spent."))
    left = spendable(held)
    if amount <= 0 or amount > left:
        # Not how much: the difference from what the grant's page shows would be what others cost.
        raise Refused(_("So much is not left of the grant."), "amount")
    Spend.objects.create(
        grant=held, reference=reference, person=person, amount=amount, period=f"{timezone.localdate():%Y-%m}"
    )
    return True


def spendable(grant: Grant) -> int:
    """What the recipient holds, less what waits to be booked."""
    return ledger.balance(grant.pk, Account.HELD) - waiting(grant)


def waiting(grant: Grant) -> int:
    with whole_node():
        told: int | None = Spend.objects.filter(grant=grant, entry__isnull=True).aggregate(told=Sum("amount"))["told"]
    return told or 0


def book_ended_months() -> None:
    """Each grant's costs of months that have ended, as one entry, where they are of five persons or more; fewer wait."""
    this_month = f"{timezone.localdate():%Y-%m}"
    ended = Spend.objects.filter(entry__isnull=True, period__lt=this_month).values("grant")
    for row in ended.annotate(many=Count("person", distinct=True)).filter(many__gte=K):
        _book(row["grant"], this_month)


@transaction.atomic
def _book(grant_id: UUID, before: str) -> None:
    decision = ledger.hold(Grant.objects.values_list("decision_id", flat=True).get(pk=grant_id))
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant_id)
    rows = Spend.objects.select_for_update().filter(grant=grant, entry__isnull=True, period__lt=before)
    told = [(bytes(person or b""), amount or 0) for person, amount in rows.values_list("person", "amount")]
    if len({person for person, _amount in told}) < K:
        return
    amounts = [amount for _person, amount in told]
    entry = ledger.Entry(Why.SPEND, decision, None)
    for year, part in list(ledger.drawn(grant.pk, Account.HELD, sum(amounts))):
        entry.move(part, Account.HELD, Account.USED, year=year, grant=grant)
    rows.update(entry=entry.id, amount=None, person=None)
    leave(grant, None, Act.SPENT, money.shown(sum(amounts), decision.currency))


def booked_with(grant: Grant, entry: UUID) -> None:
    """A report that was approved tells of everything up to now: what waited is part of it, and its amounts are gone."""
    with whole_node():
        Spend.objects.filter(grant=grant, entry__isnull=True).update(entry=entry, amount=None, person=None)


def few_wait(grant: Grant) -> bool:
    """Whether what waits to be booked is of fewer than five persons, and of some."""
    with whole_node():
        rows = Spend.objects.filter(grant=grant, entry__isnull=True)
        many: int = rows.aggregate(many=Count("person", distinct=True))["many"]
    return 0 < many < K


def _may(by: Member, grant: Grant) -> None:
    """Whoever holds the right in some unit of the organisation that received the grant."""
    unit = grant.recipient_unit
    hers = Unit.objects.filter(pk__in=by.rights.units(Permission.FUNDING_SPEND))
    if unit is None or not hers.filter(organisation_id=unit.organisation_id).exists():
        raise PermissionDenied

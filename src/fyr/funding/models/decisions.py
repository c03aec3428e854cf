"""Government decisions: what was decided, what it lets be promised and paid, and on which conditions."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.funding.codes.decisions import AllotmentKind, ConditionKind, DecisionKind
from fyr.funding.codes.standing import Standing
from fyr.funding.models.base import ID, VERSIONED, Kept
from fyr.funding.models.parties import Party

TOLD = {
    "number": "number of a public decision",
    "decided_on": "date of a public decision",
    "diary": "registration number of a public document",
    "title": "title of a public decision",
    "purpose": "text of a public decision",
    "refs": "what the chain of the country asks about a public decision",
    "source": "where a fact stands",
    "standing": "code: how sure it is",
}


class Terms(models.Model):
    """What a decision says. An amendment replaces all of it, so each version is kept whole."""

    number = models.CharField(max_length=40, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    diary = models.CharField(max_length=80, blank=True, default="")
    title = models.CharField(max_length=300)
    purpose = models.TextField(blank=True, default="")
    # {code of a field of the chain: what it says}, in the words of the country (fyr.funding.chains).
    refs = models.JSONField(default=dict)
    source = models.CharField(max_length=400)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.STATED)

    class Meta:
        abstract = True


class Decision(Terms, Kept):
    """`unit` keeps it here and accounts for it. `recipient` is whom it gives the money: an agency, or an organisation."""

    clear_because: ClassVar = {
        **ID,
        **VERSIONED,
        **TOLD,
        "unit": "the unit that accounts for it",
        "chain": "code of a country's chain",
        "kind": "code",
        "ministry": "name of a ministry",
        "recipient": "the organisation that it gives the money",
        "currency": "code",
        "by_age": "whether children and adults are reported apart",
        "published_at": "when it was put on the public page",
        "added_by": "who is accountable",
        "added_at": "when",
    }

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    chain = models.CharField(max_length=10, default="SE")
    kind = models.CharField(max_length=12, choices=DecisionKind)
    ministry = models.CharField(max_length=200)
    recipient = models.ForeignKey(Party, models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3, default="SEK")
    by_age = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-decided_on", "title", "id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="funding_known_decision"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="funding_decision_standing"),
        )

    def __str__(self) -> str:
        return self.title


class Amendment(Terms, Kept):
    """An earlier version of a decision, as it was before it was amended; never changed."""

    clear_because: ClassVar = {
        **ID,
        **TOLD,
        "decision": "of which decision",
        "version": "its number",
        "replaced_at": "when the next version was entered",
        "replaced_by": "who entered it",
        "why": "what the amending decision changed",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="amendments")
    version = models.PositiveIntegerField()
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    why = models.CharField(max_length=400)

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "version"], name="funding_one_amendment_per_version"),
        )


class Allotment(Kept):
    """What a decision gives for one year, in the smallest unit of its currency; what is taken back is a kind of its own."""

    clear_because: ClassVar = {
        **ID,
        "decision": "of which decision",
        "year": "budget year",
        "kind": "code",
        "amount": "amount of a public decision",
        "source": "where the amount stands",
        "standing": "code: how sure it is",
        "voucher": "number in the accounting system",
        "taken_back_at": "when it was put right, because it was entered wrongly",
        "added_by": "who is accountable",
        "added_at": "when",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="allotments")
    year = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=AllotmentKind)
    amount = models.BigIntegerField()
    source = models.CharField(max_length=400)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.STATED)
    voucher = models.CharField(max_length=60, blank=True, default="")
    taken_back_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("year", "added_at")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_allotment_above_zero"),
            models.CheckConstraint(condition=Q(kind__in=AllotmentKind.values), name="funding_known_allotment"),
        )


class Condition(Kept):
    """A date to keep: of a decision, for who was given the money; of a grant, for its recipient."""

    clear_because: ClassVar = {
        **ID,
        "decision": "of which decision",
        "grant": "of which grant",
        "kind": "code",
        "due_on": "date of a public decision or agreement",
        "text": "what a public decision or agreement says",
        "source": "where it stands",
        "met_on": "when it was met",
        "met_by": "who is accountable",
        "note": "how it was met: numbers of documents",
        "reminded_for": "the day of which the members were last reminded",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="conditions")
    grant = models.ForeignKey("funding.Grant", models.PROTECT, null=True, related_name="conditions")
    kind = models.CharField(max_length=12, choices=ConditionKind)
    due_on = models.DateField()
    text = models.CharField(max_length=400, blank=True, default="")
    source = models.CharField(max_length=400, blank=True, default="")
    met_on = models.DateField(null=True)
    met_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=400, blank=True, default="")
    reminded_for = models.DateField(null=True)

    class Meta:
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ConditionKind.values), name="funding_known_condition"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False, grant__isnull=True) | Q(decision__isnull=True, grant__isnull=False),
                name="funding_condition_of_one",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, met_by__isnull=True) | Q(met_on__isnull=False, met_by__isnull=False),
                name="funding_condition_met_paired",
            ),
        )
        indexes = (models.Index(fields=["due_on"], name="funding_due", condition=Q(met_on__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on.isoformat()}"

    @property
    def late(self) -> bool:
        return self.met_on is None and self.due_on < timezone.localdate()

    def of(self) -> Any:
        return self.grant or self.decision

"""What is to be done for the money, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.funding.codes.decisions import ActivityState
from fyr.funding.codes.parties import Theme, Whom
from fyr.funding.codes.standing import Standing
from fyr.funding.models.base import ID, VERSIONED, Kept
from fyr.funding.models.decisions import Decision


class Activity(Kept):
    """A task of an assignment, or an activity of a direct contribution or a grant."""

    clear_because: ClassVar = {
        **ID,
        **VERSIONED,
        "decision": "of which decision",
        "grant": "of which grant",
        "title": "public text about work",
        "text": "public text about work",
        "expected": "public text: the result that is expected",
        "theme": "code",
        "state": "code",
        "told": "public text: how it went",
        "source": "where it stands",
        "standing": "code: how sure it is",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="activities")
    grant = models.ForeignKey("funding.Grant", models.PROTECT, null=True, related_name="activities")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, default="")
    expected = models.TextField(blank=True, default="")
    theme = models.CharField(max_length=20, choices=Theme)
    state = models.CharField(max_length=10, choices=ActivityState, default=ActivityState.PLANNED)
    told = models.TextField(blank=True, default="")
    source = models.CharField(max_length=400, blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.STATED)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.CheckConstraint(condition=Q(theme__in=Theme.values), name="funding_known_theme"),
            models.CheckConstraint(condition=Q(state__in=ActivityState.values), name="funding_known_activity_state"),
        )

    def __str__(self) -> str:
        return self.title


class Result(Kept):
    """One measure of an activity. `value` None is not known, which is not 0; a count of persons below five is never kept."""

    clear_because: ClassVar = {
        **ID,
        "activity": "of which activity",
        "report": "the report that told it",
        "title": "what is measured",
        "unit": "what is counted",
        "persons": "whether persons are counted",
        "whom": "code: children and adults apart",
        "target": "what was expected",
        "value": "what was reached; a count of persons is protected before it is kept",
        "few": "whether it was fewer than five persons, which is all that is kept of it",
        "source": "where it stands",
        "standing": "code: how sure it is",
        "added_by": "who is accountable",
        "added_at": "when",
    }

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="results")
    report = models.ForeignKey("funding.Report", models.PROTECT, null=True, related_name="results")
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True, default="")
    persons = models.BooleanField(default=False)
    whom = models.CharField(max_length=10, choices=Whom, blank=True, default="")
    target = models.BigIntegerField(null=True)
    value = models.BigIntegerField(null=True)
    few = models.BooleanField(default=False)
    source = models.CharField(max_length=400, blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.STATED)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("title", "whom", "added_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(few=False) | Q(persons=True, value__isnull=True), name="funding_few_is_no_number"
            ),
            # Promise 19: a number that points at persons is not in the database at all.
            models.CheckConstraint(
                condition=Q(persons=False) | Q(value__isnull=True) | Q(value__gte=5), name="funding_no_few_persons"
            ),
        )

    @property
    def shown(self) -> str:
        from django.utils.translation import gettext

        if self.few:
            return gettext("fewer than 5")
        if self.value is None:
            return gettext("Not known")
        number = f"{self.value:,}".replace(",", "\N{NO-BREAK SPACE}")
        return gettext("at least %(number)s") % {"number": number} if self.persons else number

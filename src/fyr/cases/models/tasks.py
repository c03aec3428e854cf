"""What somebody has to do, and by when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class Task(CasePart):
    clear_because: ClassVar = {
        **PART,
        "due_on": "deadline",
        "assignee": "whose task it is",
        "made_at": "when",
        "made_by": "who is accountable",
        "done_at": "when it was done",
        "done_by": "who did it",
    }

    due_on = models.DateField()
    assignee = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    title = Sealed()

    class Meta:
        ordering = ("due_on", "made_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="cases_task_done_paired",
            ),
        )
        indexes = (
            models.Index(fields=["assignee", "due_on"], name="cases_my_tasks", condition=Q(done_at__isnull=True)),
        )

    @property
    def may_be_done(self) -> bool:
        own = self.case.read_by in (self.assignee_id, self.made_by_id)
        return self.hers_to_change("plan.write", own=own)

    def __str__(self) -> str:
        return str(self.title)

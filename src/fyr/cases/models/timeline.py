"""What happened in a case, in one line each."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language

from fyr.access.models import Member
from fyr.cases import rights
from fyr.cases.acts import Act
from fyr.cases.chapters import PAPERS
from fyr.cases.codes import DeclineReason, NeedKind, Outcome, Risk, ServiceState
from fyr.cases.codes.children import AgeFound, Inquiry, ProtectionFinding, SpeaksAs, TracingOutcome
from fyr.cases.codes.consent import Protection, Purpose
from fyr.cases.codes.rights import ClaimKind, CounselKind, PermitAnswer
from fyr.cases.deadlines import rules
from fyr.cases.models.case import PART, CasePart
from fyr.vault.fields import Sealed

# Names that stand in data files come in the reader's language when they are shown.
_rule_name = lazy(lambda rule: rule.said(get_language())["name"], str)
_right_name = lazy(lambda right: right.label(get_language()), str)
RULES = {rule.code: _rule_name(rule) for rule in rules.all_rules()}
RIGHTS = {right.code: _right_name(right) for right in rights.all_rights()}
PERMITS = {kind.code: _rule_name(kind) for kind in rights.all_permits()}

WORDS: dict[str, Any] = {
    Act.RISK_ASSESSED: dict(Risk.choices),
    Act.NEED_ADDED: dict(NeedKind.choices),
    Act.NEED_CHANGED: dict(NeedKind.choices),
    Act.NEED_WITHDRAWN: dict(NeedKind.choices),
    Act.NEED_UNMET: dict(NeedKind.choices),
    Act.NEED_REOPENED: dict(NeedKind.choices),
    Act.SERVICE_OFFERED: dict(NeedKind.choices),
    Act.SERVICE_MOVED: dict(ServiceState.choices),
    Act.REFERRAL_DECLINED: dict(DeclineReason.choices),
    Act.CONSENT_GIVEN: dict(Purpose.choices),
    Act.CONSENT_REFUSED: dict(Purpose.choices),
    Act.CONSENT_WITHDRAWN: dict(Purpose.choices),
    Act.DISCLOSURE_ENDED: dict(Purpose.choices),
    Act.TOLD_OUTSIDE: dict(Purpose.choices),
    Act.PROTECTION_CHANGED: dict(Protection.choices),
    Act.PAPER_MADE: {paper.code: paper.title for paper in PAPERS},
    Act.CASE_CLOSED: dict(Outcome.choices),
    Act.DEADLINE_STARTED: RULES,
    Act.DEADLINE_MET: RULES,
    Act.DEADLINE_MISSED: RULES,
    Act.DEADLINE_EXTENDED: RULES,
    Act.DEADLINE_CANCELLED: RULES,
    Act.DEADLINE_RESUMED: RULES,
    Act.RIGHT_NOTED: RIGHTS,
    Act.PERMIT_APPLIED: PERMITS,
    Act.PERMIT_ANSWERED: dict(PermitAnswer.choices),
    Act.PERMIT_CORRECTED: PERMITS,
    Act.PERMIT_APPEALED: PERMITS,
    Act.COUNSEL_NOTED: dict(CounselKind.choices),
    Act.CLAIM_NOTED: dict(ClaimKind.choices),
    Act.CHILD_ASSESSED: dict(ProtectionFinding.choices),
    Act.INQUIRY_DECIDED: dict(Inquiry.choices),
    Act.SPOKESPERSON_CHANGED: dict(SpeaksAs.choices),
    Act.AGE_CHECKED: dict(AgeFound.choices),
    Act.TRACING_CHANGED: dict(TracingOutcome.choices),
}


class Entry(CasePart):
    """Written by the actions, never changed. A note is an entry with text; a wrong one is put right by another."""

    clear_because: ClassVar = {
        **PART,
        "at": "when",
        "act": "code of what happened",
        "code": "code word that tells more, such as the new state",
        "by": "who is accountable",
        "corrects": "the entry that it puts right",
        "struck": "whether a later entry puts it right",
    }

    at = models.DateTimeField(default=timezone.now)
    act = models.CharField(max_length=40, choices=Act)
    code = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", models.RESTRICT, null=True, related_name="+")
    struck = models.BooleanField(default=False)
    text = Sealed()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["case", "-at", "-id"], name="cases_timeline"),)

    # The name behind a code that is not one of the slice's own, such as a unit's.
    named = ""

    @property
    def title(self) -> str:
        """What happened, in words."""
        return f"{self.get_act_display()}: {self.shown_code}" if self.code else self.get_act_display()

    @property
    def correct_url(self) -> str:
        """Where a note is put right, for whoever may write notes."""
        wrong = self.act in (Act.NOTE_WRITTEN, Act.NOTE_CORRECTED) and not self.struck
        if not wrong or not self.case.is_open or "note.write" not in self.case.may:
            return ""
        return reverse("cases:correct_note", args=[self.case_id, self.pk])

    def in_words(self, field: str, language: str) -> str | None:
        return self.shown_code if field == "code" else None

    @property
    def shown_code(self) -> str:
        """The code in words, where it is one of the slice's own codes."""
        return self.named or str(WORDS.get(self.act, {}).get(self.code, self.code))


class Mention(CasePart):
    """A colleague who works with the case is told of a note; it stands on her day until she has read it."""

    clear_because: ClassVar = {
        **PART,
        "entry": "the note",
        "member": "who is told",
        "seen_at": "when she said that she has read it",
    }

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="mentions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "member"], name="cases_mentioned_once"),)
        indexes = (models.Index(fields=["member"], name="cases_unread", condition=Q(seen_at__isnull=True)),)

    def __str__(self) -> str:
        return self.member.name

    def in_words(self, field: str, language: str) -> str | None:
        return timezone.localtime(self.entry.at).strftime("%Y-%m-%d %H:%M") if field == "entry" else None

"""What an act leaves behind, in its own transaction: a line for people, an entry in the journal, word to other slices."""

from typing import Any

from fyr import journal
from fyr.access.models import Member
from fyr.funding import public
from fyr.funding.models import Application, Decision, Event, Grant
from fyr.funding.trail_words import Act
from fyr.work import outbox

# What changes something that is public.
SHOWN = frozenset(
    {
        Act.DECISION_AMENDED, Act.DECISION_PUBLISHED, Act.DECISION_HIDDEN, Act.ALLOTTED,
        Act.ALLOTMENT_BACK, Act.CONDITION_ADDED, Act.CONDITION_MET,
        Act.ACTIVITY_ADDED, Act.ACTIVITY_CHANGED, Act.RESULT_ADDED, Act.GRANT_APPROVED, Act.GRANT_AGREED, Act.GRANT_CANCELLED,
        Act.GRANT_CLOSED, Act.PAYMENT_RECORDED, Act.PAYMENT_REVERSED, Act.REPORT_APPROVED, Act.REPAYMENT_RECORDED,
        Act.REPAYMENT_WAIVED, Act.SPENT, Act.MINISTRY_SENT,
    }
)  # fmt: skip


def leave(row: Any, by: Member | None, act: Act, note: object = "") -> None:
    """`row` is a decision, an application or a grant; `note` holds amounts, dates and numbers of documents, never persons.

    `by` is None where the node itself has acted, as its clock does.
    """
    kind = {Decision: "decision", Application: "application", Grant: "grant"}[type(row)]
    Event.objects.create(by=by, act=act, note=str(note)[:400], **{kind: row})
    journal.append(label=f"funding.{act}", actor=by.pk if by else None, codes={kind: row.pk.hex})
    outbox.emit(f"funding.{act}", {kind: str(row.pk)})
    if act in SHOWN and kind != "application":
        public.refresh(row if kind == "decision" else row.decision)

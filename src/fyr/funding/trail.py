"""What an act leaves behind, in its own transaction: a line for people, an entry in the journal, word to other slices."""

from typing import Any

from fyr import journal
from fyr.access.models import Member
from fyr.funding import public
from fyr.funding.models import Application, Decision, Event, Grant
from fyr.funding.trail_words import Act
from fyr.work import outbox

# What changes nothing that is public.
HIDDEN = frozenset(
    {Act.REPORT_BEGUN, Act.REPORT_SUBMITTED, Act.REPORT_RETURNED, Act.CHANGE_REPORTED, Act.ATTACHED, Act.DETACHED}
)
SHOWN = frozenset(Act) - HIDDEN


def leave(row: Any, by: Member, act: Act, note: object = "") -> None:
    """`row` is a decision, an application or a grant; `note` holds amounts, dates and numbers of documents, never persons."""
    kind = {Decision: "decision", Application: "application", Grant: "grant"}[type(row)]
    Event.objects.create(by=by, act=act, note=str(note)[:400], **{kind: row})
    journal.append(label=f"funding.{act}", actor=by.pk, codes={kind: row.pk.hex})
    outbox.emit(f"funding.{act}", {kind: str(row.pk)})
    if act in SHOWN and kind != "application":
        decision = row if kind == "decision" else row.decision
        public.refresh(Decision.objects.select_related("recipient", "unit__organisation").get(pk=decision.pk))

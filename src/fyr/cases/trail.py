"""Every act leaves one line in the case's timeline and one in the journal, in its own transaction."""

from typing import Any

from django.utils import timezone

from fyr import journal
from fyr.access.models import Member
from fyr.cases import facts
from fyr.cases.acts import Act
from fyr.cases.models import Case, Entry
from fyr.work import outbox


def leave(case: Case, by: Member, act: Act, *, code: str = "", text: Any = None) -> Entry:
    """Call inside the act's transaction. `code` is a code word; `text` is sealed with the case.

    The case counts as changed, and subscribers of the act are told (its id and code only), and what
    statistics may learn follows.
    """
    now = timezone.now()
    entry = Entry.objects.create(case=case, at=now, act=act, code=code, by=by, text=text)
    journal.append(
        label=act.value,
        actor=by.pk,
        subject=case.box.pseudonym if case.box else None,
        codes={"code": code} if code else None,
    )
    Case.objects.filter(pk=case.pk).update(updated_at=now)
    case.updated_at = now
    outbox.emit(f"cases.{act.value}", {"case": str(case.pk), "code": code})
    facts.follow(case.pk, act.value)
    return entry

"""What an act leaves behind, in its own transaction: a line for people, an entry in the journal, word to other slices."""

from typing import Any

from django.utils import timezone

from fyr import journal
from fyr.access.models import Member
from fyr.returns import facts
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import Side, State
from fyr.returns.keys_abroad import settle_keys
from fyr.returns.models import Event, Return
from fyr.returns.trail_words import Act
from fyr.work import outbox

# How she is stands in her record, and neither in the journal nor in what other slices are told.
UNTOLD = (Section.SAFETY, Section.HEALTH, Section.FOLLOW_UP)
ON_THE_WAY = (Act.CLEARED, Act.STOPPED, Act.DEPARTED, Act.ARRIVED)


def leave(
    ret: Return, by: Member | None, act: Act, *, about: Section | None = None, code: str = "", text: Any = None
) -> Event:
    """`code` is a code word; `text` is sealed with the return. `by` is None where the node itself has acted."""
    now = timezone.now()
    side = next((one for one in Side if one in (ret.acting or ret.sides)), "") if by else ""
    # What is about no part of its own is between those who decide; the journey is for whoever meets her.
    part = about or (Section.JOURNEY if act in ON_THE_WAY else Section.TOLD)
    event = Event.objects.create(
        of=ret, noted_at=now, noted_by=by, act=act, side=side, about=part, code=code, text=text
    )
    journal.append(
        label=f"return.{act}",
        actor=by.pk if by else None,
        subject=ret.box.pseudonym if ret.box else None,
        codes={"code": code} if code and part not in UNTOLD else None,
    )
    Return.objects.filter(pk=ret.pk).update(updated_at=now)
    outbox.emit(f"returns.{act}", {"return": str(ret.pk), "code": "" if part in UNTOLD else code})
    facts.follow(ret)
    return event


def stop(ret: Return, by: Member | None) -> None:
    """Whoever was ready to travel is so no more, until everything was looked at again."""
    if ret.state == State.READY:
        move(ret, state=State.AGREED)
        leave(ret, by, Act.STOPPED)


def move(ret: Return, **columns: Any) -> None:
    """Change clear columns of the return; with sealed ones use save."""
    for name, value in columns.items():
        setattr(ret, name, value)
    ret.save(update_fields=[*columns])
    if "state" in columns:
        settle_keys(ret)
    # What was loaded before says no longer how it stands.
    ret.__dict__.pop("dossier", None)

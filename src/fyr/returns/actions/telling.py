"""She is told first, and only then asked."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.cases.days import happened, happened_lately
from fyr.returns.actions.base import begin
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import State
from fyr.returns.codes.telling import Signed, Topic, Wish
from fyr.returns.models import Declaration, Information, Position, Return
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act

POSITION = ("asylum", "permit", "expulsion", "ban", "proceedings", "note")
AFTER_ANSWER = {Wish.YES: State.WANTS, Wish.NO: State.NOT_WANTED, Wish.UNSURE: State.INFORMING}


@dataclass(frozen=True)
class Talk:
    """How she was told: codes of fyr.returns.codes.telling, and words that are sealed."""

    told_on: datetime.date
    topics: Collection[str]
    alone: str
    interpreter: str
    counsel: str
    language: str = ""
    told_by: str = ""
    note: str = field(default="", repr=False)


@transaction.atomic
def note_position(*, by: Member, ret: Return, **told: str) -> Position:
    """`told` are fields of POSITION: codes, and a note."""
    held = begin(ret, by, "position")
    position = Position(of=held, noted_by=by, **{name: told.get(name, "") for name in POSITION})
    position.save(force_insert=True)
    leave(held, by, Act.POSITION_NOTED, about=Section.LEGAL)
    return position


@transaction.atomic
def inform(*, by: Member, ret: Return, talk: Talk) -> Information:
    """Raises Refused for a day ahead, or where nothing was told."""
    held = begin(ret, by, "inform")
    happened_lately(talk.told_on, "told_on")
    topics = [one for one in Topic.values if one in talk.topics]
    if not topics:
        raise Refused(_("Tick what she was told."), "topics")
    row = Information(
        of=held, noted_by=by, told_on=talk.told_on, topics=topics, alone=talk.alone, interpreter=talk.interpreter,
        counsel=talk.counsel, language=talk.language, told_by=talk.told_by, note=talk.note,
    )  # fmt: skip
    row.save(force_insert=True)
    leave(held, by, Act.INFORMED, about=Section.TOLD)
    return row


@transaction.atomic
def ask(*, by: Member, ret: Return, wish: str, going: str, signed: str, said_on: datetime.date, words: str = "") -> Declaration:  # fmt: skip
    """What she answered. Raises Refused while something that she must know first is missing."""
    held = begin(ret, by, "ask")
    happened(said_on, "said_on")
    newest = held.informations.order_by("-told_on").first()
    if newest is not None and said_on < newest.told_on:
        raise Refused(_("She was told after that day. Only what she says once she knows counts."), "said_on")
    if held.child and signed != Signed.WITH_GUARDIAN and wish == Wish.YES:
        raise Refused(_("A child says so together with whoever speaks for it by law."), "signed")
    row = Declaration(of=held, noted_by=by, wish=wish, going=going, signed=signed, said_on=said_on, words=words)
    row.save(force_insert=True)
    move(held, state=AFTER_ANSWER[Wish(wish)])
    leave(held, by, Act.ASKED, about=Section.TOLD, code=wish)
    return row

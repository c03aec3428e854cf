"""How it goes for her, if she wants contact; and what is done where she is in danger."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.cases.days import happened_lately, in_sight
from fyr.returns.actions.base import begin, begin_part
from fyr.returns.codes.agreements import Asked, Section
from fyr.returns.codes.states import State
from fyr.returns.codes.support import URGENT, ContactState, Round
from fyr.returns.discreet import refuse_telling
from fyr.returns.dossier import load
from fyr.returns.models import Agreement, Contact, Return, Survey
from fyr.returns.rounds import helped, months_after, round_fits
from fyr.returns.survey.instrument import instrument
from fyr.returns.survey.scoring import Reading, reading, score
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act


@transaction.atomic
def plan_contact(*, by: Member, ret: Return, planned_on: datetime.date) -> Contact:
    held = begin(ret, by, "contact", reads=Section.FOLLOW_UP)
    if planned_on < timezone.localdate():
        raise Refused(_("That day is past."), "planned_on")
    in_sight(planned_on, "planned_on")
    row = Contact(of=held, noted_by=by, planned_on=planned_on)
    row.save(force_insert=True)
    leave(held, by, Act.CONTACT_PLANNED, about=Section.FOLLOW_UP)
    return row


def plan_rounds(ret: Return, by: Member) -> None:
    """Contacts at the intervals that the programme names, once she is there and has agreed to any; each is planned once,
    and anew where it was dropped because she had taken her yes back, or the return was closed."""
    agreed = Agreement.objects.live().filter(of=ret, asked=Asked.FOLLOW_UP).exists()
    if ret.state != State.ARRIVED or ret.arrived_on is None or not agreed:
        return
    today, told = timezone.localdate(), Contact.objects.filter(of=ret).exclude(state=ContactState.DROPPED)
    planned = set(told.values_list("planned_on", flat=True))
    for months in ret.programme.rule("contacts_after_months") or ():
        day = months_after(ret.arrived_on, int(months))
        if day >= today and day not in planned:
            Contact(of=ret, noted_by=by, planned_on=day).save(force_insert=True)


@transaction.atomic
def note_contact(*, by: Member, contact: Contact, state: str, made_on: datetime.date, told: str = "") -> None:
    """What came of it. That she is in danger or exploited again stays open until somebody says what was done."""
    _held, row = begin_part(contact, by, "contact_made", reads=Section.FOLLOW_UP)
    if row.state != ContactState.PLANNED:
        raise Refused(_("What came of it is noted already."))
    _came_of_it(row, by, state, made_on, told)


def _came_of_it(row: Contact, by: Member, state: str, made_on: datetime.date, told: str) -> None:
    held = row.of
    happened_lately(made_on, "made_on")
    if state in URGENT and not told.strip():
        raise Refused(_("Say what you know, so that somebody can act."), "told")
    refuse_telling(held, told=told)
    row.state, row.made_on, row.made_by, row.told = state, made_on, by, told
    row.save(update_fields=["state", "made_on", "made_by", "told"])
    if state in URGENT:
        move(held, danger=True)
    leave(held, by, Act.CONTACT_MADE, about=Section.FOLLOW_UP, code=state)


@transaction.atomic
def note_heard(*, by: Member, ret: Return, state: str, made_on: datetime.date, told: str = "") -> Contact:
    """She was heard of without a plan: she called, or somebody did for her."""
    held = begin(ret, by, "heard", reads=Section.FOLLOW_UP)
    row = Contact(of=held, noted_by=by, planned_on=made_on)
    row.save(force_insert=True)
    _came_of_it(row, by, state, made_on, told)
    return row


@transaction.atomic
def answer_danger(*, by: Member, contact: Contact, done: str, safe: bool = True) -> None:
    """What was done about it; the alarm stays until somebody says that she is safe. With the last of several answered, the
    return is no longer marked."""
    held, row = begin_part(contact, by, "danger", reads=Section.FOLLOW_UP)
    if not row.is_urgent:
        raise Refused(_("What was done is noted already."))
    refuse_telling(held, done=done)
    said = [one for one in (row.done, done) if one]
    row.done, row.answered_by = "\n".join(said), by if safe else None
    row.answered_at = timezone.now() if safe else None
    row.save(update_fields=["answered_at", "answered_by", "done"])
    if not Contact.objects.filter(of=held, state__in=URGENT, answered_at__isnull=True).exists():
        move(held, danger=False)
    leave(held, by, Act.DANGER_ANSWERED, about=Section.FOLLOW_UP)


@transaction.atomic
def survey(
    *,
    by: Member,
    ret: Return,
    asked_on: datetime.date,
    mode: str,
    language: str,
    answers: Mapping[str, str],
    round_: str = "",
) -> Survey:
    """Her answers, with what they come to. Raises Refused where the interviewer has helped her, or the round was asked."""
    held = begin(ret, by, "survey", reads=Section.FOLLOW_UP)
    happened_lately(asked_on, "asked_on")
    if held.arrived_on is not None and asked_on < held.arrived_on:
        raise Refused(_("She arrived after that day."), "asked_on")
    if helped(by, held):
        raise Refused(_("You have helped her. Somebody else asks, so that she can answer freely."))
    which = round_ or round_fits(held, asked_on)
    dossier = load(held)
    if which != Round.EXTRA and any(one.round == which for one in dossier.counting(dossier.surveys)):
        raise Refused(
            _("She has answered this round already. What is asked in between is a round of its own."), "round"
        )
    told = score(answers)
    used = instrument()
    row = Survey(
        of=held, noted_by=by, round=which, asked_on=asked_on, mode=mode, language=language,
        instrument=f"{used.code}-{used.version}", answers=dict(answers),
        scores={
            "economic": str(told.economic), "social": str(told.social), "psychosocial": str(told.psychosocial),
            "composite": str(told.composite), "unknown": told.unknown,
        },
    )  # fmt: skip
    row.save(force_insert=True)
    leave(held, by, Act.SURVEYED, about=Section.FOLLOW_UP, code=which)
    if reading(told.composite) == Reading.INTENSIFIED:
        _see_her_soon(held, by)
    return row


def _see_her_soon(ret: Return, by: Member) -> None:
    """What she answers calls for intensified follow-up: the next contact comes within the days that the programme names, and
    today where it names none."""
    within = int(ret.programme.rule("intensified_within_days") or 0)
    last = timezone.localdate() + datetime.timedelta(days=within)
    if Contact.objects.filter(of=ret, state=ContactState.PLANNED, planned_on__lte=last).exists():
        return
    Contact(of=ret, noted_by=by, planned_on=last).save(force_insert=True)
    leave(ret, by, Act.CONTACT_PLANNED, about=Section.FOLLOW_UP, code="intensified")

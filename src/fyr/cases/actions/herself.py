"""What she says about herself: one answer to one question, kept beside the earlier ones."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases import herself
from fyr.cases.access import require
from fyr.cases.actions.record import set_fields
from fyr.cases.acts import Act
from fyr.cases.codes.herself import FOR_HELP, AloneWith, Said, Use
from fyr.cases.days import happened
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import AboutHerself, Case
from fyr.cases.trail import leave

CONSULTATION = _("An anonymous consultation holds no identity. Make it a case first, if she wants that.")

# What an answer holds, apart from whether she wants to be asked again.
HELD = ("wording", "said", "choices", "words", "use", "asked_by", "asked_on", "language", "present")


@dataclass(frozen=True)
class Told:
    """How she answered. `carry` puts her gender into the HTCDS record, where she wants help with it."""

    said: str
    choices: tuple[str, ...] = ()
    words: str = ""
    use: str = Use.HELP
    stop_asking: bool = False
    asked_by: str = ""
    asked_on: datetime.date | None = None
    language: str = ""
    present: str = AloneWith.NOT_KNOWN
    carry: bool = False


@transaction.atomic
def note(*, by: Member, case: Case, question: str, told: Told, version: int) -> AboutHerself:
    """Keep an answer; `version` is how many there were when the form was shown, so that nobody passes a colleague.

    Where she wants it used for nothing, only that she was asked is kept. Raises Refused, ChangedMeanwhile.
    """
    require(case, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    if case.is_consultation:
        raise Refused(CONSULTATION)
    asked = herself.find(question)
    if asked is None:
        raise Refused(_("There is no such question."))
    _check(asked, told)
    if len(answers(case, question)) != version:
        raise ChangedMeanwhile
    keeps = told.said == Said.GIVEN and told.use != Use.NOTHING
    kept = AboutHerself.objects.create(
        case=case,
        noted_by=by,
        question=question,
        wording=asked.version,
        said=told.said,
        choices=list(told.choices) if keeps and told.choices else None,
        words=told.words or None if keeps else None,
        use=told.use,
        stop_asking=told.stop_asking,
        asked_by=told.asked_by or by.name,
        asked_on=(told.asked_on or timezone.localdate()).isoformat(),
        language=told.language or None,
        present=told.present,
    )
    leave(case, by, Act.HERSELF_NOTED)
    if told.carry:
        _carry(by, case, asked, told)
    return kept


@transaction.atomic
def stop_asking(*, by: Member, case: Case, question: str) -> AboutHerself:
    """She does not want to hear the question again. What she has said holds as before; it may never have been asked."""
    require(case, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    if case.is_consultation:
        raise Refused(CONSULTATION)
    asked = herself.find(question)
    if asked is None:
        raise Refused(_("There is no such question."))
    now = next(iter(answers(case, question)), None)
    if now is not None and now.stop_asking:
        raise Refused(_("It stands so already. Nothing was changed."))
    unasked = {"said": Said.NOT_ASKED.value, "use": Use.HELP.value, "present": AloneWith.NOT_KNOWN.value}
    held = {name: getattr(now, name) for name in HELD} if now else unasked
    kept = AboutHerself.objects.create(
        case=case, noted_by=by, question=question, **{"wording": asked.version} | held, stop_asking=True
    )
    leave(case, by, Act.HERSELF_NOTED)
    return kept


def answers(case: Case, question: str = "") -> list[AboutHerself]:
    """All that she said, newest first; or all to one question. One query."""
    rows = list(AboutHerself.objects.filter(case=case).select_related("noted_by"))
    for row in rows:
        row.case = case
    return [row for row in rows if not question or row.question == question]


def _check(asked: herself.Question, told: Told) -> None:
    known = {one.code for one in asked.choices}
    if told.said == Said.NOT_ASKED and not told.stop_asking:
        raise Refused(_("Choose how she answered, or skip the question: then nothing is kept."), "said")
    if not set(told.choices) <= known or (len(told.choices) > 1 and not asked.several):
        raise Refused(_("Choose one of these."), "choices")
    answered = bool(told.choices or told.words)
    if told.said == Said.GIVEN and not answered:
        raise Refused(_("Choose what she answered, or write it in her own words."), "said")
    if told.said != Said.GIVEN and answered:
        raise Refused(_("Something is chosen or written below. Say that she answered, or empty it."), "said")
    if told.asked_on is not None:
        happened(told.asked_on, "asked_on")


def _carry(by: Member, case: Case, asked: herself.Question, told: Told) -> None:
    codes = [one.htcds for one in asked.choices if one.code in told.choices and one.htcds]
    if asked.code != "gender" or told.said != Said.GIVEN or len(codes) != 1:
        raise Refused(_("The record has no word for this answer. Untick the box; the answer is kept here."), "carry")
    if told.use not in FOR_HELP:
        raise Refused(
            _("She does not want it used for help, so it cannot stand in the record. Untick the box."), "carry"
        )
    set_fields(case, "person", prs_Gender=codes[0])
    leave(case, by, Act.RECORD_CHANGED, code="person")

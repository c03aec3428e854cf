"""She is asked and answers; something is shown on that ground, or on a legal basis; and all of it can end at once."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases import bases
from fyr.cases.access import part_of, require
from fyr.cases.actions import assignments, deadlines
from fyr.cases.acts import Act
from fyr.cases.codes import ReferralState
from fyr.cases.codes.consent import Answer, Given, Share
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Consent, Disclosure, Referral
from fyr.cases.trail import leave

FURTHEST = datetime.timedelta(days=732)


@dataclass(frozen=True)
class Asked:
    """How she was asked: by word of mouth or in writing, in which language, and who was there."""

    given: str = Given.ORAL
    language: str = ""
    present: str = ""
    note: str = ""


@dataclass(frozen=True)
class Ground:
    """On what something is shown: her consent, which `asked` tells of where it is given now, or a legal basis with a reason."""

    purpose: str
    until: datetime.date
    basis: str
    reason: str = ""
    shares: frozenset[str] = frozenset({Share.HELP})
    asked: Asked = Asked()


@transaction.atomic
def note_consent(
    *,
    by: Member,
    case: Case,
    answer: str,
    purpose: str,
    shares: frozenset[str],
    until: datetime.date,
    asked: Asked,
    to_unit: Unit | None = None,
    receiver: str = "",
    on: datetime.date | None = None,
) -> Consent:
    """Keep what she answered. A no ends what an earlier yes to the same receiver and purpose allowed."""
    require(case, Permission.PLAN_WRITE)
    if case.unit_id not in case.through and (to_unit is None or to_unit.pk not in case.through):
        raise Refused(_("You may note her answer about your own unit only. Ask whoever leads the case about others."))
    consent: Consent = _keep(
        case,
        Consent,
        answer=answer,
        purpose=purpose,
        shares=shares,
        since=on or timezone.localdate(),
        until=until,
        to_unit=to_unit,
        receiver=receiver,
        given=asked.given,
        language=asked.language or None,
        present=asked.present or None,
        note=asked.note or None,
        noted_by=by,
    )
    leave(case, by, Act.CONSENT_GIVEN if answer == Answer.YES else Act.CONSENT_REFUSED, code=purpose)
    if answer == Answer.YES:
        deadlines.begin(case, by, event="consent.given", on=consent.since, subject=consent.pk)
    else:
        earlier = Consent.objects.filter(case=case, purpose=purpose, answer=Answer.YES, withdrawn_at__isnull=True)
        for one in earlier.exclude(pk=consent.pk):
            one.case = case
            if _same_receiver(one, to_unit, receiver):
                _withdraw(case, by, one, str(_("She said no when she was asked again.")))
    return consent


@transaction.atomic
def withdraw_consent(*, by: Member, case: Case, consent_id: UUID, how: str = "") -> None:
    """She takes her consent back. What rests on it is over before this act returns; what was kept by law stays kept."""
    require(case, Permission.PLAN_WRITE, closed=True)
    consent = part_of(Consent, case, consent_id, lock=True)
    if case.unit_id not in case.through and consent.to_unit_id not in case.through:
        raise PermissionDenied
    if consent.answer != Answer.YES or consent.withdrawn_at is not None:
        raise Refused(_("There is no consent to take back here: she said no, or it was withdrawn already."))
    _withdraw(case, by, consent, how)


@transaction.atomic
def tell_outside(*, by: Member, case: Case, receiver: str, ground: Ground, told: str) -> Disclosure:
    """Note what was told to somebody outside Fyr, such as the police, and on which ground. `told` is sealed."""
    require(case, Permission.REFERRAL_SEND)
    if not receiver.strip():
        raise Refused(_("Say who was told."), "receiver")
    disclosure = rest_on(by, case, ground, receiver=receiver, once=True)
    leave(case, by, Act.TOLD_OUTSIDE, code=ground.purpose, text=told or None)
    return disclosure


@transaction.atomic
def end_disclosure(*, by: Member, case: Case, disclosure_id: UUID) -> None:
    """Show it no longer. The members of that unit lose what only this decision showed them, at once."""
    require(case, Permission.REFERRAL_SEND, closed=True)
    disclosure = part_of(Disclosure, case, disclosure_id, lock=True)
    if disclosure.ended_at is not None:
        raise Refused(_("This has ended already."))
    end(Disclosure.objects.filter(pk=disclosure.pk), by)
    leave(case, by, Act.DISCLOSURE_ENDED, code=disclosure.purpose)
    _stop(case, disclosure.to_unit_id)


def rest_on(
    by: Member, case: Case, ground: Ground, *, to_unit: Unit | None = None, receiver: str = "", once: bool = False
) -> Disclosure:
    """Within another act: decide to show something. Raises Refused where nothing carries it.

    On consent it takes one that holds for just this, or keeps the one she gives now. `once` is for what was told and
    stays told: it is open for that day only.
    """
    _check(ground)
    consent = None
    today = timezone.localdate()
    if ground.basis == bases.CONSENT:
        consent = _held(case, ground, to_unit, receiver) or note_consent(
            by=by,
            case=case,
            answer=Answer.YES,
            purpose=ground.purpose,
            shares=ground.shares,
            until=ground.until,
            asked=ground.asked if ground.asked.note else _with_note(ground),
            to_unit=to_unit,
            receiver=receiver,
        )
    disclosure: Disclosure = _keep(
        case,
        Disclosure,
        purpose=ground.purpose,
        shares=ground.shares,
        since=today,
        until=today if once else min(ground.until, consent.until) if consent else ground.until,
        to_unit=to_unit,
        receiver=receiver,
        consent=consent,
        basis="" if consent else ground.basis,
        reason=ground.reason or None,
        made_by=by,
    )
    return disclosure


def end(disclosures: QuerySet[Disclosure], by: Member) -> None:
    """Within another act: show these no longer."""
    disclosures.filter(ended_at__isnull=True).update(ended_at=timezone.now(), ended_by=by)


@transaction.atomic
def end_expired() -> int:
    """The node's own clock: whose last ground has run out is out already, and now its unit's key goes too."""
    with whole_node():
        running = Assignment.objects.running()
        shown = running.shown().values("pk")
        return assignments.end(running.exclude(pk__in=shown))


def _withdraw(case: Case, by: Member, consent: Consent, how: str) -> None:
    """The line in the timeline comes first: whoever notes it for her own unit does not see the case after that."""
    leave(case, by, Act.CONSENT_WITHDRAWN, code=consent.purpose)
    deadlines.drop(case, by, consent.pk)
    with whole_node():
        consent.withdrawn_at, consent.withdrawn_by, consent.withdrawal = timezone.now(), by, how or None
        consent.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal"])
        resting = Disclosure.objects.filter(consent=consent)
        units = set(resting.values_list("to_unit", flat=True))
        end(resting, by)
        for unit_id in units:
            _stop(case, unit_id)


def _stop(case: Case, unit_id: UUID | None) -> None:
    """Where no other ground shows the case to this unit, its requests, its members and its key end."""
    if unit_id is None:
        return
    with whole_node():
        live = Disclosure.objects.live().filter(case=case, to_unit=unit_id)
        open_ones = Referral.objects.filter(
            case=case, to_unit=unit_id, state__in=(ReferralState.SENT, ReferralState.ACCEPTED)
        )
        open_ones.exclude(disclosure__in=live).update(state=ReferralState.REVOKED, ended_at=timezone.now())
        if not live.filter(shows_help=True).exists():
            assignments.end(
                Assignment.objects.filter(case=case, unit=unit_id).exclude(
                    unit__organisation=case.unit.organisation_id if case.unit else None
                )
            )


def _check(ground: Ground) -> None:
    today = timezone.localdate()
    if bases.find(ground.basis) is None:
        raise Refused(_("Choose the consent or the legal basis that it rests on."), "basis")
    if ground.basis != bases.CONSENT and not ground.reason.strip():
        raise Refused(_("Write why the legal basis applies here."), "reason")
    if not ground.shares:
        raise Refused(_("Choose what may be shown."), "shares")
    if ground.until < today:
        raise Refused(_("The last day has passed. Choose today or a later day."), "share_until")
    if ground.until > today + FURTHEST:
        raise Refused(_("Choose a day within two years. She can be asked anew then."), "share_until")


def _held(case: Case, ground: Ground, to_unit: Unit | None, receiver: str) -> Consent | None:
    """A consent that holds today for just this receiver, purpose and parts."""
    wanted = Q(**{f"shows_{share}": True for share in ground.shares})
    held: list[Consent] = list(Consent.objects.live().filter(wanted, case=case, purpose=ground.purpose))
    for consent in held:
        consent.case = case
        if _same_receiver(consent, to_unit, receiver):
            return consent
    return None


def _same_receiver(consent: Consent, to_unit: Unit | None, receiver: str) -> bool:
    if to_unit is not None:
        return consent.to_unit_id == to_unit.pk
    return consent.to_unit_id is None and str(consent.receiver).casefold() == receiver.strip().casefold()


def _with_note(ground: Ground) -> Asked:
    return Asked(ground.asked.given, ground.asked.language, ground.asked.present, ground.reason)


def _keep(
    case: Case,
    model: Any,
    *,
    shares: frozenset[str],
    to_unit: Unit | None,
    receiver: str,
    since: datetime.date,
    until: datetime.date,
    **fields: Any,
) -> Any:
    if since > timezone.localdate():
        raise Refused(_("The date lies in the future. Note what has happened; plan ahead with a task."), "on")
    if until < since:
        raise Refused(_("The last day lies before the first."), "until")
    if until > timezone.localdate() + FURTHEST:
        raise Refused(_("Choose a day within two years. She can be asked anew then."), "until")
    if to_unit is None and not receiver.strip():
        raise Refused(_("Say to whom: choose a unit, or name somebody here."), "receiver")
    return model.objects.create(
        case=case,
        to_unit=to_unit,
        receiver=None if to_unit else receiver.strip(),
        since=since,
        until=until,
        **{f"shows_{share.value}": share in shares for share in Share},
        **fields,
    )

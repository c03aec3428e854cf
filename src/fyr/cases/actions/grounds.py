"""Something is shown on her consent or on a legal basis with a written reason; nothing is shown on less."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.cases import bases
from fyr.cases.access import require
from fyr.cases.actions.consent import Asked, note_consent, same_receiver
from fyr.cases.actions.disclosures import FURTHEST, keep
from fyr.cases.acts import Act
from fyr.cases.codes.consent import Answer, Share
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Consent, Disclosure
from fyr.cases.trail import leave


@dataclass(frozen=True)
class Ground:
    """On what something is shown: her consent, which `asked` tells of where it is given now, or a legal basis with a reason."""

    purpose: str
    until: datetime.date
    basis: str
    reason: str = ""
    shares: frozenset[str] = frozenset({Share.HELP})
    asked: Asked = field(default_factory=Asked)


@transaction.atomic
def tell_outside(*, by: Member, case: Case, receiver: str, ground: Ground, told: str) -> Disclosure:
    """Note what was told to somebody outside Fyr, such as the police, and on which ground. `told` is sealed."""
    require(case, Permission.REFERRAL_SEND)
    if not receiver.strip():
        raise Refused(_("Say who was told."), "receiver")
    disclosure = rest_on(by, case, ground, receiver=receiver, once=True)
    leave(case, by, Act.TOLD_OUTSIDE, code=ground.purpose, text=told or None)
    return disclosure


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
        held = _held(case, ground, to_unit, receiver)
        if held is None:
            _not_against_her_no(case, ground.purpose, to_unit, receiver)
        consent = held or note_consent(
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
    disclosure: Disclosure = keep(
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
        if same_receiver(consent, to_unit, receiver):
            return consent
    return None


def _not_against_her_no(case: Case, purpose: str, to_unit: Unit | None, receiver: str) -> None:
    """Whoever shares in passing does not turn her no into a yes: that she has changed her mind is noted by itself."""
    for answer in Consent.objects.filter(case=case, purpose=purpose).order_by("-noted_at", "-pk"):
        answer.case = case
        if same_receiver(answer, to_unit, receiver):
            if answer.answer == Answer.NO:
                told = {"date": answer.since.isoformat()}
                text = _("She said no to this on %(date)s. If she has changed her mind, note her new answer first.")
                raise Refused(text % told, "basis")
            return


def _with_note(ground: Ground) -> Asked:
    return Asked(ground.asked.given, ground.asked.language, ground.asked.present, ground.reason)

"""She is asked and answers, and what she said can be taken back."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import part_of, require
from fyr.cases.actions import deadlines
from fyr.cases.actions.disclosures import end, keep, stop
from fyr.cases.acts import Act
from fyr.cases.codes.consent import Answer, Given
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Consent, Disclosure
from fyr.cases.trail import leave


@dataclass(frozen=True)
class Asked:
    """How she was asked: by word of mouth or in writing, in which language, and who was there."""

    given: str = Given.ORAL
    language: str = ""
    present: str = ""
    note: str = ""


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
    if Permission.PLAN_WRITE not in case.may_inside and (to_unit is None or to_unit.pk not in case.through):
        raise Refused(_("You may note her answer about your own unit only. Ask whoever leads the case about others."))
    if answer == Answer.YES and Permission.PLAN_WRITE not in case.may_inside:
        raise Refused(
            _("A yes to your own unit is noted by the unit that leads the case. Ask it to ask her."), "answer"
        )
    consent: Consent = keep(
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
            if same_receiver(one, to_unit, receiver):
                _withdraw(case, by, one, str(_("She said no when she was asked again.")))
    return consent


@transaction.atomic
def withdraw_consent(*, by: Member, case: Case, consent_id: UUID, how: str = "") -> None:
    """She takes her consent back. What rests on it is over before this act returns; what was kept by law stays kept."""
    require(case, Permission.PLAN_WRITE, closed=True)
    consent = part_of(Consent, case, consent_id, lock=True)
    if Permission.PLAN_WRITE not in case.may_inside and consent.to_unit_id not in case.through:
        raise PermissionDenied
    if consent.answer != Answer.YES or consent.withdrawn_at is not None:
        raise Refused(_("There is no consent to take back here: she said no, or it was withdrawn already."))
    _withdraw(case, by, consent, how)


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
            stop(case, unit_id)


def same_receiver(consent: Consent, to_unit: Unit | None, receiver: str) -> bool:
    if to_unit is not None:
        return consent.to_unit_id == to_unit.pk
    return consent.to_unit_id is None and str(consent.receiver).casefold() == receiver.strip().casefold()

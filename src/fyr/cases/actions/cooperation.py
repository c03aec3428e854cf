"""What she wants of the investigation; help never depends on it."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import require
from fyr.cases.actions.police import with_earlier
from fyr.cases.acts import Act
from fyr.cases.codes.identification import Cooperating, InjuredParty
from fyr.cases.days import happened
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Case, Cooperation
from fyr.cases.trail import leave


@transaction.atomic
def save_cooperation(
    *,
    by: Member,
    case: Case,
    answer: str,
    injured_party: str,
    injured_on: datetime.date | None,
    note: str,
    version: int,
) -> None:
    """Version 0 stands for nothing noted yet. No act of Fyr asks what stands here."""
    require(case, Permission.EXPLOITATION_WRITE)
    if injured_on is not None:
        happened(injured_on, "injured_on")
    if injured_on is not None and injured_party != InjuredParty.YES:
        raise Refused(
            _("The date says since when she is an injured party. Leave it empty, or choose that."), "injured_on"
        )
    if version == 0:
        kept, fresh = Cooperation.objects.get_or_create(case=case, defaults={"version": 0, "updated_by": by})
        if not fresh:
            raise ChangedMeanwhile
    else:
        kept = Cooperation.objects.get(case=case)
    take_version(Cooperation.objects.filter(pk=kept.pk), version)
    kept.case = case
    if version:
        injured = kept.get_injured_party_display()
        kept.earlier = with_earlier(kept, (kept.get_answer_display(), injured, kept.injured_on, kept.note))
    kept.version, kept.updated_at, kept.updated_by = version + 1, timezone.now(), by
    kept.answer, kept.injured_party, kept.injured_on = Cooperating(answer), injured_party, injured_on
    kept.note = note or None
    kept.save()
    leave(case, by, Act.COOPERATION_CHANGED)

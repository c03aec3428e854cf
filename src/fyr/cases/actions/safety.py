"""Risk: how great, from what, and when to look again."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.errors import Refused
from fyr.cases.models import Case, RiskAssessment
from fyr.cases.trail import leave

FURTHEST_REVIEW = datetime.timedelta(days=366)


@transaction.atomic
def assess_risk(
    *, by: Member, case: Case, level: str, threats: str, measures: str, review_on: datetime.date
) -> RiskAssessment:
    """Note an assessment beside the earlier ones. Raises Refused where the review lies in the past."""
    require(case, Permission.SAFETY_WRITE)
    if review_on < timezone.localdate():
        raise Refused(_("The review date has passed. Choose today or a later day."), "review_on")
    if review_on > timezone.localdate() + FURTHEST_REVIEW:
        raise Refused(_("Look at the risk again within a year."), "review_on")
    assessment = RiskAssessment.objects.create(
        case=case, level=level, review_on=review_on, made_by=by, threats=threats or None, measures=measures or None
    )
    leave(case, by, Act.RISK_ASSESSED, code=level)
    return assessment

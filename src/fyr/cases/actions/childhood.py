"""Age, and what is best for the child."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.codes.childhood import VERIFIES_ADULT, AgeFound
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.models import AgeCheck, BestInterest, Case
from fyr.cases.trail import leave


@transaction.atomic
def note_age(*, by: Member, case: Case, found: str, age_how: str, on: datetime.date, note: str) -> AgeCheck:
    """What is known of her age now, and how. The case follows; an open intake form is told that it changed.

    Source: CETS 197 article 10.3.
    """
    require(case, Permission.IDENTITY_WRITE)
    if found == AgeFound.ADULT and age_how not in VERIFIES_ADULT:
        raise Refused(
            _("Her own word does not verify that she is an adult. She is treated as a child until it is verified."),
            "age_how",
        )
    happened(on)
    check = AgeCheck.objects.create(case=case, found=found, age_how=age_how, on=on, note=note or None, noted_by=by)
    if case.age != found:
        Case.objects.filter(pk=case.pk).update(age=found, version=F("version") + 1)
        case.age, case.version = found, case.version + 1
    leave(case, by, Act.AGE_CHECKED, code=found)
    return check


@transaction.atomic
def note_best_interest(*, by: Member, case: Case, on: datetime.date, text: str, her_view: str) -> BestInterest:
    """What is best for the child, weighed on that day, with what the child herself says."""
    require(case, Permission.PLAN_WRITE)
    happened(on)
    kept = BestInterest.objects.create(case=case, on=on, text=text, her_view=her_view or None, noted_by=by)
    leave(case, by, Act.BEST_INTEREST_NOTED)
    return kept

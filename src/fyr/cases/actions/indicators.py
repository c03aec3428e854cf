"""Assessments of indicators."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.errors import Refused
from fyr.cases.indicators import all_lists
from fyr.cases.models import Case, IndicatorAssessment
from fyr.cases.trail import leave

ANSWERS = ("seen", "not_seen")


@transaction.atomic
def assess(
    *, by: Member, case: Case, list_code: str, list_version: str, answers: Mapping[str, str], note: str
) -> IndicatorAssessment:
    """Keep {code of an indicator: "seen" or "not_seen"}; what is left out is not known. Raises Refused where the list is another now."""
    require(case, Permission.EXPLOITATION_WRITE)
    listed = all_lists().get(list_code)
    if listed is None or listed["version"] != list_version:
        raise Refused(_("The list has changed since you opened it. Open the page again and answer anew."))
    known = {one["code"] for dimension in listed["dimensions"] for one in dimension["indicators"]}
    if not known.issuperset(answers) or not set(answers.values()).issubset(ANSWERS):
        raise Refused(_("An answer does not belong to the list. Open the page again and answer anew."))
    if not answers:
        raise Refused(_("Answer at least one question. Leave what is not known as it is."))
    assessment = IndicatorAssessment.objects.create(
        case=case,
        list_code=list_code,
        list_version=list_version,
        made_by=by,
        held={"list": listed, "answers": dict(answers)},
        note=note or None,
    )
    leave(case, by, Act.INDICATORS_ASSESSED)
    return assessment

"""Tasks, activities and results."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.disclosure import K, protect
from fyr.funding.access import require
from fyr.funding.actions.sources import sourced
from fyr.funding.models import Activity, Decision, Grant, Result
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act


@transaction.atomic
def add_activity(*, by: Member, of: Decision | Grant, **told: Any) -> Activity:
    held: Any = require(by, of, Permission.FUNDING_WRITE)
    sourced(told)
    links = {"grant": held, "decision_id": held.decision_id} if isinstance(held, Grant) else {"decision": held}
    activity = Activity.objects.create(**links, **told)
    leave(held, by, Act.ACTIVITY_ADDED, activity.title)
    return activity


@transaction.atomic
def change_activity(*, by: Member, activity: Activity, version: int, **told: Any) -> None:
    held: Any = require(by, activity.grant or activity.decision, Permission.FUNDING_WRITE)
    sourced(told)
    take_version(Activity.objects.filter(pk=activity.pk), version)
    Activity.objects.filter(pk=activity.pk).update(**told)
    leave(held, by, Act.ACTIVITY_CHANGED, told.get("title", activity.title))


@transaction.atomic
def note_result(*, by: Member, activity: Activity, **told: Any) -> Result:
    """A measure with what was expected, and where it is known what was reached."""
    held: Any = require(by, activity.grant or activity.decision, Permission.FUNDING_WRITE)
    sourced(told)
    if str(told.get("unit", "")).casefold().startswith("person") and not told.get("persons"):
        raise Refused(_("Persons are counted: mark it, so that no few of them are shown."), "persons")
    result = keep_result(by=by, activity=activity, **told)
    leave(held, by, Act.RESULT_ADDED, result.title)
    return result


def keep_result(
    *, by: Member, activity: Activity, value: int | None = None, persons: bool = False, few: bool = False, **told: Any
) -> Result:
    """A count of persons is protected before it is kept: under five it is "few", above it is rounded down (ADR 9)."""
    if value is not None and value < 0:
        raise Refused(_("A result is 0 or more; leave it empty where it is not known."), "value")
    if persons and value is not None:
        told_value = protect({("all",): value}, K).at_least("all")
        few, value = told_value == 0, told_value or None
    return Result.objects.create(activity=activity, added_by=by, value=value, few=few, persons=persons, **told)

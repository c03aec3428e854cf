"""What she was told and offered."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases import rights
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.codes.rights import InterpreterPresent, RightState
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.models import Case, RightStep
from fyr.cases.trail import leave


@transaction.atomic
def note_right(
    *,
    by: Member,
    case: Case,
    right: str,
    state: str,
    on: datetime.date,
    language: str = "",
    interpreter: str = InterpreterPresent.NOT_NOTED,
    note: str = "",
) -> RightStep:
    """Note one step beside the earlier ones. Raises Refused for an unknown right or a state that is none."""
    require(case, Permission.LEGAL_WRITE)
    if rights.right(right) is None or state not in RightState.values:
        raise Refused(_("Choose one of these."), "state")
    happened(on, "on")
    step = RightStep.objects.create(
        case=case,
        right=right,
        state=state,
        on=on,
        interpreter=interpreter,
        language=language or None,
        note=note or None,
        noted_by=by,
    )
    leave(case, by, Act.RIGHT_NOTED, code=right)
    return step

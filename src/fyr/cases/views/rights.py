"""What she was told and offered, right by right."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import rights as listed
from fyr.cases.access import case_for
from fyr.cases.codes.rights import RightState
from fyr.cases.forms.rights import INFORMED
from fyr.cases.models import RightStep

GROUPS = (
    (listed.INFORMATION, _("Information, from the first contact and again later")),
    ("assistance", _("Support and protection")),
    ("justice", _("Counsel and compensation")),
)


@dataclass
class Row:
    """One right with its steps, newest first. No step at all is not a no."""

    right: listed.Right
    label: str
    steps: list[RightStep]

    @property
    def latest(self) -> RightStep | None:
        return self.steps[0] if self.steps else None

    @property
    def told(self) -> list[RightStep]:
        """The times she was told, oldest first."""
        return [step for step in reversed(self.steps) if step.state == RightState.GIVEN]

    @property
    def again(self) -> int:
        return max(len(self.told) - 1, 0)


@rule(Permission.LEGAL_READ, "GET")
def rights(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ)
    steps: dict[str, list[RightStep]] = {}
    for step in RightStep.objects.filter(case=case).select_related("noted_by"):
        step.case = case
        steps.setdefault(step.right, []).append(step)
    language = get_language()
    groups = []
    for code, heading in GROUPS:
        held = [right for right in listed.all_rights() if right.group == code]
        rows = [Row(right, right.label(language), steps.get(right.code, [])) for right in held]
        for row in rows:
            for step in row.steps:
                step.words = _words(row.right, step)  # type: ignore[attr-defined]
        groups.append({"code": code, "heading": heading, "rows": rows})
    can_plan = case.is_open and Permission.LEGAL_WRITE in case.may
    unverified = any(right.verified is None for right in listed.all_rights())
    shown = {"case": case, "groups": groups, "can_plan": can_plan, "unverified": unverified}
    return render(request, "cases/rights.html", shown)


def _words(right: listed.Right, step: RightStep) -> str:
    state = RightState(step.state)
    return str(INFORMED.get(state, state.label) if right.is_information else state.label)

"""Who works with a case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import team
from fyr.cases.actions.responsible import make_responsible
from fyr.cases.forms.team import AssignForm, ResponsibleForm
from fyr.cases.models import Assignment
from fyr.cases.views.shared import confirm, save_or_show


@rule(Permission.CASE_ASSIGN, "GET", "POST")
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.CASE_ASSIGN)
    form = AssignForm(request.POST or None, case=case, by=me(request))
    act = lambda: team.assign(by=me(request), case=case, **form.values()).pk
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("Assign a member"),
        lead=_("She sees the case from now until the last day."),
        anchor="together",
    )


@rule(Permission.CASE_ASSIGN, "GET", "POST")
def end_assignment(request: HttpRequest, case_id: UUID, assignment_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.CASE_ASSIGN,
        lambda case: team.end_assignment(by=me(request), case=case, assignment_id=assignment_id),
        part=(Assignment, assignment_id),
        title=_("End the assignment"),
        lead=_("She loses access to the case at once."),
        submit_label=_("End the assignment"),
        anchor="together",
    )


@rule(Permission.CASE_ASSIGN, "GET", "POST")
def responsible(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.CASE_ASSIGN)
    form = ResponsibleForm(request.POST or None, case=case, by=me(request))
    act = lambda: make_responsible(by=me(request), case=case, **form.values())
    lead = _("The next step of the case stands on her day.")
    return save_or_show(request, case, form, act, title=_("Who is responsible"), lead=lead)

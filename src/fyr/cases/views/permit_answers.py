"""What was answered, appealed, and noted wrong."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import permits as actions
from fyr.cases.forms import permit_answer
from fyr.cases.forms.permit_correction import CorrectPermitForm
from fyr.cases.models import Permit
from fyr.cases.views.permits import back
from fyr.cases.views.shared import save_or_show


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def answer(request: HttpRequest, case_id: UUID, permit_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    permit = part_of(Permit, case, permit_id)
    form = permit_answer.AnswerForm(request.POST or None)
    act = lambda: actions.answer(by=me(request), case=case, permit_id=permit_id, **form.values()).pk
    return save_or_show(
        request, case, form, act, title=_("Note the answer"), named=str(permit), after=back(case),
        lead=_("A permit that is granted starts the deadline of its last day."),
    )  # fmt: skip


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def appeal(request: HttpRequest, case_id: UUID, permit_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    permit = part_of(Permit, case, permit_id)
    form = permit_answer.AppealForm(request.POST or None, permit=permit)
    act = lambda: actions.appeal(by=me(request), case=case, permit_id=permit_id, **form.values())
    return save_or_show(
        request, case, form, act, title=_("Note an appeal"), named=str(permit), lead=permit.who_may_appeal,
        after=back(case),
    )  # fmt: skip


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def correct(request: HttpRequest, case_id: UUID, permit_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE, Permission.EXPLOITATION_READ)
    permit = part_of(Permit, case, permit_id)
    form = CorrectPermitForm.of(permit, request.POST or None)

    def act() -> UUID:
        told = {**form.values(), "version": form.cleaned_data["version"]}
        return actions.correct(by=me(request), case=case, permit_id=permit_id, **told).pk

    return save_or_show(
        request, case, form, act, title=_("Correct the application and its answer"), named=str(permit),
        after=back(case), saved=form.saved,
        lead=_("Deadlines follow what you correct. What stood here before is kept in the timeline."),
    )  # fmt: skip

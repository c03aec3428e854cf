"""The documents of one case."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import documents as actions
from fyr.cases.documents import document_of, readable
from fyr.cases.forms import documents as forms
from fyr.cases.models import Case, Document
from fyr.cases.others import mask
from fyr.cases.views.shared import save_or_show


@rule(Permission.CASE_READ, "GET")
def documents(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id)
    rows = list(readable(case).select_related("added_by", "removed_by"))
    for row in rows:
        row.case = case
    mask(case, rows, "added_by", "removed_by")
    context = {
        "case": case,
        "documents": [row for row in rows if row.removed_at is None],
        "removed": [row for row in rows if row.removed_at is not None],
        "can_write": Permission.PLAN_WRITE in case.may,
    }
    return render(request, "cases/documents.html", context)


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_document(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    form = forms.DocumentForm(request.POST or None, request.FILES or None, case=case)
    act = lambda: actions.add_document(by=me(request), case=case, **form.values()).pk
    lead = _(
        "Pictures are drawn anew and properties are removed, so that a file does not tell where it was made. What the "
        "police may need as evidence they must get as it is: keep the original outside Fyr. This is no virus scanner."
    )
    return save_or_show(request, case, form, act, title=_("Add a document"), lead=lead, after=_back(case))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def change_document(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    document = _present(case, document_id)
    form = forms.ChangeDocumentForm.of(document, case, request.POST or None)

    def act() -> None:
        version = form.cleaned_data["version"]
        actions.change_document(by=me(request), case=case, document_id=document_id, version=version, **form.described())

    return save_or_show(request, case, form, act, title=_("Describe the document"), after=_back(case), saved=form.saved)


@rule(Permission.PLAN_WRITE, "GET", "POST")
def remove_document(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    document = _present(case, document_id)
    form = forms.RemoveDocumentForm(request.POST or None)
    act = lambda: actions.remove_document(by=me(request), case=case, document_id=document_id, **form.values())
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("Remove the document"),
        named=str(document),
        lead=_(
            "Its content is destroyed and cannot come back, except from a backup until that is replaced. That it was "
            "here, who removed it and why stays. Is it a document that the law obliges you to keep? Then leave it."
        ),
        submit_label=_("Destroy its content"),
        after=_back(case),
    )


def _present(case: Case, document_id: UUID) -> Document:
    document = document_of(case, document_id)
    if document.removed_at is not None:
        raise Http404
    return document


def _back(case: Case) -> str:
    return reverse("cases:documents", args=[case.pk])

"""A paper, asked about before it is made; and the record as a file for the operator's own system."""

from uuid import UUID

import pyrage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.fresh import fresh
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.returns.access import return_for
from fyr.returns.actions.taking_out import note_paper, take_out
from fyr.returns.codes.states import Side
from fyr.returns.forms.papers import SafeToCarryForm, TakeOutForm
from fyr.returns.papers import PAPERS, pdf
from fyr.returns.ways import trail_to
from fyr.web.form_page import form_page
from fyr.web.pdf import can_make_pdf


@rule(Permission.RETURN_READ, "GET", "POST")
def paper(request: HttpRequest, return_id: UUID, paper: str) -> HttpResponse:
    """What it will say, and the question before it is put on paper. Where no PDF can be made, the page prints once it is answered."""
    by = me(request)
    ret = return_for(by, return_id)
    made = PAPERS.get(paper)
    if made is None or not ret.reads(made.section) or not ret.sides & made.who:
        raise Http404
    form = SafeToCarryForm(request.POST or None)
    refused, answered = made.refused(ret), False
    if request.method == "POST" and form.is_valid() and not refused:
        try:
            content = pdf(made, ret, form.cleaned_data["language"]) if can_make_pdf() else b""
            note_paper(by=by, ret=ret, paper=made.code, needs=made.needs)
        except Refused as error:
            form.add_error(None, str(error.text))
        else:
            if content:
                # Neutral, as its title is: whoever sees a list of files learns nothing.
                headers = {"Content-Disposition": 'attachment; filename="paper.pdf"'}
                return HttpResponse(content, content_type="application/pdf", headers=headers)
            answered = True
    context = {
        "ret": ret,
        "paper": made,
        "form": form,
        "refused": refused,
        "answered": answered,
        "can_make_pdf": can_make_pdf(),
    }
    if not refused:
        context |= {"rows": made.rows(ret), "texts": made.texts(ret)}
    wrong = form.errors or (refused and request.method == "POST")
    return render(request, "returns/paper_ask.html", context, status=422 if wrong else 200)


@rule(Permission.RETURN_WRITE, "GET", "POST")
@fresh
def export(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """The operator's record, whole, in one file: JSON in an age file (age-encryption.org), which her passphrase opens."""
    by = me(request)
    ret = return_for(by, return_id, Permission.RETURN_WRITE)
    if Side.RUNS not in ret.acting:
        raise PermissionDenied
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        content = pyrage.passphrase.encrypt(take_out(by=by, ret=ret), form.cleaned_data["passphrase"])
        headers = {"Content-Disposition": 'attachment; filename="record.json.age"'}
        return HttpResponse(content, content_type="application/octet-stream", headers=headers)
    return form_page(
        request,
        form,
        title=_("Take the record out"),
        trail=trail_to("return", ret),
        lead=_(
            "Everything in it as one file, for the operator's own system, encrypted to your passphrase in the age format."
        ),
        submit_label=_("Make the file"),
        named=ret.called,
    )

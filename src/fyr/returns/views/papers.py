"""A paper, asked about before it is made; and the record as a file for the operator's own system."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
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
    by = me(request)
    ret = return_for(by, return_id)
    made = PAPERS.get(paper)
    if made is None or not ret.reads(made.section):
        raise Http404
    form = SafeToCarryForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and can_make_pdf():
        try:
            content = pdf(made, ret, form.cleaned_data["language"])
            note_paper(by=by, ret=ret, paper=made.code, needs=made.needs)
        except Refused as error:
            form.add_error(None, str(error.text))
        else:
            # Neutral, as its title is: whoever sees a list of files learns nothing.
            headers = {"Content-Disposition": 'attachment; filename="paper.pdf"'}
            return HttpResponse(content, content_type="application/pdf", headers=headers)
    context = {"ret": ret, "paper": made, "form": form, "rows": made.rows(ret), "texts": made.texts(ret), "can_make_pdf": can_make_pdf()}  # fmt: skip
    return render(request, "returns/paper_ask.html", context, status=422 if form.errors else 200)


@rule(Permission.RETURN_WRITE, "GET", "POST")
def export(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """The operator's record, whole, in one file."""
    by = me(request)
    ret = return_for(by, return_id, Permission.RETURN_WRITE)
    if Side.RUNS not in ret.sides:
        raise PermissionDenied
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        content = take_out(by=by, ret=ret)
        headers = {"Content-Disposition": 'attachment; filename="record.json"'}
        return HttpResponse(content, content_type="application/json", headers=headers)
    return form_page(
        request,
        form,
        title=_("Take the record out"),
        trail=trail_to("return", ret),
        lead=_(
            "Everything in it as one file, for the operator's own system. It is not sealed any more once it has left."
        ),
        submit_label=_("Make the file"),
        named=ret.called,
    )

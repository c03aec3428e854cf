"""Papers that tell of her: for the organisation's own file, for a decision, and for herself."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.fresh import fresh
from fyr.access.permissions import Permission
from fyr.access.roles import READ_ALL
from fyr.access.rule import me, rule
from fyr.cases import extract, paper
from fyr.cases.access import case_for
from fyr.cases.actions.plan import note_paper
from fyr.cases.chapters import CHAPTERS, PAPERS, Paper, chapter
from fyr.cases.chapters import paper as paper_of
from fyr.cases.models import Case
from fyr.cases.opened import who_opened
from fyr.cases.views.shared import case_url
from fyr.web import pdf
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm


class PaperForm(KeyedForm):
    # Nothing is written in it, and what it answers with is a file: no draft of it is wanted.
    drafts = False
    chapters = forms.MultipleChoiceField(
        label=_("What should stand on it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one chapter.")},
    )
    language = forms.ChoiceField(label=_("Language of the paper"), choices=settings.LANGUAGES)
    form = forms.ChoiceField(
        label=_("As"), choices=[("pdf", _("PDF, to read")), ("json", _("JSON, for another system"))], initial="pdf"
    )
    safe = forms.BooleanField(
        label=_("I know where it goes, and that it is safe there"),
        error_messages={
            "required": _("It tells who she is. Tick the box only if you know where it goes and that it is safe there.")
        },
    )

    def __init__(self, *args: Any, case: Case, kind: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [one for one in CHAPTERS if one.needs in case.may and not one.hers_alone]
        self.fields["chapters"].choices = [(one.code, one.label) for one in mine]
        self.fields["chapters"].initial = [one.code for one in mine if one.code in kind.chapters]
        self.fields["language"].initial = get_language()
        if kind.whole:
            del self.fields["chapters"]
        else:
            del self.fields["form"]


@rule(Permission.CASE_READ, "GET")
def papers(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id)
    shown = {"case": case, "papers": [one for one in PAPERS if _may(case, one)], "can_make_pdf": pdf.can_make_pdf()}
    return render(request, "cases/papers.html", shown)


@rule(Permission.IDENTITY_READ, "GET", "POST")
@fresh
def make(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Says what will stand there and asks whether it is safe; the file itself is the answer to the form."""
    wanted = paper_of(kind)
    if wanted is None:
        raise Http404
    case = case_for(me(request), case_id, Permission.IDENTITY_READ)
    if not _may(case, wanted):
        raise PermissionDenied
    form = PaperForm(request.POST or None, case=case, kind=wanted)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data.get("form") == "json":
            return _file(_json(request, case, wanted), "application/json", "json")
        if pdf.can_make_pdf():
            return _file(_pdf(request, case, wanted, form.cleaned_data), "application/pdf", "pdf")
        form.add_error(None, gettext("This node cannot make PDF files: Debian's package libpangoft2-1.0-0 is missing."))
    trail = (
        (_("Cases"), reverse("cases:list")), (case.called, case_url(case)),
        (_("Papers"), reverse("cases:papers", args=[case.pk])),
    )  # fmt: skip
    return form_page(request, form, title=wanted.title, trail=trail, lead=wanted.lead, submit_label=_("Make it"))


def _may(case: Case, wanted: Paper) -> bool:
    """All that is kept about her is given out by the unit that leads the case, by somebody who may read all of it."""
    all_of_it = case.may >= READ_ALL and case.led_by_hers
    return Permission.IDENTITY_READ in case.may and (not wanted.whole or all_of_it)


def _pdf(request: HttpRequest, case: Case, wanted: Paper, data: dict[str, Any]) -> bytes:
    chosen = CHAPTERS if wanted.whole else [chapter(code) for code in data["chapters"]]
    told = extract.in_words(case, chosen, data["language"])
    opened = who_opened(case, limit=5000) if wanted.whole else []
    document = paper.case_pdf(case, wanted, told, data["language"], opened)
    note_paper(by=me(request), case=case, kind=wanted.code)
    return document


def _json(request: HttpRequest, case: Case, wanted: Paper) -> bytes:
    opened = [{**one, "at": one["at"].isoformat(), "name": str(one["name"])} for one in who_opened(case, limit=5000)]
    told = {
        "format": "fyr-access-1",
        "reference": case.ref,
        "made_at": timezone.now().isoformat(),
        "controller": case.unit.organisation.name if case.unit else "",
        "kept": extract.as_data(case, CHAPTERS),
        "opened": opened,
    }
    note_paper(by=me(request), case=case, kind=wanted.code)
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()


def _file(content: bytes, media: str, ending: str) -> HttpResponse:
    """A name that tells nothing to whoever sees the folder of downloads."""
    response = HttpResponse(content, content_type=media)
    name = f"document-{timezone.localdate().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""What she says about herself: one question at a time, each of which she may leave out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import herself
from fyr.cases.access import case_for
from fyr.cases.actions import herself as actions
from fyr.cases.codes.herself import USE_TOLD, AloneWith, Said, Use
from fyr.cases.errors import Refused
from fyr.cases.forms.herself import AboutHerselfForm
from fyr.cases.herself import Question
from fyr.cases.models import AboutHerself, Case
from fyr.cases.views.shared import save_or_show
from fyr.web.forms import KeyedForm, submit
from fyr.web.registry import Text


@rule(Permission.IDENTITY_READ, "GET")
def about(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every question with what she answered; a consultation holds none of it, and the page says so."""
    case = case_for(me(request), case_id, Permission.IDENTITY_READ)
    answers = [] if case.is_consultation else actions.answers(case)
    can_write = case.is_open and Permission.IDENTITY_WRITE in case.may and not case.is_consultation
    following = herself.next_question(answers)
    shown = {
        "case": case,
        "questions": [] if case.is_consultation else [_shown(one, answers) for one in herself.all_questions()],
        "uses": [(Use(use).label, told) for use, told in USE_TOLD.items()],
        "can_write": can_write,
        "next_url": _ask_url(case, following) if following and can_write else "",
        "unverified": any(one.verified is None for one in herself.all_questions()),
        "refusal": actions.CONSULTATION,
    }
    return render(request, "cases/herself.html", shown)


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def ask(request: HttpRequest, case_id: UUID, question: str) -> HttpResponse:
    """One question, kept by itself; then the next one that is not settled."""
    case, asked = _question(request, case_id, question)
    if case.is_consultation:
        return redirect("cases:herself", case.pk)
    language = get_language() or "sv"
    before = actions.answers(case)
    count = sum(one.question == asked.code for one in before)
    initial = {"version": count, "asked_by": me(request).name}
    form = AboutHerselfForm(request.POST or None, initial=initial, question=asked, in_language=language)

    def act() -> UUID:
        version = form.cleaned_data["version"]
        return actions.note(by=me(request), case=case, question=asked.code, told=form.told(), version=version).pk

    following = herself.next_question(before, asked.code)
    onward = _ask_url(case, following) if following else _about_url(case)
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        messages.success(request, gettext("Saved."))
        return redirect(onward)
    shown = {
        "case": case,
        "asked": asked,
        "told": asked.told(language),
        "form": form,
        "onward": onward,
        "saved": _shown(asked, before)["rows"] if form.stale else None,
    }
    return render(request, "cases/herself_ask.html", shown, status=422 if form.errors else 200)


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def do_not_ask(request: HttpRequest, case_id: UUID, question: str) -> HttpResponse:
    """One button, for a question that she does not want to hear again, whether it was asked or not."""
    case, asked = _question(request, case_id, question)
    return save_or_show(
        request,
        case,
        KeyedForm(request.POST or None),
        lambda: actions.stop_asking(by=me(request), case=case, question=asked.code).pk,
        title=_("Do not ask again"),
        named=asked.told(get_language() or "sv")["title"],
        lead=_(
            "The question is passed over from now on. What she has said stays; she can speak of it whenever she wants."
        ),
        submit_label=_("Do not ask again"),
        after=_about_url(case),
    )


def _question(request: HttpRequest, case_id: UUID, question: str) -> tuple[Case, Question]:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    asked = herself.find(question)
    if asked is None:
        raise Http404
    return case, asked


def _shown(asked: Question, answers: list[AboutHerself]) -> dict[str, Any]:
    rows = [one for one in answers if one.question == asked.code]
    now = rows[0] if rows else None
    return {
        "asked": asked,
        "told": asked.told(get_language() or "sv"),
        "now": now,
        "state": now.said if now else Said.NOT_ASKED.value,
        "stopped": bool(now and now.stop_asking),
        "rows": _rows(asked, now, now) if now else [],
        "earlier": [(one, _rows(asked, one, now)) for one in rows[1:] if now is not None],
    }


def _rows(asked: Question, one: AboutHerself, now: AboutHerself) -> list[tuple[Text, Any]]:
    """As (label, value): how she answered, and the answer where those who help her may read it."""
    rows: list[tuple[Text, Any]] = [(_("How she answered"), Said(one.said).label)]
    if one.said == Said.GIVEN and herself.shown_for_help(one, now):
        rows.append((_("Answer"), ", ".join(asked.labels(one.choices or (), get_language() or "sv"))))
        rows.append((_("In her own words"), one.words))
    rows.append((_("May be used for"), Use(one.use).label))
    who = ", ".join(str(part) for part in (one.asked_by, one.asked_on, one.language) if part)
    return [*rows, (_("Asked by, when, in which language"), who), (_("Who was there"), AloneWith(one.present).label)]


def _ask_url(case: Case, question: Question) -> str:
    return reverse("cases:ask_herself", args=[case.pk, question.code])


def _about_url(case: Case) -> str:
    return reverse("cases:herself", args=[case.pk])

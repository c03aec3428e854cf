"""Notes of one case, and the colleagues who should read them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import notes
from fyr.cases.errors import Refused
from fyr.cases.forms.notes import CorrectNoteForm, NoteForm
from fyr.cases.models import Mention
from fyr.cases.views.shared import save_or_show
from fyr.web.forms import KeyedForm, submit


@rule(Permission.NOTE_WRITE, "GET", "POST")
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.NOTE_WRITE)
    form = NoteForm(request.POST or None, case=case, by=me(request))
    act = lambda: notes.write_note(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Write a note"), anchor="timeline")


@rule(Permission.NOTE_WRITE, "GET", "POST")
def correct(request: HttpRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.NOTE_WRITE)
    wrong = notes.note_of(case, entry_id)
    if not wrong.may_be_put_right:
        raise PermissionDenied
    form = CorrectNoteForm(request.POST or None, initial={"text": wrong.text})
    act = lambda: notes.correct_note(by=me(request), case=case, entry_id=entry_id, **form.values()).pk
    lead = _("The wrong note stays in the timeline, struck out, so that it can be seen what was known when.")
    return save_or_show(request, case, form, act, title=_("Put the note right"), lead=lead, anchor="timeline")


@rule(Permission.CASE_READ, "GET", "POST")
def mention(request: HttpRequest, case_id: UUID, mention_id: UUID) -> HttpResponse:
    """The note that a colleague wanted her to read."""
    by = me(request)
    case = case_for(by, case_id)
    told = part_of(Mention, case, mention_id)
    if told.member_id != by.pk:
        raise Http404
    told.entry.case = case
    form = KeyedForm(request.POST or None)
    if request.method == "POST":
        act = lambda: notes.mark_read(by=by, case=case, mention_id=mention_id)
        if submit(request, form, act, Refused) is not None:
            return redirect(reverse("web:my_day"))
    shown = {"case": case, "entry": told.entry, "form": form, "seen": told.seen_at}
    return render(request, "cases/mention.html", shown, status=422 if form.errors else 200)

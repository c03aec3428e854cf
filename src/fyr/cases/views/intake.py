"""What is changed of a case: its intake, safe contact, and the sections of its record."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import intake, record
from fyr.cases.actions.contact import change_safe_contact
from fyr.cases.forms.contact import SafeContactForm
from fyr.cases.forms.intake import ChangeIntakeForm
from fyr.cases.forms.record import RecordForm
from fyr.cases.htcds.catalogue import SECTIONS
from fyr.cases.htcds.display import rows_of
from fyr.cases.models import Record, SafeContact
from fyr.cases.views.shared import save_or_show


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def change_intake(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was told stands in this form, so it takes the right to what was told."""
    found = case_for(me(request), case_id, Permission.EXPLOITATION_READ, Permission.EXPLOITATION_WRITE)
    form = ChangeIntakeForm.of(found, request.POST or None)

    def act() -> None:
        intake.change_intake(by=me(request), case=found, intake=form.intake(), version=form.cleaned_data["version"])

    return save_or_show(request, found, form, act, title=_("Change intake"), saved=form.saved)


@rule(Permission.SAFETY_WRITE, "GET", "POST")
def safe_contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    found = case_for(me(request), case_id, Permission.SAFETY_WRITE)
    kept = SafeContact.objects.filter(case=found).first()
    if kept is not None:
        kept.case = found
    form = SafeContactForm.of(kept, request.POST or None)

    def act() -> None:
        change_safe_contact(by=me(request), case=found, contact=form.contact(), version=form.cleaned_data["version"])

    return save_or_show(request, found, form, act, title=_("Safe contact"), saved=form.saved)


@rule(Permission.CASE_READ, "GET", "POST")
def section(request: HttpRequest, case_id: UUID, section: str) -> HttpResponse:
    """One section of the HTCDS record: identity, exploitation, plan and the rest."""
    if section not in SECTIONS:
        raise Http404
    needed = record.permission_to_write(section)
    found = case_for(me(request), case_id, needed)
    if found.is_consultation and section in record.IDENTITY_SECTIONS:
        raise PermissionDenied
    if not record.may_read_section(found, section):
        raise PermissionDenied
    kept = Record.objects.filter(case=found, section=section).first()
    if kept is not None:
        kept.case = found
    form = RecordForm.of(section, kept, request.POST or None)

    def act() -> None:
        record.save_section(
            by=me(request),
            case=found,
            section=section,
            fields=form.record(),
            version=form.cleaned_data["version"],
        )

    language = get_language() or "sv"
    saved = lambda: rows_of(section, (kept.fields or {}) if kept else {}, language)
    title = SECTIONS[section].label(language)
    return save_or_show(request, found, form, act, title=title, anchor="record", saved=saved)

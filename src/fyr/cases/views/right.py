"""One step towards a right, noted."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import rights as listed
from fyr.cases.access import case_for
from fyr.cases.actions import rights as actions
from fyr.cases.forms.rights import RightForm
from fyr.cases.views.shared import save_or_show


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def note(request: HttpRequest, case_id: UUID, right: str) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    found = listed.right(right)
    if found is None:
        raise Http404
    form = RightForm(request.POST or None, right=found, initial={"language": case.language or ""})
    act = lambda: actions.note_right(by=me(request), case=case, right=right, **form.values()).pk
    after = reverse("cases:rights", args=[case.pk]) + "#" + found.group
    title, named = _("Note what happened with a right"), found.label(get_language())
    return save_or_show(request, case, form, act, title=title, named=named, after=after)

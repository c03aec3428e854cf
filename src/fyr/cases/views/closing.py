"""A case is closed, and opened again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import closing
from fyr.cases.forms.closing import CloseForm
from fyr.cases.unfinished import unfinished
from fyr.cases.views.shared import confirm, save_or_show


@rule(Permission.CASE_CLOSE, "GET", "POST")
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    found = case_for(me(request), case_id, Permission.CASE_CLOSE)
    left = unfinished(found)
    form = CloseForm(request.POST or None, unfinished=left)
    return save_or_show(
        request,
        found,
        form,
        lambda: closing.close_case(by=me(request), case=found, **form.values()),
        title=_("Close the case"),
        lead=_("Not finished, and on nobody's day once the case is closed:") if left else "",
        points=left,
        submit_label=_("Close the case"),
    )


@rule(Permission.CASE_CLOSE, "GET", "POST")
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.CASE_CLOSE,
        lambda found: closing.reopen_case(by=me(request), case=found),
        title=_("Reopen the case"),
        lead=_("The case becomes active again. What happened before stays as it is."),
        submit_label=_("Reopen"),
    )

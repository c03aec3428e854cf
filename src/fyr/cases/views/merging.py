"""Two cases turn out to be one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, visible_cases
from fyr.cases.actions import merging
from fyr.cases.errors import Refused
from fyr.cases.forms.merging import MergeForm
from fyr.cases.views.shared import save_or_show


@rule(Permission.CASE_CLOSE, "GET", "POST")
def merge(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Both cases come through the door: a reference that she may not see is answered like one that does not exist."""
    by = me(request)
    case = case_for(by, case_id, Permission.CASE_CLOSE)
    form = MergeForm(request.POST or None)

    def act() -> UUID:
        found = visible_cases(by, Permission.CASE_CLOSE).filter(ref=form.cleaned_data["into"].strip().upper()).first()
        if found is None:
            raise Refused(
                _("No case with that reference that you may close. Check it, or ask whoever leads it."), "into"
            )
        into = case_for(by, found.pk, Permission.CASE_CLOSE)
        merging.merge(by=by, case=case, into=into, why=form.cleaned_data["why"])
        return into.pk

    lead = _(
        "For two cases of the same person. Everything of this case goes over to the one that stays, and this one is "
        "closed. Where both hold something different, both stand in the timeline. It cannot be undone."
    )
    return save_or_show(
        request, case, form, act, title=_("Merge with another case"), lead=lead, submit_label=_("Merge")
    )

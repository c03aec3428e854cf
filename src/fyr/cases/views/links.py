"""Cases of one family."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import children as pages
from fyr.cases.access import case_for, visible_cases
from fyr.cases.actions import family
from fyr.cases.errors import Refused
from fyr.cases.forms.family import LinkForm
from fyr.cases.models import Case
from fyr.cases.views.children import back
from fyr.cases.views.shared import save_or_show
from fyr.web.forms import KeyedForm


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_link(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A reference that she may not see is answered like one that does not exist."""
    by = me(request)
    case = case_for(by, case_id, Permission.PLAN_WRITE)
    form = LinkForm(request.POST or None)

    def act() -> UUID:
        found = visible_cases(by).filter(ref=form.cleaned_data["ref"].strip().upper()).first()
        if found is None:
            raise Refused(_("No case with that reference that you may see. Check it, or ask whoever leads it."), "ref")
        other = case_for(by, found.pk)
        return family.link(by=by, case=case, other=other, relation=form.cleaned_data["relation"]).pk

    lead = _("The link is shown on both cases, and only to those who may see both.")
    return save_or_show(request, case, form, act, title=_("Link a case of the family"), lead=lead, after=back(case))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def remove_link(request: HttpRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    by = me(request)
    case = case_for(by, case_id, Permission.PLAN_WRITE)
    known = next((one.case for one in pages.linked(by, case) if one.case.pk == other_id), None)
    if known is None:
        raise Http404
    other: Case = known
    return save_or_show(
        request,
        case,
        KeyedForm(request.POST or None),
        lambda: family.unlink(by=by, case=case, other=other),
        title=_("Remove the link"),
        named=other.ref,
        lead=_("The two cases stay as they are. Nothing shows any more that they belong together."),
        submit_label=_("Remove the link"),
        after=back(case),
    )

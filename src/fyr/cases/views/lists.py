"""Finding cases: the list, exact search, and referrals that wait for an answer."""

from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import my_day, rows, search
from fyr.cases.access import cases_found, cases_page, referral_for, tenants, visible_cases
from fyr.cases.actions.sharing import accept_referral, decline_referral
from fyr.cases.codes import Concern
from fyr.cases.errors import Refused
from fyr.cases.forms.work import DeclineForm
from fyr.web import paging
from fyr.web.form_page import form_page
from fyr.web.forms import FilterForm, KeyedForm, submit

PAGE = 25


class CaseFilter(FilterForm):
    """Filters of the list. They hold code words only, so they may stand in the address."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Open")), ("closed", _("Closed")), ("all", _("All"))]
    )
    concern = forms.ChoiceField(label=_("Concerns"), required=False, choices=[("", _("Everything")), *Concern.choices])
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[
            ("", _("All persons")),
            ("danger", _("Immediate danger")),
            ("child", _("Children")),
            ("consultation", _("Consultations")),
            ("imported", _("Imported")),
        ],
    )

    def chosen(self) -> Q:
        data = self.cleaned_data if self.is_valid() else {}
        chosen = {"closed": Q(closed_at__isnull=False), "all": Q()}.get(
            data.get("state", ""), Q(closed_at__isnull=True)
        )
        if data.get("concern"):
            chosen &= Q(**{f"concerns_{data['concern']}": True})
        only = {
            "danger": Q(danger=True),
            "child": Q(age__in=["child", "doubtful"]),
            "consultation": Q(kind="consultation"),
            "imported": Q(imported=True),
        }
        return chosen & only.get(data.get("only", ""), Q())


@rule(Permission.CASE_READ, "GET")
def case_list(request: HttpRequest) -> HttpResponse:
    form, by = CaseFilter(request.GET), me(request)
    cases, more = cases_page(by, form.chosen(), after=paging.mark_of(request), size=PAGE)
    last = (cases[-1].updated_at, cases[-1].pk) if more and cases else None
    context = {
        "may_open": by.rights.anywhere(Permission.CASE_OPEN),
        "may_import": by.rights.anywhere(Permission.IMPORT_MAKE),
        "may_export": by.rights.anywhere(Permission.EXPORT_MAKE),
        "cases": cases,
        "form": form,
        **paging.links(request, last),
    }
    return render(request, "cases/list.html", context)


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Reference, alias, name or phone"),
        max_length=200,
        help_text=_("Exact: the whole name, or one whole part of it."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


@rule(Permission.CASE_READ, "GET", "POST")
def case_search(request: HttpRequest) -> HttpResponse:
    """By POST, so that a name never stands in an address, a log or the browser's history."""
    form = SearchForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        by, query = me(request), form.cleaned_data["q"].strip()
        hits = visible_cases(by).filter(ref=query.upper()).values_list("pk", flat=True)[:1]
        if hits:
            return redirect("cases:case", hits[0])
        here = tenants(by)
        anyone, identity = (
            search.digests_of(query, here, kinds) for kinds in (search.OPEN_KINDS, search.IDENTITY_KINDS)
        )
        found = cases_found(by, anyone, identity)
    return render(request, "cases/search.html", {"form": form, "found": found}, status=422 if form.errors else 200)


@rule(Permission.REFERRAL_ANSWER, "GET")
def referrals(request: HttpRequest) -> HttpResponse:
    """Referrals to her units: need, urgency and sender, and nothing of the case."""
    return render(request, "cases/referrals.html", {"items": list(my_day.referrals(me(request), 200))})


@rule(Permission.REFERRAL_ANSWER, "GET", "POST")
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Read the request and accept it."""
    by = me(request)
    asked = referral_for(by, referral_id)
    form = KeyedForm(request.POST or None)
    if request.method == "POST":
        case = submit(request, form, lambda: accept_referral(by=by, referral=asked).pk, Refused)
        if case is not None:
            return redirect("cases:case", case)
    shown = {"referral": asked, "rows": rows.of_referral(asked), "form": form}
    return render(request, "cases/referral.html", shown, status=422 if form.errors else 200)


@rule(Permission.REFERRAL_ANSWER, "GET", "POST")
def decline(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    by = me(request)
    asked = referral_for(by, referral_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST":
        declined = submit(
            request,
            form,
            lambda: decline_referral(by=by, referral=asked, reason=form.cleaned_data["reason"]),
            Refused,
        )
        if declined is not None:
            return redirect("cases:referrals")
    way = (
        (_("Referrals"), reverse("cases:referrals")),
        (asked.get_need_display(), reverse("cases:referral", args=[asked.pk])),
    )
    lead = _("The sender sees the reason at once and can ask somebody else.")
    return form_page(request, form, title=_("Decline the referral"), trail=way, submit_label=_("Decline"), lead=lead)

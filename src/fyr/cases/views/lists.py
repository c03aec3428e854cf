"""Finding cases: the list, exact search, and referrals that wait for an answer."""

import base64
import datetime
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.cases import my_day, rows, search
from fyr.cases.access import Mark, cases_found, cases_page, referral_for, tenants, visible_cases
from fyr.cases.actions.sharing import accept_referral, decline_referral
from fyr.cases.codes import Concern
from fyr.cases.errors import Refused
from fyr.cases.forms.work import ConfirmForm, DeclineForm
from fyr.web.forms import submit

PAGE = 25


class FilterForm(forms.Form):
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
        }
        return chosen & only.get(data.get("only", ""), Q())


@rule(Permission.CASE_READ, "GET")
def case_list(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    cases, more = cases_page(request.user, form.chosen(), after=_mark(request.GET.get("after", "")), size=PAGE)  # type: ignore[arg-type]
    query = request.GET.copy()
    query.pop("after", None)
    first_url = f"?{query.urlencode()}" if "after" in request.GET else ""
    if more and cases:
        query["after"] = _encode((cases[-1].updated_at, cases[-1].pk))
    rights = request.user.rights  # type: ignore[union-attr]
    may = {"may_open": rights.anywhere(Permission.CASE_OPEN), "may_export": rights.anywhere(Permission.EXPORT_MAKE)}
    context = {
        **may,
        "cases": cases,
        "form": form,
        "next_url": f"?{query.urlencode()}" if more else "",
        "first_url": first_url,
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
        by, query = request.user, form.cleaned_data["q"].strip()
        hits = visible_cases(by).filter(ref=query.upper()).values_list("pk", flat=True)[:1]  # type: ignore[arg-type]
        if hits:
            return redirect("cases:case", hits[0])
        here = tenants(by)  # type: ignore[arg-type]
        anyone, identity = (
            search.digests_of(query, here, kinds) for kinds in (search.OPEN_KINDS, search.IDENTITY_KINDS)
        )
        found = cases_found(by, anyone, identity)  # type: ignore[arg-type]
    return render(request, "cases/search.html", {"form": form, "found": found}, status=422 if form.errors else 200)


@rule(Permission.REFERRAL_ANSWER, "GET")
def referrals(request: HttpRequest) -> HttpResponse:
    """Referrals to her units: need, urgency and sender, and nothing of the case."""
    return render(request, "cases/referrals.html", {"items": list(my_day.referrals(request.user, 200))})  # type: ignore[arg-type]


@rule(Permission.REFERRAL_ANSWER, "GET", "POST")
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Read the request and accept it."""
    by = request.user
    asked = referral_for(by, referral_id)  # type: ignore[arg-type]
    form = ConfirmForm(request.POST or None)
    if request.method == "POST":
        case = submit(request, form, lambda: accept_referral(by=by, referral=asked).pk, Refused)  # type: ignore[arg-type]
        if case is not None:
            return redirect("cases:case", case)
    shown = {"referral": asked, "rows": rows.of_referral(asked), "form": form}
    return render(request, "cases/referral.html", shown, status=422 if form.errors else 200)


@rule(Permission.REFERRAL_ANSWER, "GET", "POST")
def decline(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    by = request.user
    asked = referral_for(by, referral_id)  # type: ignore[arg-type]
    form = DeclineForm(request.POST or None)
    if request.method == "POST":
        declined = submit(
            request,
            form,
            lambda: decline_referral(by=by, referral=asked, reason=form.cleaned_data["reason"]),
            Refused,  # type: ignore[arg-type]
        )
        if declined is not None:
            return redirect("cases:referrals")
    return render(request, "cases/decline.html", {"referral": asked, "form": form}, status=422 if form.errors else 200)


def _encode(mark: Mark) -> str:
    return base64.urlsafe_b64encode(f"{mark[0].isoformat()} {mark[1]}".encode()).decode().rstrip("=")


def _mark(text: str) -> Mark | None:
    """A mark that is not ours starts the list from the top instead of failing."""
    try:
        at, pk = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split(" ")
        return datetime.datetime.fromisoformat(at).astimezone(datetime.UTC), UUID(pk)
    except (ValueError, OverflowError):
        return None

"""The node's office: accounts, units, and the journal for the auditor."""

import datetime
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.fresh import fresh
from fyr.access.models import FactorReset, Member, Membership, Unit
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.access.rule import rule, signed_in
from fyr.journal import reading
from fyr.journal.models import Checkpoint
from fyr.office import forms, mail
from fyr.web.forms import KeyedForm, submit
from fyr.web.registry import Text
from fyr.work import outbox

PAGE = 50


@signed_in("GET")
def account(request: HttpRequest) -> HttpResponse:
    """What she may do here, and her password and factor."""
    held = [{"role": ROLES[one.role], "unit": one.unit} for one in request.user.rights.memberships]  # type: ignore[union-attr]
    return render(request, "office/account.html", {"held": held})


@rule(Permission.ACCOUNT_MANAGE, "GET")
def members(request: HttpRequest) -> HttpResponse:
    rows = Member.objects.order_by("name").prefetch_related("memberships__unit")
    shown = [
        {
            "member": one,
            "held": [(ROLES[held.role].name, held.unit.name) for held in one.memberships.all() if held.until is None],
        }
        for one in rows
    ]
    return render(request, "office/members.html", {"rows": shown})


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def invite(request: HttpRequest) -> HttpResponse:
    form = forms.InviteForm(request.POST or None)

    def act() -> UUID:
        added = actions.add_member(by=request.user, **form.values())  # type: ignore[arg-type]
        outbox.emit(mail.WELCOME, {"member": str(added.pk)})
        return added.pk

    if request.method == "POST" and (made := submit(request, form, act, Refused)) is not None:
        return redirect("office:member", made)
    return _form(
        request,
        form,
        _("Invite a member"),
        _("Invite"),
        lead=_("She gets a one-time link by mail. Nobody else sees it."),
    )


@rule(Permission.ACCOUNT_MANAGE, "GET")
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    held = Membership.objects.filter(member=found).select_related("unit").order_by("-since")
    reset = FactorReset.objects.filter(member=found, approved_at__isnull=True).select_related("asked_by").first()
    rows = [{"membership": one, "role": ROLES[one.role].name} for one in held]
    return render(request, "office/member.html", {"member": found, "rows": rows, "reset": reset})


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def join(request: HttpRequest, member_id: UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    form = forms.JoinForm(request.POST or None)
    act = lambda: actions.join(by=request.user, member=found, **form.values()).pk
    return _act(request, form, act, found, _("Give a role"), _("Give the role"))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def close(request: HttpRequest, member_id: UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    form = KeyedForm(request.POST or None)
    act = lambda: actions.close_account(by=request.user, member=found)
    text = _("Every role ends and she is signed out everywhere at once. The account stays in the journal.")
    return _act(request, form, act, found, _("Close the account"), _("Close the account"), lead=text)


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def factor_reset(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """The first administrator asks, a second one approves. Neither can sign in as her."""
    found = get_object_or_404(Member, pk=member_id)
    waiting = FactorReset.objects.filter(member=found, approved_at__isnull=True).select_related("member").first()
    form = KeyedForm(request.POST or None)

    def act() -> object:
        if waiting is None:
            return actions.ask_factor_reset(by=request.user, member=found).pk  # type: ignore[arg-type]
        return actions.approve_factor_reset(by=request.user, reset=waiting)  # type: ignore[arg-type]

    title = _("Approve the reset of a lost factor") if waiting else _("Ask for the reset of a lost factor")
    lead = _("Two administrators are needed. She then signs in with her own password and sets up a new factor.")
    return _act(request, form, act, found, title, title, lead=lead)


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    ended = get_object_or_404(Membership.objects.select_related("member", "unit"), pk=membership_id)
    form = KeyedForm(request.POST or None)
    act = lambda: actions.leave(by=request.user, membership=ended)
    lead = _("What followed from the role is gone with her next request.")
    return _act(request, form, act, ended.member, _("End the role"), _("End the role"), lead=lead)


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def units(request: HttpRequest) -> HttpResponse:
    form = forms.UnitForm(request.POST or None)
    act = lambda: actions.add_unit(by=request.user, **form.values()).pk
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:units")
    shown = Unit.objects.select_related("organisation").order_by("organisation__name", "name")
    return render(request, "office/units.html", {"units": shown, "form": form}, status=422 if form.errors else 200)


@rule(Permission.JOURNAL_READ, "GET")
def journal_page(request: HttpRequest) -> HttpResponse:
    """The journal, newest first: who, what, when; cases as pseudonyms that lead nowhere."""
    form = forms.JournalFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = reading.entries(
        label=chosen.get("label") or "",
        outcome=chosen.get("outcome") or "",
        since=_midnight(chosen.get("since")),
        until=_midnight(chosen.get("until"), days=1),
        after=_mark(request.GET.get("after", "")),
        limit=PAGE + 1,
    )
    names = dict(Member.objects.filter(pk__in={one.actor for one in found if one.actor}).values_list("pk", "name"))
    rows = [
        {
            "entry": one,
            "name": names.get(one.actor, _("Not signed in") if one.actor is None else _("The node itself")),
            "subject": bytes(one.subject).hex()[:8] if one.subject else "",
            "others": len(one.others) // 16,
        }
        for one in found[:PAGE]
    ]
    query = request.GET.copy()
    if len(found) > PAGE:
        query["after"] = f"{found[PAGE - 1].at.isoformat()}~{found[PAGE - 1].pk}"
    context = {"rows": rows, "form": form, "next_url": f"?{query.urlencode()}" if len(found) > PAGE else ""}
    context["checkpoint"] = Checkpoint.objects.order_by("-size").first()
    return render(request, "office/journal.html", context)


def _midnight(day: datetime.date | None, days: int = 0) -> datetime.datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=days), datetime.time()))


def _mark(text: str) -> reading.Mark | None:
    """A mark that is not ours starts from the top instead of failing."""
    at, _separator, pk = text.partition("~")
    try:
        moment = parse_datetime(at)
        return (moment, UUID(pk)) if moment else None
    except ValueError:
        return None


def _act(  # noqa: PLR0917 - a form, its act, and the three texts around it
    request: HttpRequest,
    form: KeyedForm,
    act: Callable[[], object],
    found: Member,
    title: Text,
    submit_label: Text,
    *,
    lead: Text = "",
) -> HttpResponse:
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:member", found.pk)
    return _form(request, form, title, submit_label, lead=lead, member=found)


def _form(request: HttpRequest, form: KeyedForm, title, submit_label, **context) -> HttpResponse:
    shown = {"form": form, "title": title, "submit_label": submit_label, **context}
    return render(request, "office/form.html", shown, status=422 if form.errors else 200)

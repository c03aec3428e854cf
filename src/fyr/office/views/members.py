"""Accounts: who is here, in which roles, and what an administrator can do about it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access import actions as access
from fyr.access.errors import Refused
from fyr.access.fresh import fresh
from fyr.access.models import Member, Membership
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.access.rule import me, rule
from fyr.office import actions, forms
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit
from fyr.web.registry import Text


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
    act = lambda: actions.invite_member(by=me(request), **form.values()).pk
    if request.method == "POST" and (made := submit(request, form, act, Refused)) is not None:
        messages.success(request, gettext("The one-time link is on its way by mail. Nobody else sees it."))
        return redirect("office:member", made)
    lead = _("She gets a one-time link by mail. Nobody else sees it.")
    return _form(request, form, (_("Invite a member"), _("Invite"), lead))


@rule(Permission.ACCOUNT_MANAGE, "GET")
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    held = Membership.objects.filter(member=found).select_related("unit").order_by("-since")
    reset = access.waiting_reset(found)
    context = {
        "member": found,
        "rows": [{"membership": one, "role": ROLES[one.role].name} for one in held],
        "reset": reset,
        "asked_by_me": reset is not None and reset.asked_by_id == me(request).pk,
        "herself": found.pk == me(request).pk,
    }
    return render(request, "office/member.html", context)


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def join(request: HttpRequest, member_id: UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    form = forms.JoinForm(request.POST or None)
    act = lambda: access.join(by=me(request), member=found, **form.values()).pk
    lead = _("A role that she has in that unit already ends with it.")
    return _act(request, form, act, found, (_("Give a role"), _("Give the role"), lead))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    ended = get_object_or_404(Membership.objects.select_related("member", "unit"), pk=membership_id)
    form = KeyedForm(request.POST or None)
    act = lambda: access.leave(by=me(request), membership=ended)
    lead = _("What followed from the role is gone with her next request.")
    return _act(request, form, act, ended.member, (_("End the role"), _("End the role"), lead))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def close(request: HttpRequest, member_id: UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    form = KeyedForm(request.POST or None)
    act = lambda: access.close_account(by=me(request), member=found)
    lead = _("Every role ends and she is signed out everywhere at once. The account stays in the journal.")
    return _act(request, form, act, found, (_("Close the account"), _("Close the account"), lead))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def sign_out(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """A telephone was stolen, and she cannot reach a device of hers. Where she was signed in is not shown."""
    found = get_object_or_404(Member, pk=member_id)
    form = KeyedForm(request.POST or None)
    act = lambda: access.sign_out_everywhere(by=me(request), member=found)
    lead = _("Every session of hers ends at once, on every device. She can sign in again, with both factors.")
    title = _("Sign her out everywhere")
    return _act(request, form, act, found, (title, title, lead))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def reopen(request: HttpRequest, member_id: UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    form = KeyedForm(request.POST or None)
    act = lambda: actions.reopen_account(by=me(request), member=found)
    lead = _("She starts anew: a one-time link by mail, a new password, a new factor, and no role until you give one.")
    return _act(request, form, act, found, (_("Open the account again"), _("Open the account again"), lead))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def factor_reset(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """The first administrator asks, a second one approves. Neither can sign in as her."""
    found = get_object_or_404(Member, pk=member_id)
    waiting = access.waiting_reset(found)
    form = KeyedForm(request.POST or None)

    def act() -> object:
        if waiting is None:
            return actions.ask_factor_reset(by=me(request), member=found).pk
        return actions.approve_factor_reset(by=me(request), reset=waiting)

    title = _("Approve the reset of a lost factor") if waiting else _("Ask for the reset of a lost factor")
    lead = _("Two administrators are needed. She then signs in with her own password and sets up a new factor.")
    return _act(request, form, act, found, (title, title, lead))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def drop_reset(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """A reset that was asked for by mistake, or by somebody who should not have."""
    found = get_object_or_404(Member, pk=member_id)
    waiting = access.waiting_reset(found)
    if waiting is None:
        return redirect("office:member", found.pk)
    form = KeyedForm(request.POST or None)
    act = lambda: access.drop_factor_reset(by=me(request), reset=waiting)
    title = _("Drop the reset")
    return _act(request, form, act, found, (title, title, _("Her second factor stays as it is.")))


# What such a page is called, what its button says, and the sentence above it.
Words = tuple[Text, Text, Text]


def _act(request: HttpRequest, form: KeyedForm, act: Callable[[], object], found: Member, words: Words) -> HttpResponse:
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:member", found.pk)
    return _form(request, form, words, member=found)


def _form(request: HttpRequest, form: KeyedForm, words: Words, member: Member | None = None) -> HttpResponse:
    title, submit_label, lead = words
    trail = [(_("Members"), reverse("office:members"))]
    if member is not None:
        trail.append((member.name, reverse("office:member", args=[member.pk])))
    return form_page(request, form, title=title, trail=trail, submit_label=submit_label, lead=lead)

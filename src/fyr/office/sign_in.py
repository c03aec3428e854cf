"""Signing in: django-allauth's views behind Fyr's rules, one-time links, and the cards of an example node."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, LogoutView
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy

from fyr import journal, node
from fyr.access import devices, passkeys
from fyr.access.factor import EXAMPLE_METHOD
from fyr.access.models import Member, Membership
from fyr.access.roles import ROLES
from fyr.access.rule import public, signed_in
from fyr.office import actions, forms
from fyr.web.middleware import FORGET


class CardLogin(LoginView):
    """The sign-in page; an example node also offers its cast, one click each."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cast = _cast() if node.is_example() else []
        shown = {"cast": cast, "passkeys_possible": passkeys.are_possible(self.request)}
        return super().get_context_data(**kwargs) | shown


def _cast() -> list[dict[str, Any]]:
    running = Membership.objects.filter(until__isnull=True, member__is_active=True).select_related("member", "unit")
    return [
        {
            "pk": held.member_id,
            "name": held.member.name,
            "role_label": ROLES[held.role].name,
            "sentence": ROLES[held.role].sentence,
            "unit_name": held.unit.name,
        }
        for held in running.order_by("since", "member__name")
    ]


@public("POST")
def card(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Sign in as one of the cast, without factors. Exists in an example folder only."""
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    if not node.is_example() or member is None:
        raise Http404
    login(request, member, backend="allauth.account.auth_backends.AuthenticationBackend")
    record_authentication(request, member, EXAMPLE_METHOD)
    return redirect("web:my_day")


@public("GET")
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Accounts are made by administrators."""
    raise Http404


class Welcome(PasswordResetConfirmView):
    """A one-time link: she chooses her password; what comes next is her second factor."""

    template_name = "office/welcome.html"
    success_url = reverse_lazy("account_login")
    token_generator = default_token_generator

    def get_user(self, uidb64: str) -> Member | None:
        member = super().get_user(uidb64)
        return member if isinstance(member, Member) and member.is_active else None

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        devices.end_sessions(self.user, keep=self.request.session.session_key)
        journal.append(label="password.chosen", actor=self.user.pk)
        return answer


@public("GET", "POST")
def forgotten(request: HttpRequest) -> HttpResponse:
    """Mail a link to choose a new password. The answer is the same whether the address is known or not."""
    form = forms.ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if held_back := ratelimit.consume_or_429(request, action="reset_password", key=email.lower()):
            return held_back
        actions.send_forgotten_link(email=email)
        return redirect("account_reset_password_done")
    return render(request, "account/password_reset.html", {"form": form}, status=422 if form.errors else 200)


@public("GET")
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_done.html")


class SecondFactor(AuthenticateView):
    """The step after the password: a passkey, or a code. "Start over" forgets the password that was shown."""

    webauthn_form_class = forms.PasskeyAnswer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "start_over" in request.POST:
            request.session.flush()
            return redirect("account_login")
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        types = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        shown = {
            "by_passkey": Authenticator.Type.WEBAUTHN in types and passkeys.are_possible(self.request),
            "has_app": Authenticator.Type.TOTP in types,
            "options": context["js_data"]["request_options"],
        }
        return context | shown


class SignOut(LogoutView):
    """The session ends, and the browser is asked to forget."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(*args, **kwargs)
        answer.headers["Clear-Site-Data"] = FORGET
        return answer


login_view = public("GET", "POST")(CardLogin.as_view())
logout_view = signed_in("GET", "POST", before_factor=True)(SignOut.as_view())
welcome = public("GET", "POST")(Welcome.as_view())
factor = public("GET", "POST")(SecondFactor.as_view())

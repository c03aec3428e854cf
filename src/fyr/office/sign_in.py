"""Signing in: django-allauth's views behind Fyr's rules, and the cards of an example node."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as FactorReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import login
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from fyr import journal, node
from fyr.access.factor import EXAMPLE_METHOD
from fyr.access.models import Member, Membership
from fyr.access.roles import ROLES
from fyr.access.rule import public, signed_in


class CardLogin(LoginView):
    """The sign-in page; an example node also offers its cast, one click each."""

    def get_context_data(self, **kwargs):
        cast = _cast() if node.is_example() else []
        return super().get_context_data(**kwargs) | {"cast": cast}


def _cast() -> list[dict]:
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
def card(request: HttpRequest, member_id) -> HttpResponse:
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
    """The one-time link of a new account: she chooses her password, and next her second factor."""

    template_name = "office/welcome.html"
    success_url = reverse_lazy("account_login")
    token_generator = default_token_generator

    @transaction.atomic
    def form_valid(self, form):
        answer = super().form_valid(form)
        journal.append(label="password.chosen", actor=self.user.pk)
        return answer


class ChangePassword(PasswordChangeView):
    """One of an example's cast has no password that could be changed."""

    success_url = reverse_lazy("office:account")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            return redirect("office:account")
        return super().dispatch(request, *args, **kwargs)


login_view = public("GET", "POST")(CardLogin.as_view())
logout_view = signed_in("GET", "POST", before_factor=True)(LogoutView.as_view())
welcome = public("GET", "POST")(Welcome.as_view())
reauthenticate = signed_in("GET", "POST", before_factor=True)(ReauthenticateView.as_view())
change_password = signed_in("GET", "POST")(ChangePassword.as_view())
factor = public("GET", "POST")(AuthenticateView.as_view())
factor_again = signed_in("GET", "POST", before_factor=True)(FactorReauthenticateView.as_view())
factors = signed_in("GET", before_factor=True)(IndexView.as_view())
codes = signed_in("GET")(ViewRecoveryCodesView.as_view())
new_codes = signed_in("GET", "POST")(GenerateRecoveryCodesView.as_view())


class EnrolFactor(ActivateTOTPView):
    """Set up the app that shows the codes. A code that was just shown counts for this session."""

    success_url = reverse_lazy("mfa_view_recovery_codes")

    def dispatch(self, request, *args, **kwargs):
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        answer = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return answer


enrol = signed_in("GET", "POST", before_factor=True)(EnrolFactor.as_view())

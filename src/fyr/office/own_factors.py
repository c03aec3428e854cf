"""What a member does about her own password, factor and recovery codes. Each change is noted and mailed to her."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import IndexView
from allauth.mfa.base.views import ReauthenticateView as FactorReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic.edit import FormView

from fyr import journal
from fyr.access import passkeys
from fyr.access.devices import end_sessions
from fyr.access.fresh import fresh
from fyr.access.rule import me, signed_in
from fyr.journal.models import Outcome
from fyr.office import actions


class ChangePassword(PasswordChangeView):
    """One of an example's cast has no password that could be changed."""

    success_url = reverse_lazy("office:account")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not me(request).has_usable_password():
            return redirect("office:account")
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        actions.note_change(by=me(self.request), label="password.changed", what="password")
        return answer


class EnrolFactor(ActivateTOTPView):
    """Set up the app that shows the codes, or replace it. A code that was just shown counts for this session.

    Recovery codes that belonged to a lost telephone go with it; passkeys lie elsewhere and stay.
    """

    success_url = reverse_lazy("mfa_view_recovery_codes")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Past allauth's own dispatch, which would send whoever has a factor to a page that drops it.
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_success_url(self) -> str:
        return str(self.success_url)

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        member = me(self.request)
        hers = Authenticator.objects.filter(user=member)
        replaced = hers.filter(type=Authenticator.Type.TOTP).exists()
        hers.exclude(type=Authenticator.Type.WEBAUTHN).delete()
        answer = super().form_valid(form)
        record_authentication(self.request, member, "mfa", type="totp")
        end_sessions(member, keep=self.request.session.session_key)
        actions.note_change(by=member, label="factor.replaced" if replaced else "factor.enrolled", what="factor")
        return answer


class Factors(IndexView):
    """What she shows beside, or instead of, a password. Whoever has none yet is led here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"passkeys_possible": passkeys.are_possible(self.request)}
        return super().get_context_data(**kwargs) | shown


class NewCodes(GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        member = me(self.request)
        end_sessions(member, keep=self.request.session.session_key)
        actions.note_change(by=member, label="factor.codes_made", what="codes")
        return answer


class ProveByPassword(ReauthenticateView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        return proved(self.request, super().form_valid(form))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        return not_proved(self.request, super().form_invalid(form))


class ProveByFactor(FactorReauthenticateView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        return proved(self.request, super().form_valid(form))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        return not_proved(self.request, super().form_invalid(form))


def proved(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    journal.append(label="proof.shown", actor=me(request).pk)
    return answer


def not_proved(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    journal.append(label="proof.refused", actor=me(request).pk, outcome=Outcome.REFUSED)
    return answer


change_password = signed_in("GET", "POST")(fresh(ChangePassword.as_view()))
factors = signed_in("GET", before_factor=True)(Factors.as_view())
enrol = signed_in("GET", "POST", before_factor=True)(fresh(EnrolFactor.as_view()))
codes = signed_in("GET")(ViewRecoveryCodesView.as_view())
new_codes = signed_in("GET", "POST")(NewCodes.as_view())
reauthenticate = signed_in("GET", "POST", before_factor=True)(ProveByPassword.as_view())
factor_again = signed_in("GET", "POST", before_factor=True)(ProveByFactor.as_view())

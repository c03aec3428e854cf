"""A member's passkeys: add, name, remove, sign in with one, and show with one once more who she is."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access import passkeys
from fyr.access.devices import end_sessions
from fyr.access.errors import Refused
from fyr.access.fresh import fresh
from fyr.access.rule import me, public, signed_in
from fyr.journal.models import Outcome
from fyr.office import actions, forms
from fyr.office.own_factors import not_proved, proved
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit


class Add(AddWebAuthnView):
    """Always one that can sign her in alone: it lies on her device, and asks for her finger, face or PIN."""

    form_class = forms.PasskeyForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not passkeys.are_possible(request):
            return redirect("mfa_list_webauthn")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Past the parent, which would ask for a key that cannot sign her in alone.
        context = super(AddWebAuthnView, self).get_context_data(**kwargs)
        return context | {"options": auth.begin_registration(me(self.request), True)}

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        member = me(self.request)
        answer = super().form_valid(form)
        newest = Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN).latest("pk")
        record_authentication(self.request, member, "mfa", type=newest.type, id=newest.pk)
        end_sessions(member, keep=self.request.session.session_key)
        actions.note_change(by=member, label="passkey.added", what="passkey_added")
        return answer

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_list_webauthn")


class SignIn(LoginWebAuthnView):
    """With a passkey alone. The page of sign-in asks for the challenge when she presses the button."""

    form_class = forms.PasskeyLogin

    def form_valid(self, form: BaseForm) -> HttpResponse:
        factor = form.cleaned_data["credential"]
        login = Login(user=factor.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, factor, login)

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        journal.append(label="sign-in.refused", actor=None, outcome=Outcome.REFUSED)
        messages.error(self.request, gettext("The passkey was not accepted. Try again, or sign in with your password."))
        return redirect("account_login")


class ProveByPasskey(ReauthenticateWebAuthnView):
    form_class = forms.PasskeyProof

    def form_valid(self, form: BaseForm) -> HttpResponse:
        return proved(self.request, super().form_valid(form))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        return not_proved(self.request, self.render_to_response(self.get_context_data(form=form), status=422))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | kwargs
        return context | {"options": context["js_data"]["request_options"]}


@signed_in("GET")
def own(request: HttpRequest) -> HttpResponse:
    """Her passkeys: name, when added, when last used."""
    context = {
        "passkeys": [{"factor": one, "name": one.wrap().name} for one in _hers(request)],
        "possible": passkeys.are_possible(request),
        "address": passkeys.address() if passkeys.party() else "",
        "last": actions.is_last_factor(me(request)),
    }
    return render(request, "mfa/webauthn/authenticator_list.html", context)


@signed_in("GET", "POST")
@fresh
def rename(request: HttpRequest, passkey_id: int) -> HttpResponse:
    factor = get_object_or_404(_hers(request), pk=passkey_id)
    form = forms.PasskeyName(request.POST or None, initial={"name": factor.wrap().name})
    act = lambda: actions.rename_passkey(by=me(request), factor=factor, name=form.cleaned_data["name"])
    return _act(request, form, act, (_("Name the passkey"), _("Save"), ""))


@signed_in("GET", "POST")
@fresh
def remove(request: HttpRequest, passkey_id: int) -> HttpResponse:
    factor = get_object_or_404(_hers(request), pk=passkey_id)
    form = KeyedForm(request.POST or None)
    keep = request.session.session_key
    act = lambda: actions.remove_passkey(by=me(request), factor=factor, keep=keep)
    lead = _("It no longer signs you in, and every other device where you are signed in is signed out.")
    return _act(request, form, act, (_("Remove the passkey"), _("Remove"), lead), named=factor.wrap().name)


def _act(request: HttpRequest, form: KeyedForm, act: Any, words: tuple, named: str = "") -> HttpResponse:
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("mfa_list_webauthn")
    title, label, lead = words
    trail = ((me(request).name, reverse("office:account")), (_("Passkeys"), reverse("mfa_list_webauthn")))
    return form_page(request, form, title=title, trail=trail, submit_label=label, lead=lead, named=named)


def _hers(request: HttpRequest) -> Any:
    return Authenticator.objects.filter(user=me(request), type=Authenticator.Type.WEBAUTHN).order_by("created_at")


add = signed_in("GET", "POST", before_factor=True)(fresh(Add.as_view()))
sign_in = public("GET", "POST")(SignIn.as_view())
again = signed_in("GET", "POST", before_factor=True)(ProveByPasskey.as_view())

"""A member's own page: what she may do here, her language, and how she signs in."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.roles import ROLES
from fyr.access.rule import me, signed_in
from fyr.office import forms
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit
from fyr.web.language import remember


@signed_in("GET", "POST")
def account(request: HttpRequest) -> HttpResponse:
    """Her roles with their sentences. Choosing a language is the one thing she changes here."""
    member = me(request)
    form = forms.LanguageForm(request.POST or None, initial={"language": member.language or get_language()})

    def act() -> str:
        actions.choose_language(by=member, language=form.cleaned_data["language"])
        return member.language

    if request.method == "POST" and (language := submit(request, form, act)) is not None:
        answer = redirect("office:account")
        remember(request, answer, language)
        return answer
    hers = list(Authenticator.objects.filter(user=member))
    factors = {one.type: one.wrap() for one in hers}
    codes = factors.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "held": [{"role": ROLES[one.role], "unit": one.unit} for one in member.rights.memberships],
        "has_factor": Authenticator.Type.TOTP in factors,
        "passkeys": sum(one.type == Authenticator.Type.WEBAUTHN for one in hers),
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "reset": actions.waiting_reset(member),
        "form": form,
    }
    return render(request, "office/account.html", context, status=422 if form.errors else 200)


@signed_in("GET", "POST")
def stop_reset(request: HttpRequest) -> HttpResponse:
    """She still has her factor, so nobody may take it from her."""
    member = me(request)
    reset = actions.waiting_reset(member)
    if reset is None:
        return redirect("office:account")
    form = KeyedForm(request.POST or None)
    act = lambda: actions.drop_factor_reset(by=member, reset=reset)
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:account")
    trail = ((member.name, reverse("office:account")),)
    lead = _("What %(who)s has asked for is dropped, and the journal notes it.") % {"who": reset.asked_by.name}
    title = _("Keep your second factor")
    return form_page(request, form, title=title, trail=trail, submit_label=_("I still have it"), lead=lead)

"""How django-allauth is bent to Fyr: no sign-up, sealed factors, every attempt in the journal."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr import journal, node
from fyr.access import devices, passkeys
from fyr.access.models import Member
from fyr.journal.models import Outcome
from fyr.vault.cipher import decrypt, derive, encrypt

PLACE = b"mfa_authenticator|data"
PASSWORD_PROOF = "reauthenticate"  # noqa: S105 - the name of a method, not a password
PASSKEY_PROOF = "mfa_reauthenticate:webauthn"
# By the names that django-allauth gives the ways to show once more who she is.
PROOFS = {
    PASSWORD_PROOF: _("Use your password"),
    "mfa_reauthenticate": _("Use a code instead"),
    PASSKEY_PROOF: _("Use a passkey instead"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Asked once more at the last step: an account may have been closed while she looked for her code."""
        if not user.is_active:
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)
        journal.append(label="sign-in.done", actor=user.pk)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """The browser keeps what it is known by the next time."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_cookie(
            devices.COOKIE,
            devices.token_of(request),
            max_age=devices.KEPT,
            path=reverse("account_login"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """A browser that she has signed in with before has tries of its own: strangers' guesses do not shut her out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        member = _member(credentials)
        mark = devices.known_mark(request, member) if member else None
        return f"{key}:{mark}" if mark else key

    def logout(self, request: HttpRequest) -> None:
        member = request.user.pk
        super().logout(request)
        journal.append(label="sign-out.done", actor=member)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _refused("sign-in.held-back", credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _refused("sign-in.refused", credentials)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        journal.append(label="sign-in.closed", actor=user.pk, outcome=Outcome.REFUSED)
        return render(request, "account/account_inactive.html", status=403)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind the operator's proxy, the address that the proxy itself saw: the last one it wrote down."""
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if settings.SECURE_PROXY_SSL_HEADER and forwarded:
            return str(forwarded).split(",")[-1].strip()
        return str(super().get_client_ip(request))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether her last proof, of whatever kind, is older than ACCOUNT_REAUTHENTICATION_TIMEOUT seconds."""
        shown = get_authentication_records(context.request, context.request.user)
        return not shown or time.time() - shown[-1]["at"] >= REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """Whoever has a second factor shows that one: a password alone must not replace it.

        What she signed in with comes first.
        """
        methods = super().get_reauthentication_methods(user)
        methods = [one | {"description": PROOFS[one["id"]]} for one in methods]
        factors = [one for one in methods if one["id"] != PASSWORD_PROOF] or methods
        if not passkeys.are_possible(context.request):
            factors = [one for one in factors if one["id"] != PASSKEY_PROOF] or factors
        shown = [record.get("type") for record in get_authentication_records(context.request, user)]
        by_passkey = Authenticator.Type.WEBAUTHN in shown
        return sorted(factors, key=lambda one: (one["id"] == PASSKEY_PROOF) != by_passkey)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted under the node's key."""

    def encrypt(self, text: str) -> str:
        return encrypt(_key(), text.encode(), PLACE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(_key(), bytes.fromhex(encrypted_text), PLACE).decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.email)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkeys.party() or "", "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """What her own device lists the passkey under."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name, "name": user.email}


def _key() -> bytes:
    return derive(node.secret("node"), "fyr second factors v1")


def _member(credentials: dict[str, Any]) -> Member | None:
    return Member.objects.filter(email__iexact=credentials.get("email") or "").first()


def _refused(label: str, credentials: dict[str, Any]) -> None:
    """Whose account was tried, where there is one; never what was typed."""
    member = _member(credentials)
    codes = {"member": str(member.pk)} if member else None
    journal.append(label=label, actor=None, outcome=Outcome.REFUSED, codes=codes)

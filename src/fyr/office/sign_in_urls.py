"""The addresses of signing in, under the names that django-allauth looks for."""

from django.urls import path

from fyr.office import own_factors, passkeys, sign_in

urlpatterns = [
    path("sign-in/", sign_in.login_view, name="account_login"),
    path("sign-out/", sign_in.logout_view, name="account_logout"),
    path("sign-up/", sign_in.no_sign_up, name="account_signup"),
    path("sign-in/forgotten/", sign_in.forgotten, name="account_reset_password"),
    path("sign-in/forgotten/sent/", sign_in.forgotten_sent, name="account_reset_password_done"),
    path("sign-in/again/", own_factors.reauthenticate, name="account_reauthenticate"),
    path("sign-in/factor/", sign_in.factor, name="mfa_authenticate"),
    path("sign-in/factor/again/", own_factors.factor_again, name="mfa_reauthenticate"),
    path("sign-in/passkey/", passkeys.sign_in, name="mfa_login_webauthn"),
    path("sign-in/passkey/again/", passkeys.again, name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/", passkeys.own, name="mfa_list_webauthn"),
    path("account/passkeys/new/", passkeys.add, name="mfa_add_webauthn"),
    path("account/passkeys/<int:passkey_id>/name/", passkeys.rename, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:passkey_id>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("account/password/", own_factors.change_password, name="account_change_password"),
    path("account/factor/", own_factors.factors, name="mfa_index"),
    path("account/factor/enrol/", own_factors.enrol, name="mfa_activate_totp"),
    path("account/factor/codes/", own_factors.codes, name="mfa_view_recovery_codes"),
    path("account/factor/codes/new/", own_factors.new_codes, name="mfa_generate_recovery_codes"),
]

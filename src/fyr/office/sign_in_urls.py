"""The addresses of signing in, under the names that django-allauth looks for."""

from django.urls import path

from fyr.office import sign_in

urlpatterns = [
    path("sign-in/", sign_in.login_view, name="account_login"),
    path("sign-out/", sign_in.logout_view, name="account_logout"),
    path("sign-up/", sign_in.no_sign_up, name="account_signup"),
    path("sign-in/again/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("sign-in/factor/", sign_in.factor, name="mfa_authenticate"),
    path("sign-in/factor/again/", sign_in.factor_again, name="mfa_reauthenticate"),
    path("account/password/", sign_in.change_password, name="account_change_password"),
    path("account/factor/", sign_in.factors, name="mfa_index"),
    path("account/factor/enrol/", sign_in.enrol, name="mfa_activate_totp"),
    path("account/factor/codes/", sign_in.codes, name="mfa_view_recovery_codes"),
    path("account/factor/codes/new/", sign_in.new_codes, name="mfa_generate_recovery_codes"),
]

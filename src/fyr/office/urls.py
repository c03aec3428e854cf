from django.urls import path

from fyr.office import sign_in, views

app_name = "office"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("sign-in/card/<uuid:member_id>/", sign_in.card, name="card"),
    path("welcome/<uidb64>/<token>/", sign_in.welcome, name="welcome"),
    path("office/members/", views.members, name="members"),
    path("office/members/new/", views.invite, name="invite"),
    path("office/members/<uuid:member_id>/", views.member, name="member"),
    path("office/members/<uuid:member_id>/join/", views.join, name="join"),
    path("office/members/<uuid:member_id>/close/", views.close, name="close"),
    path("office/members/<uuid:member_id>/factor-reset/", views.factor_reset, name="factor_reset"),
    path("office/memberships/<uuid:membership_id>/end/", views.end_membership, name="end_membership"),
    path("office/units/", views.units, name="units"),
    path("journal/", views.journal_page, name="journal"),
]

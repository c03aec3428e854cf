from django.urls import path

from fyr.office import sign_in
from fyr.office.views import devices, journal, me, members, units

app_name = "office"
urlpatterns = [
    path("account/", me.account, name="account"),
    path("account/devices/", devices.signed_in_devices, name="devices"),
    path("account/devices/end/", devices.end_other_devices, name="end_other_devices"),
    path("account/devices/<uuid:device_id>/end/", devices.end_device, name="end_device"),
    path("account/factor/keep/", me.stop_reset, name="stop_reset"),
    path("sign-in/card/<uuid:member_id>/", sign_in.card, name="card"),
    path("welcome/<uidb64>/<token>/", sign_in.welcome, name="welcome"),
    path("office/members/", members.members, name="members"),
    path("office/members/new/", members.invite, name="invite"),
    path("office/members/<uuid:member_id>/", members.member, name="member"),
    path("office/members/<uuid:member_id>/join/", members.join, name="join"),
    path("office/members/<uuid:member_id>/close/", members.close, name="close"),
    path("office/members/<uuid:member_id>/sign-out/", members.sign_out, name="sign_out_member"),
    path("office/members/<uuid:member_id>/reopen/", members.reopen, name="reopen"),
    path("office/members/<uuid:member_id>/factor-reset/", members.factor_reset, name="factor_reset"),
    path("office/members/<uuid:member_id>/factor-reset/drop/", members.drop_reset, name="drop_reset"),
    path("office/memberships/<uuid:membership_id>/end/", members.end_membership, name="end_membership"),
    path("office/units/", units.units, name="units"),
    path("office/units/new/", units.add_unit, name="add_unit"),
    path("office/units/<uuid:unit_id>/region/", units.place_unit, name="place_unit"),
    path("office/organisations/new/", units.add_organisation, name="add_organisation"),
    path("journal/", journal.journal, name="journal"),
]

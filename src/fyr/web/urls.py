from django.urls import path

from fyr.web import draft_views, views

app_name = "web"
urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("exit/", views.leave, name="exit"),
    path("draft/", draft_views.keep, name="keep_draft"),
    path("drafts/", draft_views.mine, name="drafts"),
    path("drafts/<uuid:draft_id>/discard/", draft_views.discard, name="discard_draft"),
    path("healthz", views.healthz, name="healthz"),
]

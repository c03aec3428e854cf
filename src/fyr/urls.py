"""Every address of a node. Each view carries a rule; a view without one is closed."""

from django.conf import settings
from django.urls import include, path

from fyr.web import views

urlpatterns = [
    path("", include("fyr.web.urls")),
    path("language/", views.set_language, name="set_language"),
    path("", include("fyr.office.urls")),
    path("", include("fyr.office.sign_in_urls")),
    path("cases/", include("fyr.cases.urls")),
    path("money/", include("fyr.funding.urls")),
    path("returns/", include("fyr.returns.urls")),
    *(path("", include(f"{app}.urls")) for app in settings.EXTRA_APPS),
]

handler400 = "fyr.web.errors.bad_request"
handler403 = "fyr.web.errors.forbidden"
handler404 = "fyr.web.errors.not_found"
handler500 = "fyr.web.errors.server_error"

from django.urls import path

from benchmarks.plain import returns, views

app_name = "plain"
urlpatterns = [
    path("plain/bare/", views.bare, name="bare"),
    # A measure is found at the address of its page.
    path("plain/cases/", views.case_list, name="list"),
    path("plain/cases/<uuid:case_id>/", views.case, name="case"),
    path("plain/returns/", returns.home, name="returns"),
    path("plain/returns/record/<uuid:return_id>/", returns.page, name="return"),
]

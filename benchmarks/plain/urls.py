from django.urls import path

from benchmarks.plain import views

app_name = "plain"
urlpatterns = [
    path("plain/", views.case_list, name="list"),
    path("plain/bare/", views.bare, name="bare"),
    path("plain/<uuid:case_id>/", views.case, name="case"),
]

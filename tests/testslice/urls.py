from django.urls import path

from tests.testslice import views

app_name = "testslice"
urlpatterns = [
    path("testslice/", views.page, name="page"),
    path("testslice/<uuid:case_id>/", views.case, name="case"),
]

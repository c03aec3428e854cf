from django.urls import path

from fyr.web import views

app_name = "web"
urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("exit/", views.leave, name="exit"),
    path("healthz", views.healthz, name="healthz"),
]

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "fyr.web"

    def ready(self) -> None:
        from fyr.web import registry

        registry.navigation(registry.NavigationItem(_("My day"), "web:my_day", order=0))

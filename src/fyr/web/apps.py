from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "fyr.web"

    def ready(self) -> None:
        from fyr.access import rescue
        from fyr.web import draft_views, drafts, registry

        rescue.keep_with(drafts.rescue)
        registry.my_day(draft_views.day_items)
        registry.navigation(registry.NavigationItem(_("My day"), "web:my_day", order=0))

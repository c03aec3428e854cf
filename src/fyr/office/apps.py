from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "fyr.office"

    def ready(self) -> None:
        from fyr.access import devices
        from fyr.access.permissions import Permission
        from fyr.office import checks, mail  # noqa: F401 - the checks register themselves
        from fyr.web import registry
        from fyr.work import outbox

        registry.navigation(
            registry.NavigationItem(_("Members"), "office:members", Permission.ACCOUNT_MANAGE, order=80)
        )
        registry.navigation(registry.NavigationItem(_("Units"), "office:units", Permission.ACCOUNT_MANAGE, order=81))
        registry.navigation(registry.NavigationItem(_("Journal"), "office:journal", Permission.JOURNAL_READ, order=90))
        outbox.subscribe(mail.LINK, mail.deliver_link)
        outbox.subscribe(mail.NOTICE, mail.deliver_notice)
        devices.unknown_device.connect(mail.tell_of_device, dispatch_uid="fyr.office.new_device")

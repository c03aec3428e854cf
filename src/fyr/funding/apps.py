from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "fyr.funding"

    def ready(self) -> None:
        from fyr.access.permissions import Permission
        from fyr.funding import chains, reminders, schemes, waiting
        from fyr.funding.actions import imports, spending
        from fyr.funding.example import story
        from fyr.web import registry
        from fyr.work import clock, outbox

        registry.navigation(registry.NavigationItem(_("Money"), "funding:home", Permission.FUNDING_READ, order=50))
        registry.example(story.tell)
        registry.my_day(waiting.on_my_day)
        registry.rules(chains.all_chains)
        registry.rules(schemes.all_schemes)
        registry.rules(schemes.all_base_amounts)
        registry.retention(
            registry.RetentionClass(
                code="funding",
                model="funding.Grant",
                rule=_(
                    "Public documents and accounts: kept as the archive law and the rules for accounts ask, never erased by Fyr."
                ),
                source="Arkivlag (1990:782); förordning (2000:606) om myndigheters bokföring",
            )
        )
        outbox.subscribe(reminders.TOPIC, reminders.deliver)
        clock.every("funding.imports", 2, imports.run_waiting)
        clock.every("funding.tidy_imports", 3600, imports.tidy)
        clock.every("funding.book_spending", 3600, spending.book_ended_months)
        clock.every("funding.remind", 3600, reminders.remind)

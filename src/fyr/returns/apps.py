from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "fyr.returns"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from fyr.access import leaving
        from fyr.access.permissions import Permission
        from fyr.returns import conditions, facts, following, my_day, panel, programmes
        from fyr.returns.actions.agreements import end_expired
        from fyr.returns.example import story
        from fyr.returns.publication import publish_ended
        from fyr.returns.survey.instrument import instrument
        from fyr.web import registry
        from fyr.work import clock, outbox

        registry.navigation(registry.NavigationItem(_("Returns"), "returns:home", Permission.RETURN_READ, order=15))
        registry.navigation(
            registry.NavigationItem(_("Returns in numbers"), "returns:programmes", Permission.STATISTICS_READ, order=45)
        )
        registry.my_day(my_day.items)
        registry.panel(panel.on_case)
        registry.timeline(panel.in_timeline)
        registry.rules(conditions.all_conditions)
        registry.rules(programmes.all_rules)
        registry.rules(lambda: (instrument(),))
        registry.example(story.tell)
        registry.retention(
            registry.RetentionClass(
                code="return",
                model="returns.Return",
                rule=_(
                    "The operator's record: kept as its own rules ask, and erased by destroying the key of the return. The case does not take it along."
                ),
                source="IOM Data Protection Manual; the agreement of the programme",
            )
        )
        outbox.subscribe("cases.case.handed_over", following.hand_over)
        outbox.subscribe("cases.case.merged", following.merge)
        outbox.subscribe("cases.protection.changed", following.protect)
        outbox.subscribe("cases.consent.withdrawn", following.consent_ended)
        outbox.subscribe("cases.case.changed", following.grow_younger)
        outbox.subscribe("cases.age.checked", following.grow_younger)
        leaving.follow(following.leave_nobody_behind)
        clock.every("returns.end_expired", 600, end_expired)
        clock.every("returns.publish", 3600, publish_ended)
        post_delete.connect(facts.forget_erased, sender="returns.Return", dispatch_uid="returns.facts")

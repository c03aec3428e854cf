from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "fyr.cases"

    def ready(self) -> None:
        from fyr.access import leaving
        from fyr.access.permissions import Permission
        from fyr.cases import bases, herself, my_day, places, standings, steps
        from fyr.cases.actions import protection, responsible, sharing
        from fyr.cases.actions.transfer import drop_abandoned
        from fyr.web import registry
        from fyr.work import clock

        registry.navigation(registry.NavigationItem(_("Cases"), "cases:list", Permission.CASE_READ, order=10))
        registry.navigation(
            registry.NavigationItem(_("Referrals"), "cases:referrals", Permission.REFERRAL_ANSWER, order=20)
        )
        registry.my_day(my_day.items)
        registry.rules(bases.all_bases)
        registry.rules(steps.all_steps)
        registry.rules(herself.all_questions)
        for place in standings.PLACES:
            places.add(place)
        leaving.follow(sharing.end_with_membership)
        leaving.follow(responsible.end_with_membership)
        clock.every("cases.end_expired", 600, sharing.end_expired)
        clock.every("cases.leave_nobody_out", 600, protection.leave_nobody_out)
        clock.every("cases.drop_abandoned", 600, drop_abandoned)
        registry.retention(
            registry.RetentionClass(
                code="case",
                model="cases.Case",
                rule=_("Kept while the organisation's task requires it; erased by destroying the key of the case."),
                source="Lag (2001:454) 6 §; the organisation's own plan for documents",
            )
        )

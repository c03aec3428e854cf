from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "fyr.cases"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from fyr.access import leaving
        from fyr.access.permissions import Permission
        from fyr.cases import bases, documents, facts, herself, identification, my_day, places, rights, standings, steps
        from fyr.cases.actions import import_runs, protection, responsible, team
        from fyr.cases.actions.transfer import drop_abandoned
        from fyr.cases.deadlines import my_day as deadlines_due
        from fyr.cases.deadlines import rules
        from fyr.web import registry
        from fyr.work import clock

        registry.navigation(registry.NavigationItem(_("Cases"), "cases:list", Permission.CASE_READ, order=10))
        registry.navigation(
            registry.NavigationItem(_("Referrals"), "cases:referrals", Permission.REFERRAL_ANSWER, order=20)
        )
        registry.my_day(my_day.items)
        registry.my_day(deadlines_due.items)
        registry.rules(bases.all_bases)
        registry.rules(steps.all_steps)
        registry.rules(rules.all_rules)
        registry.rules(rights.all_rights)
        registry.rules(rights.all_permits)
        registry.rules(herself.all_questions)
        for place in standings.PLACES:
            places.add(place)
        places.add(identification.PLACE)
        places.add(identification.INDICATORS)
        places.add(documents.PLACE)
        leaving.follow(team.end_with_membership)
        leaving.follow(responsible.end_with_membership)
        clock.every("cases.end_expired", 600, team.end_expired)
        clock.every("cases.leave_nobody_out", 600, protection.leave_nobody_out)
        clock.every("cases.drop_abandoned", 600, drop_abandoned)
        clock.every("cases.imports", 2, import_runs.run_waiting)
        clock.every("cases.tidy_imports", 600, import_runs.tidy)
        clock.every("cases.freeze_statistics", 3600, facts.freeze_ended)
        post_delete.connect(facts.forget_erased, sender="cases.Case", dispatch_uid="cases.facts")
        registry.navigation(
            registry.NavigationItem(_("Who gives support"), "cases:providers", Permission.PROVIDER_READ, order=30)
        )
        registry.navigation(
            registry.NavigationItem(_("Support"), "cases:support", Permission.STATISTICS_READ, order=40)
        )
        registry.retention(
            registry.RetentionClass(
                code="case",
                model="cases.Case",
                rule=_("Kept while the organisation's task requires it; erased by destroying the key of the case."),
                source="Lag (2001:454) 6 §; the organisation's own plan for documents",
            )
        )

"""`fyr deadlines changed`: whom a changed rule touches."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.scope import whole_node
from fyr.cases.deadlines import changed, rules


class Command(BaseCommand):
    help = _("Lists running deadlines that a changed rule touches. It names cases by reference and no person.")

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        listing = parts.add_parser("changed", help=_("Deadlines that run under an older version of a rule."))
        listing.add_argument("--rule", help=_("Code of one rule; every rule unless told."))

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = options["rule"]
        if chosen and chosen not in rules.codes():
            told = _("There is no rule %(code)s. These are: %(codes)s")
            raise CommandError(told % {"code": chosen, "codes": ", ".join(rules.codes())})
        held = [rule for rule in changed.newest(timezone.localdate()) if chosen in (None, rule.code)]
        with whole_node():
            running = list(changed.older(held))
        for rule in held:
            for one in changed.touched(rule, running):
                self._tell(rule, one)
        if not running:
            self.stdout.write(_("No running deadline stands under an older version."))

    def _tell(self, rule: rules.Rule, one: changed.Touched) -> None:
        told = {
            "ref": one.deadline.case.ref,
            "rule": rule.code,
            "old": one.deadline.rule_version,
            "new": rule.version,
            "due": one.deadline.due_on.isoformat(),
            "would": one.would_be.isoformat() if one.would_be else _("as the decision states"),
        }
        line = _("%(ref)s  %(rule)s  version %(old)s: %(due)s  version %(new)s: %(would)s")
        self.stdout.write(line % told)

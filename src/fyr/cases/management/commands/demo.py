"""`fyr demo`: the example node's cast and story, and many invented cases for measuring."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fyr import node
from fyr.access.models import Member, Unit
from fyr.access.scope import whole_node
from fyr.cases.actions.transfer import import_persons
from fyr.cases.example import cast, statistics, story
from fyr.cases.htcds import invent
from fyr.web import registry

CHUNK = 1000


class Command(BaseCommand):
    help = "Fills an example folder with invented persons, lists its cast, or adds many cases for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        parts.add_parser("load", help="Make the cast and tell the story. Does nothing where that was done before.")
        listing = parts.add_parser("cast", help="List who can sign in.")
        listing.add_argument("--json", action="store_true", help="As JSON: name, role, unit and e-mail of each.")
        many = parts.add_parser("cases", help="Add many invented cases, through the same actions as an import.")
        many.add_argument("count", type=int, help="How many.")
        many.add_argument("--unit", default="region-syd", help="Code of the unit that gets them (region-syd).")
        many.add_argument("--seed", type=int, default=1, help="The same seed invents the same persons.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not node.is_example():
            raise CommandError("This folder is not an example. A real node is never filled with invented persons.")
        with whole_node():
            getattr(self, options["part"])(options)

    def load(self, options: dict[str, Any]) -> None:
        if cast.is_engaged():
            self.stdout.write("The example is here already.")
            return
        members = cast.engage()
        story.tell(members)
        for tell in registry.tellers:
            tell(members)
        statistics.invent(members["alma@fyr.example"])
        self.stdout.write("The example is loaded. Every person in it is invented.")

    def cast(self, options: dict[str, Any]) -> None:
        rows = [{"name": part.name, "role": part.role, "unit": part.unit, "email": part.email} for part in cast.CAST]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['name']:<16} {row['role']:<22} {row['unit']:<18} {row['email']}")

    def cases(self, options: dict[str, Any]) -> None:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"There is no unit {options['unit']!r}. 'fyr demo cast' lists the units.")
        leaders = Member.objects.filter(memberships__unit=unit, memberships__role="regional_coordinator")
        if (by := leaders.first()) is None:
            raise CommandError("Only a unit with a regional coordinator can take cases in.")
        persons = invent.persons(min(options["count"], CHUNK), options["seed"])
        for start in range(0, options["count"], CHUNK):
            import_persons(by=by, unit=unit, persons=persons[: options["count"] - start])
            self.stdout.write(f"{min(start + CHUNK, options['count'])} of {options['count']} cases", ending="\r")
        self.stdout.write("")

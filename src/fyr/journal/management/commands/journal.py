"""`fyr journal`: proof that nobody has changed the journal."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fyr.journal.verify import verify


class Command(BaseCommand):
    help = "Proves that the journal is whole, or names the first bad entry."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        checking = parts.add_parser("verify", help="Number what waits, then check every entry and checkpoint.")
        checking.add_argument("--json", action="store_true", help="Print the result as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report)))
            if report.fault:
                raise SystemExit(1)
            return
        if report.fault:
            which = f" (id {report.entry})" if report.entry else ""
            raise CommandError(
                f"The journal is not whole: {report.fault}{which}. Keep the database and its copy as they are."
            )
        self.stdout.write(f"The journal is whole: {report.entries} entries, {report.checkpoints} signed checkpoints.")

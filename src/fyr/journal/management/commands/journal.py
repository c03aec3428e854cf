"""`fyr journal`: proof that nobody has changed the journal."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from fyr.journal import outside, sequencer
from fyr.journal.verify import verify


class Command(BaseCommand):
    help = "Proves that the journal is whole, or names the first bad entry; makes its copy anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        checking = parts.add_parser("verify", help="Number what waits, then check every entry and checkpoint.")
        checking.add_argument("--json", action="store_true", help="Print the result as JSON.")
        checking.add_argument(
            "--since",
            type=Path,
            help="A file of checkpoints that was taken away earlier: the journal must still fit it.",
        )
        parts.add_parser("copy", help="Make the copy outside the database anew, after it was lost.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"] == "copy":
            told = _("The copy was made anew from the database: %d entries. What it could have proved before is gone.")
            self.stdout.write(told % sequencer.copy_anew())
            return
        try:
            since = outside.notes_in(options["since"].read_bytes()) if options["since"] else []
        except OSError as error:
            text = _("%(file)s cannot be read: %(why)s.")
            raise CommandError(text % {"file": options["since"], "why": error.strerror}) from error
        report = verify(since)
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

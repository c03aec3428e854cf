"""`fyr indicators check FILE`: whether a node can use a list of indicators."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fyr.cases.indicators import BadList, read


class Command(BaseCommand):
    help = "Checks a list of indicators before it is put into the folder “indicators” of the node."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        checking = parts.add_parser("check", help="Say whether the file can be used, and if not, what is wrong in it.")
        checking.add_argument("file", type=Path, help="The list, as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            listed = read(options["file"])
        except BadList as error:
            raise CommandError(str(error)) from error
        count = sum(len(one["indicators"]) for one in listed["dimensions"])
        self.stdout.write(f"{listed['code']} {listed['version']}: {count} indicators. The file can be used.")

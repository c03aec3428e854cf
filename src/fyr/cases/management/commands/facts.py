"""`fyr facts rebuild`: makes what statistics may learn anew, from codes that are not sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fyr.cases import facts


class Command(BaseCommand):
    help = "Makes the facts that statistics count anew. Tables that were shown stay as they were."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_subparsers(dest="part", required=True).add_parser("rebuild", help="From all needs of all cases.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Facts of {facts.rebuild()} cases were made anew.")

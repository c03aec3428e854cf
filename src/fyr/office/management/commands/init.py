"""`fyr init`: a real node with its keys, first organisation and first administrator."""

import os
import subprocess
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fyr import node

ASKED = {
    "organisation": "Name of the first organisation",
    "unit": "Name of its first unit",
    "name": "Name of the first administrator",
    "email": "Work e-mail of the administrator",
}


class Command(BaseCommand):
    help = "Makes a real node in FYR_HOME: keys, the first organisation and the first administrator."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        for name, question in ASKED.items():
            parser.add_argument(f"--{name}", help=f"{question}; asked for unless given.")
        parser.add_argument(
            "--continue", dest="keys_made", action="store_true", help="Used by the command itself, once the keys exist."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        answers = {name: options[name] or _ask(question) for name, question in ASKED.items()}
        if not options["keys_made"]:
            node.create("real")
            # The settings were read before there were keys, so the rest runs anew.
            told = [f"--{name}={answer}" for name, answer in answers.items()]
            for command in (["migrate", "--verbosity=0"], ["init", "--continue", *told]):
                done = subprocess.run([sys.executable, "-m", "fyr", *command], check=False, env=os.environ)
                if done.returncode:
                    raise CommandError(
                        "The node is half made. Mend what is said above, empty FYR_HOME and start again."
                    )
            return
        self.people(answers)

    def people(self, answers: dict[str, str]) -> None:
        from django.utils.text import slugify

        from fyr.access import actions
        from fyr.office.mail import one_time_link

        organisation = actions.add_organisation(
            by=None, code=slugify(answers["organisation"]), name=answers["organisation"]
        )
        unit = actions.add_unit(by=None, organisation=organisation, code=slugify(answers["unit"]), name=answers["unit"])
        member = actions.add_member(
            by=None, email=answers["email"], name=answers["name"], unit=unit, role="administrator"
        )
        self.stdout.write(
            f"The node is made in {node.home()}. Its keys are in keys/: copy them to a safe place that is not beside the backup.\n"
            f"{member.name} chooses a password here, once, within three days:\n{one_time_link(member)}\n"
            "Start the node with 'fyr serve'. 'fyr check --deploy' tells what is still unsafe."
        )


def _ask(question: str) -> str:
    try:
        answer = input(f"{question}: ").strip()
    except EOFError as error:
        raise CommandError(f"{question} is missing. Give it as an option; 'fyr init --help' lists them.") from error
    if not answer:
        raise CommandError(f"{question} is needed.")
    return answer

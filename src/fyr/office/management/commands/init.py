"""`fyr init`: a real node with its keys, first organisation and first administrator."""

import os
import subprocess
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fyr import node

ASKED = {
    "organisation": gettext_noop("Name of the first organisation"),
    "unit": gettext_noop("Name of its first unit"),
    "name": gettext_noop("Name of the first administrator"),
    "email": gettext_noop("Work e-mail of the administrator"),
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
        if options["keys_made"]:
            self.people({name: options[name] for name in ASKED})
            return
        if node.kind() is not None:
            node.create("real")
        answers = {name: _answer(options[name], _(question)) for name, question in ASKED.items()}
        _check(answers)
        node.create("real")
        # The settings were read before there were keys, so the rest runs anew.
        told = [f"--{name}={answer}" for name, answer in answers.items()]
        for command in (["migrate", "--verbosity=0"], ["init", "--continue", *told]):
            done = subprocess.run([sys.executable, "-m", "fyr", *command], check=False, env=os.environ)
            if done.returncode:
                raise CommandError(_("The node is half made. Mend what is said above, empty FYR_HOME and start again."))

    def people(self, answers: dict[str, str]) -> None:
        from fyr.access import actions
        from fyr.office.mail import one_time_link

        organisation = actions.add_organisation(
            by=None, code=_code(answers["organisation"]), name=answers["organisation"]
        )
        unit = actions.add_unit(by=None, organisation=organisation, code=_code(answers["unit"]), name=answers["unit"])
        member = actions.add_member(
            by=None, email=answers["email"], name=answers["name"], unit=unit, role=actions.ADMINISTRATOR
        )
        text = _(
            "The node is made in %(home)s. Its keys are in keys/: copy them to a safe place that is not beside the backup.\n"
            "%(name)s chooses a password here, once, within three days:\n%(link)s\n"
            "Start the node with 'fyr serve'. 'fyr check --deploy' tells what is still unsafe."
        )
        self.stdout.write(text % {"home": node.home(), "name": member.name, "link": one_time_link(member)})


def _answer(given: str | None, question: str) -> str:
    try:
        answer = (given or input(f"{question}: ")).strip()
    except EOFError as error:
        text = _("%s is missing. Give it as an option; 'fyr init --help' lists them.")
        raise CommandError(text % question) from error
    if not answer:
        raise CommandError(_("%s is needed.") % question)
    return answer


def _check(answers: dict[str, str]) -> None:
    """Everything that could fail later is looked at before anything is made."""
    try:
        validate_email(answers["email"])
    except ValidationError as error:
        raise CommandError(_("%s is not an e-mail address.") % answers["email"]) from error
    for name in ("organisation", "unit"):
        if not _code(answers[name]):
            raise CommandError(_("%s holds no letter or digit to make a code of.") % answers[name])


def _code(name: str) -> str:
    return slugify(name)[:50].strip("-_").replace("_", "-")

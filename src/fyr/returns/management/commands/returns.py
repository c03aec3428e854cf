"""`fyr returns`: the rules of a programme in, what is kept, and the tables of years that have ended."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fyr import node
from fyr.access.errors import Refused
from fyr.access.scope import whole_node
from fyr.funding.models import Grant
from fyr.returns.actions.programmes import judged, keep_programme
from fyr.returns.models import Programme
from fyr.returns.programmes import RULES, read
from fyr.returns.publication import publish_ended
from fyr.work.command_files import reason_of


class Command(BaseCommand):
    help = _(
        "Takes the rules of a return programme in, lists programmes, and shows the tables of years that have ended."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        taking = parts.add_parser(
            "programme", help=_("Take the rules of a programme in. Nothing of them is kept if anything is wrong.")
        )
        taking.add_argument("file", type=Path, help=_("Rules as JSON."))
        taking.add_argument("--grant", help=_("Id of the grant that pays: the last part of the address of its page."))
        taking.add_argument("--dry-run", action="store_true", help=_("Check the file and keep nothing."))
        parts.add_parser("programmes", help=_("List the programmes, and which of their rules nobody has verified."))
        parts.add_parser("publish", help=_("Show the tables of years that have ended, as the clock does every hour."))

    def handle(self, *args: Any, **options: Any) -> None:
        with whole_node():
            if options["part"] == "programme":
                self.take(options)
            elif options["part"] == "programmes":
                self.tell()
            else:
                self.publish()

    def take(self, options: dict[str, Any]) -> None:
        told = self._read(options["file"])
        grant = _grant(options["grant"]) if options["grant"] else None
        try:
            if options["dry_run"]:
                programme = judged(told=told, grant=grant)
            else:
                programme = keep_programme(by=None, told=told, grant=grant, example=node.is_example())
        except Refused as error:
            raise CommandError(_("%(why)s Nothing was taken in.") % {"why": error.text}) from error
        self._programme(programme)
        if options["dry_run"]:
            self.stdout.write(_("The file is right. Nothing was taken in."))
        else:
            self.stdout.write(_("Kept, as version %(version)s of its rules.") % {"version": programme.version})

    def _read(self, file: Path) -> dict[str, Any]:
        try:
            return read(file.read_bytes())
        except OSError as error:
            told = _("%(file)s cannot be read: %(why)s. Nothing was taken in.")
            raise CommandError(told % {"file": file, "why": reason_of(error)}) from error
        except Refused as error:
            faults = str(error.text).splitlines()
        for one in faults:
            self.stderr.write(one)
        told = ngettext(
            "Nothing was taken in: %(count)d thing to mend.",
            "Nothing was taken in: %(count)d things to mend.",
            len(faults),
        )
        raise CommandError(told % {"count": len(faults)})

    def tell(self) -> None:
        held = list(Programme.objects.select_related("unit__organisation", "grant"))
        for programme in held:
            self._programme(programme)
        if not held:
            self.stdout.write(_("No programme is kept yet. Take one in with 'fyr returns programme FILE'."))

    def _programme(self, programme: Programme) -> None:
        """What a lawyer or an officer has to do about it stands last."""
        unit, grant = programme.unit, programme.grant
        self.stdout.write(f"{programme.code}: {programme.name}")
        self.stdout.write("  " + _("Run by %(unit)s (%(code)s)") % {"unit": unit.name, "code": unit.code})
        paid = f"{grant.title} ({grant.pk})" if grant else _("none yet, so nothing can be paid; add --grant")
        self.stdout.write("  " + _("Grant: %(grant)s") % {"grant": paid})
        unverified = [name for name in RULES if not programme.rules.get(name, {}).get("verified")]
        names = ", ".join(unverified) or _("none")
        self.stdout.write("  " + _("Rules that are not verified: %(names)s") % {"names": names})

    def publish(self) -> None:
        new = publish_ended()
        told = ngettext("%(count)d new table is shown.", "%(count)d new tables are shown.", new)
        self.stdout.write(told % {"count": new})


def _grant(told: str) -> Grant:
    try:
        grant = Grant.objects.select_related("recipient_unit").filter(pk=UUID(told)).first()
    except ValueError:
        grant = None
    if grant is None:
        raise CommandError(
            _("There is no grant %(grant)s. Write the last part of the address of its page. Nothing was taken in.")
            % {"grant": told}
        )
    return grant

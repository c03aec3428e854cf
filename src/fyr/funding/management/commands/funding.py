"""`fyr funding`: grants of other funders in, and what is published out."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.scope import acting
from fyr.funding import money
from fyr.funding.actions.imports import judged, take_all
from fyr.funding.interchange.formats import FORMATS, written
from fyr.funding.models.incoming import GrantImport, IncomingState
from fyr.funding.models.public import PublishedGrant
from fyr.work.command_files import reason_of, write_whole


class Command(BaseCommand):
    help = _("Takes grants of other funders in as 360Giving, and writes what is published in open formats.")

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        taking = parts.add_parser("import", help=_("Take a file in. Nothing of it is taken in if anything is wrong."))
        taking.add_argument("file", type=Path, help=_("360Giving data: .json, .xlsx or .csv."))
        taking.add_argument("--by", required=True, help=_("E-mail of the member who is accountable."))
        taking.add_argument("--dry-run", action="store_true", help=_("Check the file and keep nothing."))
        taking.add_argument("--json", action="store_true", help=_("Print the result as JSON."))
        giving = parts.add_parser("export", help=_("Write what is public: every decision and grant that is published."))
        giving.add_argument("--format", required=True, choices=list(FORMATS), help=_("The format to write."))
        giving.add_argument("--out", required=True, type=Path, help=_("The file to write."))
        giving.add_argument("--force", action="store_true", help=_("Write over a file that is there already."))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"] == "import":
            self.take(options)
        else:
            self.give(options)

    def take(self, options: dict[str, Any]) -> None:
        by = Member.objects.filter(email__iexact=options["by"]).first()
        if by is None or not by.rights.anywhere(Permission.FUNDING_WRITE):
            told = _(
                "No member with the address %(address)s may take grants in. That takes a role such as national officer."
            )
            raise CommandError(told % {"address": options["by"]})
        act = judged if options["dry_run"] else take_all
        with acting(by):
            made = act(by=by, name=options["file"].name, data=_content(options["file"]))
        wrong = made.state == IncomingState.WRONG
        if options["json"]:
            self.stdout.write(json.dumps(_summary(made, dry_run=options["dry_run"]), ensure_ascii=False))
        else:
            self._tell(made, dry_run=options["dry_run"])
        if wrong or made.rejections:
            raise SystemExit(1)

    def _tell(self, made: GrantImport, *, dry_run: bool) -> None:
        for row, field, value, reason in made.rejections:
            place = _("row %(row)d") % {"row": row} if row else _("the file")
            said = f' "{value}"' if value else ""
            self.stderr.write(f"{place}{', ' if field else ''}{field}{said}: {reason}")
        if made.state == IncomingState.WRONG:
            told = ngettext(
                "Nothing was taken in: %(count)d thing to mend.",
                "Nothing was taken in: %(count)d things to mend.",
                len(made.rejections),
            )
            self.stderr.write(told % {"count": len(made.rejections)})
            return
        told = ngettext(
            "%(count)d grant, %(known)d of it here before.",
            "%(count)d grants, %(known)d of them here before.",
            made.total,
        )
        self.stdout.write(told % {"count": made.total, "known": made.known})
        for currency, amount in sorted(made.sums.items()):
            self.stdout.write(money.shown(amount, currency))
        self.stdout.write(_("The file is right. Nothing was taken in.") if dry_run else str(made.get_state_display()))

    def give(self, options: dict[str, Any]) -> None:
        out = options["out"]
        if out.exists() and not options["force"]:
            told = _("%(file)s is there already and was left as it is. Choose another name, or add --force.")
            raise CommandError(told % {"file": out})
        if not PublishedGrant.objects.exists():
            raise CommandError(_("No grant is published yet, so there is nothing to write."))
        try:
            write_whole(out, written(options["format"]), for_everybody=True)
        except OSError as error:
            told = _("%(file)s cannot be written: %(why)s. Nothing was left behind.")
            raise CommandError(told % {"file": out, "why": reason_of(error)}) from error
        self.stdout.write(_("Wrote %(file)s.") % {"file": out})


def _summary(made: GrantImport, *, dry_run: bool) -> dict[str, Any]:
    names = ("row", "field", "value", "reason")
    return {
        "state": made.state,
        "total": made.total,
        "known": made.known,
        "taken": made.done,
        "sums": made.sums,
        "dry_run": dry_run,
        "rejected": [dict(zip(names, one, strict=True)) for one in made.rejections],
    }


def _content(file: Path) -> bytes:
    """As much of the file as the reader accepts, and one byte more for it to refuse."""
    try:
        with open(file, "rb") as opened:
            return opened.read(settings.UPLOAD_LARGEST + 1)
    except OSError as error:
        told = _("%(file)s cannot be read: %(why)s. Nothing was taken in.")
        raise CommandError(told % {"file": file, "why": reason_of(error)}) from error

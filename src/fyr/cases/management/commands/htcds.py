"""`fyr htcds`: cases in and out as HTCDS 2.0."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fyr import node
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import acting
from fyr.cases.actions.leaving import ctdc_rows, export_persons, kept_back
from fyr.cases.actions.transfer import AlreadyImported, Person, StoodStill, import_persons, refuse_known
from fyr.cases.htcds import ctdc
from fyr.cases.htcds.formats import SUFFIXES, UnreadableFile, format_for
from fyr.cases.htcds.reader import MAX_BYTES
from fyr.cases.htcds.validate import Rejection, check_file
from fyr.work.command_files import reason_of, write_whole

FORMATS = [suffix.removeprefix(".") for suffix in SUFFIXES]


class Command(BaseCommand):
    help = _("Takes cases in and out as HTCDS 2.0, IOM's standard for case data.")

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        taking = parts.add_parser("import", help=_("Import a file. Nothing is imported if any row is wrong."))
        taking.add_argument("file", type=Path, help=_("A file of persons: .json, .xlsx, .csv or .zip."))
        taking.add_argument("--format", choices=FORMATS, help=_("Read it as this, whatever its name ends in."))
        taking.add_argument("--by", required=True, help=_("E-mail of the member who imports."))
        taking.add_argument("--unit", required=True, help=_("Code of the unit that gets the cases."))
        taking.add_argument("--dry-run", action="store_true", help=_("Check the file and import nothing."))
        taking.add_argument("--json", action="store_true", help=_("Print the result as JSON."))
        giving = parts.add_parser("export", help=_("Export the cases of a unit."))
        giving.add_argument("--by", required=True, help=_("E-mail of the member who exports."))
        giving.add_argument("--unit", help=_("Code of the unit; every unit where she may export unless told."))
        giving.add_argument(
            "--out", required=True, type=Path, help=_("The file to write. Its suffix decides the format.")
        )
        giving.add_argument("--format", choices=FORMATS, help=_("Write this, whatever the name of the file ends in."))
        giving.add_argument("--force", action="store_true", help=_("Write over a file that is there already."))
        counting = parts.add_parser(
            "ctdc", help=_("Write the cases of a unit as rows of CTDC's codebook, for the node's own statistics.")
        )
        counting.add_argument("--by", required=True, help=_("E-mail of the member who exports."))
        counting.add_argument("--unit", help=_("Code of the unit; every unit where she may export unless told."))
        counting.add_argument("--out", required=True, type=Path, help=_("The CSV file to write."))
        counting.add_argument("--force", action="store_true", help=_("Write over a file that is there already."))

    def handle(self, *args: Any, **options: Any) -> None:
        by = Member.objects.filter(email__iexact=options["by"]).first()
        if by is None or not by.rights.by_unit:
            told = _("No member with the address %(address)s works here. 'fyr user list' shows who does.")
            raise CommandError(told % {"address": options["by"]})
        unit = _unit(options["unit"]) if options["unit"] is not None else None
        with acting(by):
            if options["part"] == "import" and unit is not None:
                self.take(by, unit, options)
            elif options["part"] == "ctdc":
                self.count(by, unit, options)
            else:
                self.give(by, unit, options)

    def take(self, by: Member, unit: Unit, options: dict[str, Any]) -> None:
        """Check the file and import it. The check itself tells what is in the unit, so it needs the same right."""
        if not by.rights.hold(Permission.IMPORT_MAKE, unit.pk):
            told = _(
                "%(name)s may not import cases into %(unit)s. That takes a role such as regional coordinator there."
            )
            raise CommandError(told % {"name": by.name, "unit": unit.code})
        result = check_file(_named(options["file"], options), _content(options["file"]))
        rejections, imported = result.rejections, 0
        if not rejections:
            try:
                if options["dry_run"]:
                    refuse_known(unit, result.persons)
                elif result.persons:
                    imported = len(import_persons(by=by, unit=unit, persons=result.persons))
            except AlreadyImported as error:
                rejections = [replace(one, row=result.rows[one.row - 1]) for one in error.rejections]
            except StoodStill as error:
                told = _(
                    "The import stood still for more than an hour and was given up. Nothing was imported: try again."
                )
                raise CommandError(told) from error
        if options["json"]:
            summary = {"imported": imported, "valid": len(result.persons), "dry_run": options["dry_run"]}
            listed = [asdict(one) for one in rejections]
            self.stdout.write(json.dumps({**summary, "rejected": listed}, ensure_ascii=False))
            if rejections:
                raise SystemExit(1)
        elif rejections:
            self._refuse(options["file"], rejections)
        else:
            self.stdout.write(_done(imported, len(result.persons), dry_run=options["dry_run"]))

    def _refuse(self, file: Path, rejections: list[Rejection]) -> None:
        of_a_place = [one for one in rejections if one.row or one.sheet]
        of_the_whole = [one for one in rejections if not (one.row or one.sheet)]
        if not of_a_place:
            told = _("%(file)s: nothing was imported. %(expectation)s")
            raise CommandError(told % {"file": file, "expectation": of_the_whole[0].expectation})
        for one in of_a_place:
            self.stderr.write(f"{where(one)}: {one.value}. {one.expectation}")
        for one in of_the_whole:
            self.stderr.write(one.expectation)
        told = ngettext(
            "Nothing was imported: %(count)d thing to mend in the file.",
            "Nothing was imported: %(count)d things to mend in the file.",
            len(rejections),
        )
        raise CommandError(told % {"count": len(rejections)})

    def may_export(self, by: Member, unit: Unit | None, options: dict[str, Any]) -> list[UUID]:
        """The units to export, once it is clear that she may, here, and over no file that is there already."""
        if not node.is_example():
            told = _(
                "A real node exports only through the browser (Cases, Export): there the member confirms who she is, "
                "and the file is encrypted to her passphrase."
            )
            raise CommandError(told)
        units = [unit.pk] if unit else by.rights.units(Permission.EXPORT_MAKE)
        if not units or not all(by.rights.hold(Permission.EXPORT_MAKE, each) for each in units):
            told = _("%(name)s may not export those cases. That takes a role such as regional coordinator in the unit.")
            raise CommandError(told % {"name": by.name})
        if options["out"].exists() and not options["force"]:
            told = _("%(file)s is there already and was left as it is. Choose another name, or add --force.")
            raise CommandError(told % {"file": options["out"]})
        return units

    def count(self, by: Member, unit: Unit | None, options: dict[str, Any]) -> None:
        units = self.may_export(by, unit, options)
        rows = Counted(ctdc_rows(by=by, units=units))
        _write_told(options["out"], ctdc.write(rows))
        told = ngettext(
            "Wrote %(count)d row to %(file)s. It holds one row for each person: keep it as carefully as the cases.",
            "Wrote %(count)d rows to %(file)s. It holds one row for each person: keep it as carefully as the cases.",
            rows.count,
        )
        self.stdout.write(told % {"count": rows.count, "file": options["out"]})

    def give(self, by: Member, unit: Unit | None, options: dict[str, Any]) -> None:
        units = self.may_export(by, unit, options)
        named = [each for each in units if by.rights.hold(Permission.EXPORT_IDENTITY, each)]
        nameless = [each for each in units if each not in named]
        try:
            persons = Counted(_persons(by, named, nameless))
            _write_told(options["out"], format_for(_named(options["out"], options)).write(persons))
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        if not nameless:
            told = ngettext(
                "Exported %(count)d person to %(file)s, with identity.",
                "Exported %(count)d persons to %(file)s, with identity.",
                persons.count,
            )
        elif not named:
            told = ngettext(
                "Exported %(count)d person to %(file)s, without identity.",
                "Exported %(count)d persons to %(file)s, without identity.",
                persons.count,
            )
        else:
            told = ngettext(
                "Exported %(count)d person to %(file)s, with identity only from the units where %(name)s may take it out.",
                "Exported %(count)d persons to %(file)s, with identity only from the units where %(name)s may take it out.",
                persons.count,
            )
        self.stdout.write(told % {"count": persons.count, "file": options["out"], "name": by.name})
        kept = kept_back(units)
        if kept:
            told = ngettext(
                "%(count)d case stayed here: protected data and consultations never leave.",
                "%(count)d cases stayed here: protected data and consultations never leave.",
                kept,
            )
            self.stdout.write(told % {"count": kept})


class Counted:
    """Persons on their way out, and how many went."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons, self.count = persons, 0

    def __iter__(self) -> Iterator[Person]:
        for person in self.persons:
            self.count += 1
            yield person


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        told = _("There is no unit with the code %(code)s. The office page lists the units and their codes.")
        raise CommandError(told % {"code": code})
    return unit


def where(one: Rejection) -> str:
    """Where to look: the row of the file, or the cell of a sheet, and the field."""
    place = _("Row %(row)d") % {"row": one.row}
    if one.sheet:
        place = _("Sheet %(sheet)s, cell %(cell)s") % {"sheet": one.sheet, "cell": one.cell or "A1"}
    return place + (f", {one.field}" if one.field else "")


def _named(file: Path, options: dict[str, Any]) -> str:
    """A name whose suffix says the format."""
    return f"file.{options['format']}" if options["format"] else file.name


def _content(file: Path) -> bytes:
    """As much of the file as the reader accepts, and one byte more for it to refuse."""
    try:
        with open(file, "rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        told = _("%(file)s cannot be read: %(why)s. Nothing was imported.")
        raise CommandError(told % {"file": file, "why": reason_of(error)}) from error


def _done(imported: int, valid: int, *, dry_run: bool) -> str:
    if not valid:
        return _("The file holds no person, so nothing was imported.")
    if dry_run:
        told = ngettext(
            "The file is right: %(count)d person. Nothing was imported.",
            "The file is right: %(count)d persons. Nothing was imported.",
            valid,
        )
        return told % {"count": valid}
    return ngettext("Imported %(count)d person.", "Imported %(count)d persons.", imported) % {"count": imported}


def _persons(by: Member, named: list[UUID], nameless: list[UUID]) -> Iterator[Person]:
    """With identity from the first units, and without from the others."""
    return chain(
        export_persons(by=by, units=named, with_identity=True) if named else (),
        export_persons(by=by, units=nameless, with_identity=False) if nameless else (),
    )


def _write_told(path: Path, pieces: Iterable[bytes]) -> None:
    try:
        write_whole(path, pieces)
    except OSError as error:
        told = _("%(file)s cannot be written: %(why)s. Nothing was left behind.")
        raise CommandError(told % {"file": path, "why": reason_of(error)}) from error

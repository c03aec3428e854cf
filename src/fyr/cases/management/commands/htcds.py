"""`fyr htcds`: cases in and out as HTCDS 2.0."""

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fyr import node
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import acting
from fyr.cases.actions.transfer import AlreadyImported, export_persons, import_persons, refuse_known
from fyr.cases.htcds.formats import UnreadableFile, format_for
from fyr.cases.htcds.validate import Rejection, check_file


class Command(BaseCommand):
    help = "Takes cases in and out as HTCDS 2.0, IOM's standard for case data."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        taking = parts.add_parser("import", help="Import a file. Nothing is imported if any row is wrong.")
        taking.add_argument("file", type=Path, help="A JSON file: an array with one object per person.")
        taking.add_argument("--by", required=True, help="E-mail of the member who imports.")
        taking.add_argument("--unit", required=True, help="Code of the unit that gets the cases.")
        taking.add_argument("--dry-run", action="store_true", help="Check the file and import nothing.")
        taking.add_argument("--json", action="store_true", help="Print the result as JSON.")
        giving = parts.add_parser("export", help="Export the cases of a unit.")
        giving.add_argument("--by", required=True, help="E-mail of the member who exports.")
        giving.add_argument("--unit", help="Code of the unit; every unit where she may export unless told.")
        giving.add_argument("--out", required=True, type=Path, help="The file to write; its suffix decides the format.")

    def handle(self, *args: Any, **options: Any) -> None:
        by = Member.objects.filter(email__iexact=options["by"]).first()
        if by is None or not by.rights.by_unit:
            raise CommandError(
                f"No member with the address {options['by']!r} works here. 'fyr user list' shows who does."
            )
        with acting(by):
            try:
                (self.take if options["part"] == "import" else self.give)(by, options)
            except PermissionDenied as error:
                raise CommandError(f"{by.name} may not {options['part']} cases in that unit.") from error

    def take(self, by: Member, options: dict[str, Any]) -> None:
        unit = _unit(options["unit"])
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        result = check_file(options["file"].name, data)
        rejections = list(result.rejections)
        imported = 0
        if not rejections:
            try:
                if options["dry_run"]:
                    refuse_known(unit, result.persons)
                else:
                    imported = len(import_persons(by=by, unit=unit, persons=result.persons))
            except AlreadyImported as error:
                rejections = error.rejections
        self._report(options, imported, len(result.persons), rejections)

    def _report(self, options: dict[str, Any], imported: int, valid: int, rejections: list[Rejection]) -> None:
        if options["json"]:
            summary = {"imported": imported, "valid": valid, "dry_run": options["dry_run"]}
            self.stdout.write(
                json.dumps({**summary, "rejected": [asdict(one) for one in rejections]}, ensure_ascii=False)
            )
            if rejections:
                raise SystemExit(1)
            return
        for one in rejections:
            where = f"Row {one.row}, {one.field}" if one.row else str(options["file"])
            value = f": {one.value}" if one.value else ""
            self.stderr.write(f"{where}{value}. {one.expectation}")
        if rejections:
            raise CommandError(f"Nothing was imported: {len(rejections)} thing(s) to mend in the file.")
        told = (
            f"The file is right: {valid} person(s). Nothing was imported."
            if options["dry_run"]
            else f"Imported {imported} person(s)."
        )
        self.stdout.write(told)

    def give(self, by: Member, options: dict[str, Any]) -> None:
        if not node.is_example():
            raise CommandError(
                "A real node exports only through the browser (Cases, Export): there the member confirms who she is, "
                "and the file is encrypted to her passphrase."
            )
        units = [_unit(options["unit"]).pk] if options["unit"] else by.rights.units(Permission.EXPORT_MAKE)
        with_identity = bool(units) and all(by.rights.hold(Permission.EXPORT_IDENTITY, unit) for unit in units)
        try:
            chosen = format_for(options["out"].name)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        pieces = chosen.write(export_persons(by=by, units=units, with_identity=with_identity))
        try:
            _write_whole(options["out"], pieces)
        except OSError as error:
            raise CommandError(
                f"{options['out']} cannot be written: {error.strerror}. Nothing was left behind."
            ) from error
        told = "with" if with_identity else "without"
        self.stdout.write(f"Exported to {options['out']}, {told} identity.")


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(f"There is no unit {code!r}. The office page lists the units and their codes.")
    return unit


def _write_whole(path: Path, pieces: Any) -> None:
    """The file appears complete or not at all, readable by its owner only."""
    descriptor, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

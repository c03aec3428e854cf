"""The rows of a table as 360Giving grants."""

from typing import Any

from django.utils.translation import gettext as _

from fyr.funding.interchange.cells import value_of
from fyr.funding.interchange.faults import Fault, Read, Unreadable, shown
from fyr.funding.interchange.giving_fields import GRANT
from fyr.funding.interchange.giving_kinds import Kind
from fyr.funding.interchange.json_in import loaded
from fyr.funding.interchange.paths import heading, understood
from fyr.funding.interchange.plain import Path
from fyr.funding.interchange.sheet import META, OTHER, Sheet, says_nothing

ID: Path = ("id",)
Headings = dict[Path, str]
Columns = dict[int, tuple[Path, Kind | None]]


def records_of(sheets: list[Sheet]) -> tuple[Read, Headings]:
    """The grants of the one sheet that holds any, not judged yet, and its headings by place. Raises Unreadable."""
    held = [
        (sheet, _columns(sheet)) for sheet in sheets if sheet.rows and sheet.name.strip().casefold() != META.casefold()
    ]
    with_id = [(sheet, columns) for sheet, columns in held if any(path == ID for path, _kind in columns.values())]
    if not with_id:
        raise Unreadable(
            _(
                'No sheet has a column "Identifier". Put the grants into one sheet, with the headings of 360Giving in its first row.'
            )
        )
    for sheet, columns in held:
        alike = sum(kind is not None for _path, kind in columns.values())
        if (sheet, columns) != with_id[0] and (alike > 1 or (sheet, columns) in with_id):
            told = _("The sheet %(name)s holds grants too. Put all of them into one sheet, each with its Identifier.")
            raise Unreadable(told % {"name": sheet.name})
    return _rows(*with_id[0])


def _columns(sheet: Sheet) -> Columns:
    return {
        at: understood(str(cell))
        for at, cell in enumerate(sheet.rows[0][1])
        if not says_nothing(cell) and str(cell) != OTHER
    }


def _rows(sheet: Sheet, columns: Columns) -> tuple[Read, Headings]:
    first, cells = sheet.rows[0]
    headings: Headings = {}
    found = Read()
    for at, (path, _kind) in columns.items():
        if path in headings:
            told = _("The heading %(name)s stands over two columns. Remove one of them.")
            raise Unreadable(told % {"name": str(cells[at]).strip()})
        headings[path] = str(cells[at]).strip()
    other = next((at for at, cell in enumerate(cells) if cell == OTHER), None)
    for number, row in sheet.rows[1:]:
        record: dict[Any, Any] = {}
        for at, value in enumerate(row):
            if (number, at) in sheet.wrong:
                name = str(cells[at]) if at < len(cells) else ""
                found.faults.append(Fault(number, name, shown(value), sheet.wrong[number, at]))
            elif not says_nothing(value) and at in columns:
                _put(record, columns[at][0], value_of(columns[at][1], value), headings)
            elif not says_nothing(value) and at != other:
                told = _("This column has no heading. Write one in row %(row)d, or empty the column.")
                found.faults.append(Fault(number, "", shown(value), told % {"row": first}))
        made = _listed(record)
        if other is not None and other < len(row) and not says_nothing(row[other]):
            _add_other(made, row[other], number, found)
        found.records.append(made)
        found.rows.append(number)
    if not found.records:
        raise Unreadable(_("There is no grant under the headings, so there is nothing to take in."))
    return found, headings


def _put(record: dict[Any, Any], path: Path, value: Any, headings: Headings) -> None:
    place = record
    for part in path[:-1]:
        place = place.setdefault(part, {})
        if not isinstance(place, dict):
            # Somebody has both a column A and a column A:B.
            record[headings[path]] = value
            return
    if isinstance(place.get(path[-1]), dict):
        record[headings[path]] = value
    else:
        place[path[-1]] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(key, int) for key in value):
        return [_listed(value[key]) for key in sorted(value)]
    return {key: _listed(one) for key, one in value.items()}


def _add_other(record: dict[str, Any], cell: object, number: int, found: Read) -> None:
    try:
        held = loaded(str(cell))
    except (ValueError, RecursionError, Unreadable):
        held = None
    if not isinstance(held, dict):
        told = _("This column holds what Fyr wrote there, as JSON. Leave it as it was, or empty the cell.")
        found.faults.append(Fault(number, OTHER, shown(cell), told))
        return
    record.update(held)


def place_in_table(found: Read, headings: Headings) -> Read:
    """Faults name the heading of the column, as it stands or as it should."""
    names = {"/".join(map(str, path)): name for path, name in headings.items()}
    found.faults = [
        Fault(one.row, names.get(one.field) or _title(one.field), one.value, one.reason)
        for one in sorted(found.faults, key=lambda one: one.row)
    ]
    return found


def _title(field: str) -> str:
    path = tuple(int(part) if part.isdigit() else part for part in field.split("/"))
    known = any(one.key == path[0] for one in GRANT)
    try:
        return heading(path, set()) if known else field
    except StopIteration:
        return field

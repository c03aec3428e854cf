"""The sheets of a workbook, or the files of an archive, as persons: one row each, and what is repeated in sheets of its own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from fyr.cases.htcds.catalogue import FIELDS, MORE, REPEATED, SOURCE_REFERENCE
from fyr.cases.htcds.cells import Unfit, value_of
from fyr.cases.htcds.headings import CASE, Headings, Sheet, is_blank, understood
from fyr.cases.htcds.validate import Line, Misplaced, Place, Rejection, shown

PERSONS = "Sheet1"
ABOUT = "About this file"
MOST_ROWS = 10_000
MAIN = (CASE, SOURCE_REFERENCE, *FIELDS)


def persons(sheets: list[Sheet]) -> list[Line]:
    """The persons for validate.check. Raises Misplaced where the headings or the sheets cannot be trusted."""
    main, further = _sorted(sheets)
    headings = understood(main, MAIN)
    faults = list(headings.faults)
    others = [(section, sheet, understood(sheet, (CASE, *REPEATED[section]))) for section, sheet in further.items()]
    for _section, sheet, found in others:
        faults += found.faults
        rows = any(_filled(sheet, found))
        if rows and not found.faults and CASE not in found.columns.values():
            told = _("This sheet says more about cases in the first one: give it a column %(name)s with their numbers.")
            faults.append(Rejection(1, CASE, "", told % {"name": CASE}, sheet.name, "A1"))
    if not headings.columns and not faults:
        told = _(
            "No column of this sheet has a heading of HTCDS. Use the names of the standard, such as prs_Birthdate."
        )
        faults.append(Rejection(1, "", "", told, main.name, "A1"))
    if faults:
        raise Misplaced(faults)
    by_number: dict[str, Line] = {}
    lines = list(_lines(main, headings, by_number))
    for section, sheet, found in others:
        lines += _further(section, sheet, found, by_number)
    return lines


def _sorted(sheets: list[Sheet]) -> tuple[Sheet, dict[str, Sheet]]:
    """The sheet of persons, and those of what is repeated; a sheet that would be passed over in silence is refused."""
    further = {sheet.name: sheet for sheet in sheets if sheet.name in REPEATED}
    rest = [sheet for sheet in sheets if sheet.name not in REPEATED and sheet.name != ABOUT]
    filled = [sheet for sheet in rest if any(not is_blank(value) for row in sheet.rows for value in row)]
    if not filled:
        told = _("No sheet holds persons. Put them into the first sheet, one row each, under the standard's names.")
        raise Misplaced([Rejection(0, "", "", told)])
    faults = []
    for sheet in filled[1:]:
        told = _("Fyr does not know this sheet. Remove it, or move what it holds to the first sheet.")
        faults.append(Rejection(1, "", "", told, sheet.name, "A1"))
    ours = any(sheet.name == ABOUT for sheet in sheets)
    for section in REPEATED if ours else ():
        if section not in further:
            told = _("The sheet %(name)s is missing from this file. Put it back, even if it is empty.")
            faults.append(Rejection(1, "", section, told % {"name": section}, section, "A1"))
    for name in {sheet.name for sheet in sheets if sheet is not further.get(sheet.name)} & further.keys():
        told = _("There are two sheets or files of this name. Put their rows into one.")
        faults.append(Rejection(1, "", name, told, name, "A1"))
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            told = _("The sheet has more than %(limit)d rows. Divide it and import the parts one after the other.")
            faults.append(Rejection(0, "", "", told % {"limit": MOST_ROWS}, sheet.name))
    if faults:
        raise Misplaced(faults)
    return filled[0], further


def _filled(sheet: Sheet, headings: Headings) -> Iterator[tuple[int, list[tuple[int, object]]]]:
    """The rows that say something: (row from 1, [(column, value)]). IOM's template numbers its empty rows."""
    wrong_in: dict[int, list[int]] = {}
    for row_number, at in sheet.wrong:
        if at in headings.columns:
            wrong_in.setdefault(row_number, []).append(at)
    for number, row in enumerate(sheet.rows[headings.first - 1 :], headings.first):
        cells = [(at, value) for at, value in enumerate(row) if at in headings.columns and not is_blank(value)]
        known = {at for at, _value in cells}
        cells += [(at, None) for at in wrong_in.get(number, ()) if at not in known]
        if cells:
            yield number, cells


def _lines(sheet: Sheet, headings: Headings, by_number: dict[str, Line]) -> Iterator[Line]:
    for number, cells in _filled(sheet, headings):
        line = Line(number)
        for column, value in cells:
            key = headings.columns[column]
            place = Place(sheet.name, sheet.cell(number, column), number, key)
            if key != CASE:
                _take(line, line, key, value, place, wrong=sheet.wrong.get((number, column)))
                continue
            if _number(value) in by_number:
                told = _("Row %(row)d has the same number. Give each case its own.")
                other = by_number[_number(value)].number
                line.faults.append(_fault(place, value, told % {"row": other}))
            by_number.setdefault(_number(value), line)
        if headings.numbered and sheet.rows[number - 1] and not is_blank(sheet.rows[number - 1][0]):
            by_number.setdefault(_number(sheet.rows[number - 1][0]), line)
        yield line


def _further(section: str, sheet: Sheet, headings: Headings, by_number: dict[str, Line]) -> Iterator[Line]:
    """Adds what the rows of this sheet say to their cases; yields a line for each row that belongs to none."""
    for number, cells in _filled(sheet, headings):
        found = {headings.columns[column]: (column, value) for column, value in cells}
        column, value = found.pop(CASE, (next(at for at, key in headings.columns.items() if key == CASE), None))
        line = by_number.get(_number(value)) if not is_blank(value) else None
        if line is None:
            place = Place(sheet.name, sheet.cell(number, column), number, CASE)
            told = _("No case in the first sheet has this number. Write the number from its column %(name)s.")
            lost = Line(number)
            lost.faults.append(_fault(place, value, told % {"name": CASE}))
            yield lost
            continue
        more: dict[str, list[dict[str, object]]] = line.setdefault(MORE, {})  # type: ignore[assignment]
        several = more.setdefault(section, [])
        several.append({})
        path = f"{MORE}.{section}.{len(several) + 1}"
        line.places[path] = Place(sheet.name, sheet.cell(number, column), number, CASE)
        line.places.setdefault(f"{MORE}.{section}", line.places[path])
        for key, (at, held) in found.items():
            place = Place(sheet.name, sheet.cell(number, at), number, key)
            _take(line, several[-1], f"{path}.{key}", held, place, wrong=sheet.wrong.get((number, at)))
        if not several[-1] and found:
            # What stands there is told already; an object that says nothing need not be told as well.
            several.pop()


def _take(line: Line, into: dict[str, object], path: str, value: object, place: Place, *, wrong: str | None) -> None:
    """The cell's value into the person or into one of what she has several of, or what is wrong with it."""
    line.places[path] = place
    if wrong is not None:
        line.faults.append(_fault(place, value, wrong))
        return
    try:
        into[place.field] = value_of(FIELDS.get(place.field), value)
    except Unfit as error:
        line.faults.append(_fault(place, value, str(error)))


def _fault(place: Place, value: object, told: str) -> Rejection:
    return Rejection(place.row, place.field, shown(value), told, place.sheet, place.cell)


def _number(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def tables(people: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[int, Mapping[str, Any]]]]:
    """Persons as sheets: (number of the case, fields) for each row. KeyError for a key that no file may carry."""
    made: dict[str, list[tuple[int, Mapping[str, Any]]]] = {PERSONS: [], **{section: [] for section in REPEATED}}
    known = {SOURCE_REFERENCE, *FIELDS}
    for number, person in enumerate(people, 1):
        own = {key: value for key, value in person.items() if key != MORE}
        if strange := own.keys() - known:
            raise KeyError(*strange)
        made[PERSONS].append((number, own))
        for section, several in person.get(MORE, {}).items():
            made[section] += [(number, one) for one in several]
    return made

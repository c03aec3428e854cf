"""One value in one cell of a spreadsheet, and the way back.

An empty cell is an absent value. `#null` stands for what is known not to be stated, `#none` for a list with nothing in it.
Text that a spreadsheet program would take for a formula gets an apostrophe in front; the way back takes it away again.
"""

import datetime
import re
from typing import Any

from django.utils.translation import gettext as _

from fyr.cases.htcds.catalogue import Field, Kind

NULL, NONE = "#null", "#none"
# What makes a spreadsheet program calculate (OWASP, CSV injection), full-width forms included.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"
SEPARATOR = ";"
LISTS = (Kind.MULTI, Kind.COUNTRIES)
TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.LOOKUP)
DEGREES = (Kind.LONGITUDE, Kind.LATITUDE)
YES = {"true", "yes", "1", "ja", "sant"}
NO = {"false", "no", "0", "nej", "falskt"}
NUMBER = re.compile(r"[+-]?\d{1,20}([.,]\d{1,20})?([eE][+-]?\d{1,3})?", re.ASCII)
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?", re.ASCII)
LEADING_ZEROS = ("prs_IdentityNumber", "prs_MailingPostalCode", "org_ShippingPostalCode", "hte_PostalCode")
# Excel counts days; what is smaller may be a year that somebody typed, and nobody alive was born before 1910.
FIRST_DAY, LAST_DAY = 3654, 2_958_465
LARGEST_EXACT = 10**15


class Unfit(ValueError):
    """The cell holds nothing that the field could mean; the message says what to write."""


def guarded(text: str) -> str:
    """The text as a cell may hold it. unguarded() gives it back exactly."""
    return GUARD + text if _needs_guard(text) else text


def unguarded(text: str) -> str:
    """Strips one apostrophe, and only where a guard would have put it: 't Hooft keeps her name."""
    return text[1:] if text.startswith(GUARD) and _needs_guard(text[1:]) else text


def _needs_guard(text: str) -> bool:
    inner = text.lstrip(GUARD)
    return inner.startswith(DANGEROUS) or inner.strip().startswith(DANGEROUS) or inner.strip() in (NULL, NONE, "")


def cell_of(field: Field | None, value: object) -> str | int | float | bool:
    """What to write for this value; `field` is None for the sender's reference."""
    if value is None:
        return NULL
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list):
        return SEPARATOR.join(value) if value else NONE
    text = str(value)
    return text if field and field.kind not in (*TEXTS, Kind.PHONE) else guarded(text)


def value_of(field: Field | None, cell: Any, *, epoch: datetime.date = datetime.date(1899, 12, 30)) -> object:
    """The value in a cell that is not empty. Raises Unfit; what is left to judge is left to validate.fault."""
    if isinstance(cell, str):
        if cell == NULL or cell.strip() == NULL:
            return None
        if cell.lstrip().startswith("="):
            raise Unfit(_("This is a formula. Write the value itself: copy the cell and paste it as a value."))
    if field is None or field.kind in TEXTS:
        return _text(field, cell)
    if field.kind is Kind.PHONE:
        return _phone(cell)
    if field.kind in LISTS:
        return _several(field, cell)
    if field.kind is Kind.DATE:
        return _date(cell, epoch)
    if field.kind is Kind.CHECKBOX:
        return _checkbox(cell)
    if field.kind is Kind.INTEGER or field.kind in DEGREES:
        return _number(field, cell)
    if not isinstance(cell, str):
        raise Unfit(_("Write one of the standard's codes as text."))
    return cell.strip()


def _text(field: Field | None, cell: Any) -> str:
    if isinstance(cell, str):
        return unguarded(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Unfit(
            _("The program has turned this into a date or a yes/no. Format the cell as text and write it again.")
        )
    if not abs(cell) < LARGEST_EXACT or cell != int(cell):
        raise Unfit(
            _(
                "The program has taken this for a number and may have changed it. Format the cell as text and write it again."
            )
        )
    text = str(int(cell))
    if field and field.key in LEADING_ZEROS and (len(text) < 5 or field.key == "prs_IdentityNumber"):
        raise Unfit(
            _(
                "The program has taken this for a number, and zeros in front are lost. Format the cell as text and write it again."
            )
        )
    return text


def _phone(cell: Any) -> str:
    if not isinstance(cell, str):
        raise Unfit(
            _(
                "The program has taken this for a number, and the plus sign or zeros in front are lost. Format the cell as text and write it again, such as +46701740605."
            )
        )
    return re.sub(r"[\s-]", "", unguarded(cell.strip()))


def _several(field: Field, cell: Any) -> list[str]:
    """Separated by semicolons, as in IOM's template, or by blanks, as forms made with the XLSForm give them."""
    if not isinstance(cell, str):
        raise Unfit(_("Write the standard's codes as text, with a semicolon between them."))
    text = cell.strip()
    if text == NONE:
        return []
    if SEPARATOR in text:
        return [part.strip() for part in text.strip(SEPARATOR + " \n").split(SEPARATOR)]
    known = {code.code for code in field.all_codes}
    parts = text.split()
    return parts if len(parts) > 1 and (field.kind is Kind.COUNTRIES or known.issuperset(parts)) else [text]


def _date(cell: Any, epoch: datetime.date) -> str:
    if isinstance(cell, datetime.datetime):
        if cell.time() != datetime.time():
            raise Unfit(_("There is a time of day in this date. Write the date alone, such as 2026-03-08."))
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not FIRST_DAY <= cell <= LAST_DAY or cell != int(cell):
            raise Unfit(_("This number is no date. Write the whole date as YYYY-MM-DD, such as 2026-03-08."))
        return (epoch + datetime.timedelta(days=int(cell))).isoformat()
    if not isinstance(cell, str):
        raise Unfit(_("Write a date as YYYY-MM-DD, such as 2026-03-08."))
    text = cell.strip()
    moment = MOMENT.fullmatch(text)
    return moment[1] if moment else text


def _checkbox(cell: Any) -> bool:
    said = str(cell).strip().casefold() if isinstance(cell, str | bool | int) else ""
    if said not in YES | NO:
        raise Unfit(
            _("Write TRUE or FALSE (or Yes and No, Ja and Nej, 1 and 0), or #null where it is known to be unstated.")
        )
    return said in YES


def _number(field: Field, cell: Any) -> object:
    if isinstance(cell, str):
        text = cell.strip().replace("\N{MINUS SIGN}", "-")
        if not NUMBER.fullmatch(text):
            raise Unfit(_("Write a number, in digits only."))
        number: int | float = float(text.replace(",", "."))
        if re.fullmatch(r"[+-]?\d+", text):
            number = int(text)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        number = cell
    else:
        raise Unfit(_("Write a number, in digits only."))
    whole = field.kind is Kind.INTEGER and isinstance(number, float) and number.is_integer()
    return int(number) if whole else number

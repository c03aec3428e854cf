"""Lines of the accounting system, beside what Fyr says was paid."""

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.funding import money
from fyr.funding.models import Voucher

COLUMNS = ("voucher", "date", "amount", "currency", "text")
MOST = 5000
# Of a line, in characters: no voucher is told in more.
LONGEST = 10_000


@dataclass(frozen=True)
class Line:
    number: str
    paid_on: datetime.date
    amount: int
    currency: str
    text: str


def read(data: bytes) -> list[Line]:
    """Lines of a CSV file in UTF-8 with the columns voucher, date, amount, currency, text; `;` or `,` between them.

    Raises Refused with row, column, value and what to do; nothing of the file is taken then.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("The file is not in UTF-8. Save it as CSV UTF-8."), "file") from None
    if "\0" in text or max(map(len, text.splitlines()), default=0) > LONGEST:
        raise Refused(_("The file cannot be read. Save it as CSV UTF-8."), "file")
    first = text.splitlines()[0] if text.strip() else ""
    rows = csv.DictReader(io.StringIO(text, newline=None), delimiter=";" if ";" in first else ",")
    try:
        lacking = [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]
        if lacking:
            told = {"names": ", ".join(lacking), "all": ", ".join(COLUMNS)}
            raise Refused(_("The first row lacks %(names)s. It names the columns: %(all)s.") % told, "file")
        lines = [_line(rows.line_num, row) for row in rows]
    except csv.Error:
        raise Refused(_("The file cannot be read. Save it as CSV UTF-8."), "file") from None
    if not 0 < len(lines) <= MOST:
        raise Refused(_("The file holds no line, or more than %(most)d. Divide it.") % {"most": MOST}, "file")
    return lines


def _line(number: int, row: dict[str, str | None]) -> Line:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    currency = told["currency"] or "SEK"
    try:
        if not told["voucher"]:
            raise Refused(gettext("The voucher has no number."), "voucher")
        if not money.CURRENCY.fullmatch(currency):
            raise Refused(gettext("Write the currency with three capital letters, such as SEK."), "currency")
        try:
            day = datetime.date.fromisoformat(told["date"])
        except ValueError:
            raise Refused(gettext("Write the date as year-month-day, for example 2026-11-24."), "date") from None
        try:
            amount = money.parse(told["amount"], currency)
        except Refused as error:
            raise Refused(error.text, "amount") from None
    except Refused as error:
        place = {"row": number, "column": error.field, "value": told[error.field][:40], "reason": error.text}
        raise Refused(gettext("Row %(row)d, %(column)s “%(value)s”: %(reason)s") % place, "file") from None
    return Line(told["voucher"][:60], day, amount, currency, told["text"][:200])


@transaction.atomic
def take(*, by: Member, unit: Unit, lines: Sequence[Line]) -> int:
    """Put them beside the payments of a unit; a number that was taken before is replaced. Gives how many there are."""
    if not by.rights.hold(Permission.FUNDING_WRITE, unit.pk):
        raise PermissionDenied
    numbers = [line.number for line in lines]
    if len(set(numbers)) < len(numbers):
        twice = next(one for one in numbers if numbers.count(one) > 1)
        raise Refused(_("The voucher %(number)s stands there twice.") % {"number": twice}, "file")
    Voucher.objects.filter(unit=unit, number__in=numbers).delete()
    Voucher.objects.bulk_create(
        Voucher(
            unit=unit,
            number=line.number,
            paid_on=line.paid_on,
            amount=line.amount,
            currency=line.currency,
            text=line.text,
            taken_by=by,
        )
        for line in lines
    )
    journal.append(label="funding.vouchers.taken", actor=by.pk, codes={"lines": str(len(lines))})
    return len(lines)

"""Files of grants in, whatever they are: 360Giving as JSON, as a workbook or as CSV."""

from django.conf import settings
from django.utils.translation import gettext as _

from fyr.funding.interchange import csv_in, json_in, xlsx_in
from fyr.funding.interchange.faults import Fault, Read, Unreadable
from fyr.funding.interchange.tables import place_in_table, records_of
from fyr.funding.interchange.whole import judge_all

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(name: str, data: bytes) -> Read:
    """The grants of a file and everything that is wrong with them; what is no file of grants at all gives one fault.

    What a file is, its content says; its name tells CSV from JSON.
    """
    try:
        return _read(name, data)
    except Unreadable as error:
        return Read(faults=[Fault(0, "", "", str(error.text))])


def _read(name: str, data: bytes) -> Read:
    if not data.strip():
        raise Unreadable(_("The file is empty. Choose the file with the grants."))
    if len(data) > settings.UPLOAD_LARGEST:
        told = _("The file is larger than %(limit)d MB. Divide it and take the parts in one after the other.")
        raise Unreadable(told % {"limit": settings.UPLOAD_LARGEST >> 20})
    if data.startswith(OLE):
        raise Unreadable(
            _(
                "This is an old Excel file (.xls), or one with a password. Save it as a workbook (.xlsx) without a password."
            )
        )
    if data.startswith(ZIP):
        return _table(xlsx_in.read(data))
    if name.lower().endswith(".csv"):
        return _table([csv_in.read(data)])
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"[") and not _is_wide(data):
        raise Unreadable(_("This is neither JSON, a workbook (.xlsx) nor CSV. Choose a file with 360Giving data."))
    found = json_in.read(data)
    judge_all(found)
    return found


def _is_wide(data: bytes) -> bool:
    """UTF-16 is told from other files, so that the reader can say how to save it."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]


def _table(sheets: list) -> Read:
    found, headings = records_of(sheets)
    judge_all(found)
    return place_in_table(found, headings)

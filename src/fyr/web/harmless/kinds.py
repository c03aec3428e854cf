"""What may come in, and how a refusal is told. A parser tries a file because of its first bytes; then it decides."""

from dataclasses import dataclass
from enum import StrEnum


class Media(StrEnum):
    """The values go into the database, and are the ending of a file that is handed out."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    TEXT = "txt"
    DOCX = "docx"
    XLSX = "xlsx"


# As an answer names them to the browser.
MEDIA_TYPES = {
    Media.PDF: "application/pdf",
    Media.JPEG: "image/jpeg",
    Media.PNG: "image/png",
    Media.TEXT: "text/plain; charset=utf-8",
    Media.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Media.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Treatment(StrEnum):
    """What was done to the file."""

    DRAWN_ANEW = "drawn_anew"
    CLEANED = "cleaned"
    SIGNED = "signed"
    UNCHANGED = "unchanged"


class Fault(StrEnum):
    """Why a file was refused; the words for it are in fyr.web.uploads."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNPACKS = "unpacks"
    LOCKED = "locked"
    MACROS = "macros"
    ACTIVE = "active"
    FETCHES = "fetches"
    SIGNED_ACTIVE = "signed_active"


class Harmful(Exception):
    """The file is refused."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Harmless:
    """What is kept instead of what came."""

    content: bytes
    media: Media
    treatment: Treatment


def look(content: bytes) -> Harmless:
    """Find out what it is and make it harmless. Raises Harmful. Only called where the parsers can do no damage."""
    from fyr.web.harmless import office, pdf, pictures, plain

    if not content:
        raise Harmful(Fault.EMPTY)
    if content.startswith(pictures.BEGINNINGS):
        return pictures.redraw(content)
    # A reader of PDF finds its mark anywhere in the first kilobyte, and so may whoever wants to be two things at once.
    if content.startswith(b"%PDF-"):
        return pdf.clean(content)
    if content.startswith(b"PK\x03\x04"):
        return office.clean(content)
    return plain.keep(content)

"""Text documents and sheets of Office Open XML: no macros, nothing enclosed, nothing fetched, no properties."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from fyr.web.harmless import pictures
from fyr.web.harmless.kinds import Fault, Harmful, Harmless, Media, Treatment

MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Media.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Media.XLSX,
}
ENTRIES = 2000
UNPACKED = 100 * 1024 * 1024
# Deflate reaches a thousand; no document that somebody wrote comes near two hundred.
TIMES = 200
EXCUSED = 1024 * 1024

# Programs; then what is enclosed; then what other places are asked for.
MACROS = re.compile(r"vba|macro|\.bin$|activex|/ctrlprops/|customui|\.(exe|dll|js|vbs)$", re.I)
ENCLOSED = re.compile(
    r"/embeddings/|oleobject|/externallinks/|connections\.xml$|querytables/|/webextensions/|/model/", re.I
)
PRINTER = re.compile(r"/printersettings/[^/]+\.bin$", re.I)
PROPERTIES = re.compile(r"^(docprops/|customxml/|docmetadata/)|/people\.xml$|/persons/|thumbnail", re.I)
DRAWN = re.compile(r"/media/[^/]+\.(jpe?g|png)$", re.I)
DRAWING = re.compile(r"/media/[^/]+\.(gif|emf|wmf)$", re.I)
XML = re.compile(r"\.(xml|rels|vml)$", re.I)
# A field that starts another program when the document opens.
FIELD = re.compile(r"\s*(DDE(AUTO)?|INCLUDE(TEXT|PICTURE)|LINK|IMPORT|DATABASE)\b", re.I)
# Functions of a sheet by which opening it asks another machine for something, or starts a program.
FORMULA = re.compile(r"\b(WEBSERVICE|IMAGE|RTD|STOCKHISTORY|CALL|REGISTER|EXEC|DDE)\s*\(|\|\s*'|\\\\", re.I)
FORMULAS = ("f", "definedName", "formula1", "formula2", "formula")
# A part in another format is unpacked and read by the program as a page, with all that a page may fetch.
OTHER_FORMAT = re.compile(r"html|mhtml|rfc822|rtf|^text/", re.I)


def clean(content: bytes) -> Harmless:
    try:
        with zipfile.ZipFile(BytesIO(content)) as came:
            return _cleaned(came)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Harmful(Fault.BROKEN) from error


def _cleaned(came: zipfile.ZipFile) -> Harmless:
    parts = dict(_parts(came))
    if "[Content_Types].xml" not in parts:
        raise Harmful(Fault.UNKNOWN)
    if any(MACROS.search(name) and not PRINTER.search(name) for name in parts):
        raise Harmful(Fault.MACROS)
    if any(ENCLOSED.search(name) for name in parts):
        raise Harmful(Fault.ACTIVE)
    media = _media(parts["[Content_Types].xml"])
    gone = {name for name in parts if PROPERTIES.search(name) or PRINTER.search(name)}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, part in parts.items():
            if name not in gone:
                kept.writestr(zipfile.ZipInfo(name), _part(name, part, gone), zipfile.ZIP_DEFLATED)
    return Harmless(out.getvalue(), media, Treatment.CLEANED)


def _parts(came: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each entry once, unpacked, with an eye on how much comes out."""
    entries = came.infolist()
    if len(entries) > ENTRIES:
        raise Harmful(Fault.UNPACKS)
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            raise Harmful(Fault.LOCKED)
        if name.lower() in seen or name.startswith("/") or ".." in name.split("/") or "\\" in name:
            raise Harmful(Fault.BROKEN)
        seen.add(name.lower())
        if entry.is_dir():
            continue
        # Read with a limit, because what the entry says of its size may be a lie.
        with came.open(entry) as opened:
            part = opened.read(UNPACKED - total + 1)
        total += len(part)
        if total > UNPACKED or len(part) > max(EXCUSED, entry.compress_size * TIMES):
            raise Harmful(Fault.UNPACKS)
        yield name, part


def _media(types: bytes) -> Media:
    said = {attributes.get("ContentType", "") for _tag, attributes in _elements(types)[0]}
    if any("macroEnabled" in one or "vbaProject" in one for one in said):
        raise Harmful(Fault.MACROS)
    if any(OTHER_FORMAT.search(one) for one in said):
        raise Harmful(Fault.ACTIVE)
    found = {MAIN[one] for one in said if one in MAIN}
    if len(found) != 1:
        raise Harmful(Fault.UNKNOWN)
    return found.pop()


def _part(name: str, part: bytes, gone: set[str]) -> bytes:
    if DRAWN.search(name):
        lossy = part.startswith(b"\xff\xd8\xff")
        drawn = pictures.redraw(part)
        if (drawn.media is Media.JPEG) != lossy:
            raise Harmful(Fault.BROKEN)
        return drawn.content
    if DRAWING.search(name):
        return part
    if not XML.search(name):
        raise Harmful(Fault.ACTIVE)
    elements, fields, formulas = _elements(part)
    if any(map(FIELD.match, fields)) or FORMULA.search(formulas):
        raise Harmful(Fault.FETCHES)
    if name.lower().endswith(".rels"):
        _fetches_nothing(elements)
        return _without(part, gone, b"Relationship", b"Target")
    return _without(part, gone, b"Override", b"PartName") if name == "[Content_Types].xml" else part


def _fetches_nothing(elements: list[tuple[str, dict[str, str]]]) -> None:
    """A link that somebody must follow is let through; what a program would fetch by itself is not."""
    for _tag, attributes in elements:
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise Harmful(Fault.FETCHES)


def _without(part: bytes, gone: set[str], tag: bytes, attribute: bytes) -> bytes:
    """The list without the entries of parts that are gone; by their last two names, for targets are relative."""
    for name in gone:
        tail = b"/".join(re.escape(one.encode()) for one in name.split("/")[-2:])
        part = re.sub(rb"<" + tag + rb"\b[^>]*\b" + attribute + rb'\s*=\s*"[^"]*' + tail + rb'"[^>]*/>', b"", part)
    return part


class _Fields:
    """The instruction of each field of a document: what a program does with it follows from its first word."""

    def __init__(self) -> None:
        self.told: list[str] = []
        # Those that have begun and not ended, each with whether its instruction is still being said.
        self._open: list[tuple[list[str], bool]] = []

    def mark(self, kind: str) -> None:
        if kind == "begin":
            if self._open and self._open[-1][1] and not re.match(r"\s*\S+\s", "".join(self._open[-1][0])):
                # A first word that other fields put together cannot be read here.
                raise Harmful(Fault.FETCHES)
            self._open.append(([], True))
        elif self._open and kind == "separate":
            self._open[-1] = (self._open[-1][0], False)
        elif self._open and kind == "end":
            self.told.append("".join(self._open.pop()[0]))

    def say(self, text: str) -> None:
        if self._open:
            self._open[-1][0].append(text)
        else:
            # Outside of every field, which a program may forgive: then it is one.
            self._open.append(([text], True))

    def all(self) -> list[str]:
        return [*self.told, *("".join(words) for words, _saying in self._open)]


def _elements(part: bytes) -> tuple[list[tuple[str, dict[str, str]]], list[str], str]:
    """Every element with its attributes, the instructions of fields, and formulas, a line each.

    A declared entity or type is refused.
    """
    elements: list[tuple[str, dict[str, str]]] = []
    fields = _Fields()
    formulas: list[str] = []
    inside: list[str] = []

    def refuse(*_said: object) -> None:
        raise Harmful(Fault.ACTIVE)

    def begin(tag: str, attributes: dict[str, str]) -> None:
        inside.append(tag)
        elements.append((tag, attributes))
        if tag.endswith("fldSimple"):
            fields.told.extend(attributes.values())
        if tag.endswith("fldChar"):
            fields.mark(next((value for name, value in attributes.items() if name.endswith("fldCharType")), ""))

    def end(_tag: str) -> None:
        if inside.pop().rpartition(":")[2] in FORMULAS:
            formulas.append("\n")

    def text(said: str) -> None:
        if inside and inside[-1].endswith("instrText"):
            fields.say(said)
        if inside and inside[-1].rpartition(":")[2] in FORMULAS:
            formulas.append(said)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Harmful(Fault.BROKEN) from error
    return elements, fields.all(), "".join(formulas)

"""Text documents and sheets of Office Open XML: no macros, nothing enclosed, nothing fetched, no properties."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from fyr.web.harmless import pictures
from fyr.web.harmless.kinds import Fault, Harmful, Harmless, Media, Treatment
from fyr.web.harmless.office_xml import Element, Reader

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
GIF, WMF, EMF = (
    (b"GIF87a", b"GIF89a"),
    (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"),
    b"\x01\x00\x00\x00",
)

# What a part may be to another one. Whatever else a program knows (other documents, objects, connections, templates, pages,
# programs) is refused, whatever the part is called.
RELATIONS = frozenset(
    [
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "themeOverride",
        "numbering",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "person",
        "glossaryDocument",
        "customXml",
        "customXmlProps",
        "image",
        "hyperlink",
        "drawing",
        "vmlDrawing",
        "chart",
        "chartUserShapes",
        "chartStyle",
        "chartColorStyle",
        "chartEx",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
        "worksheet",
        "chartsheet",
        "sharedStrings",
        "calcChain",
        "table",
        "tableSingleCells",
        "printerSettings",
        "threadedComment",
        "sheetMetadata",
    ]
)
TOLD = frozenset(
    [
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "people",
        "person",
        "customXml",
        "customXmlProps",
        "printerSettings",
    ]
)
# Formats of parts: the ordinary ones of the two kinds, pictures, and what is taken out.
CONTENT = re.compile(
    r"application/(xml|vnd\.openxmlformats-package\.(relationships|core-properties)\+xml"
    r"|vnd\.openxmlformats-officedocument\.(custom-properties|extended-properties|customXmlProperties|theme|themeOverride"
    r"|vmlDrawing|drawing|drawingml\.(chart|chartshapes|diagram\w+)"
    r"|wordprocessingml\.(document\.main|document\.glossary|styles|stylesWithEffects|settings|webSettings|fontTable|numbering"
    r"|header|footer|footnotes|endnotes|comments\w*|people|printerSettings)"
    r"|spreadsheetml\.(sheet\.main|worksheet|chartsheet|styles|sharedStrings|calcChain|table|tableSingleCells|comments"
    r"|sheetMetadata|printerSettings))(\+xml)?"
    r"|vnd\.ms-(word\.(stylesWithEffects|people)|excel\.(threadedcomments|person)|office\.(chartstyle|chartcolorstyle|chartex"
    r"|drawingml\.diagramDrawing))\+xml)"
    r"|image/(png|jpe?g|gif|x-emf|x-wmf|emf|wmf)",
    re.I,
)
PICTURE = re.compile(r"\.(jpe?g|png|gif|emf|wmf)$", re.I)
# Where a link leads that somebody must follow.
FOLLOWED = re.compile(r"(https?|mailto|tel):", re.I)
LINKS = ("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver")
ELSEWHERE = re.compile(r"://|^\\\\|^//|^[a-z]:", re.I)
# Elements that fetch or run what they name.
ACTIVE = (
    "altChunk",
    "mailMerge",
    "attachedTemplate",
    "subDoc",
    "control",
    "oleObject",
    "OLEObject",
    "ddeLink",
    "webPublishItem",
)


def clean(content: bytes) -> Harmless:
    return _cleaned(_unpacked(content))


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as came:
            return dict(_parts(came))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        # All that the reader of archives says of one that it cannot read.
        raise Harmful(Fault.BROKEN) from error


def _cleaned(parts: dict[str, bytes]) -> Harmless:
    if "[Content_Types].xml" not in parts:
        raise Harmful(Fault.UNKNOWN)
    if any(MACROS.search(name) and not PRINTER.search(name) for name in parts):
        raise Harmful(Fault.MACROS)
    if any(ENCLOSED.search(name) for name in parts):
        raise Harmful(Fault.ACTIVE)
    media = _media(parts["[Content_Types].xml"])
    relations = {name: list(_relations(part)) for name, part in parts.items() if name.lower().endswith(".rels")}
    gone = {name for name in parts if PROPERTIES.search(name) or PRINTER.search(name)}
    gone |= {_target(name, one) for name, told in relations.items() for one in told if _kind(one) in TOLD}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, part in parts.items():
            if name not in gone:
                outside = _followed(relations.get(_relations_of(name), ()))
                kept.writestr(zipfile.ZipInfo(name), _part(name, part, gone, outside), zipfile.ZIP_DEFLATED)
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
    said = [one.attributes["ContentType"] for one in Reader().read(types) if "ContentType" in one.attributes]
    if any("macroEnabled" in one or "vbaProject" in one for one in said):
        raise Harmful(Fault.MACROS)
    if not all(CONTENT.fullmatch(one) or "printerSettings" in one for one in said):
        raise Harmful(Fault.ACTIVE)
    found = {MAIN[one] for one in said if one in MAIN}
    if len(found) != 1:
        raise Harmful(Fault.UNKNOWN)
    return found.pop()


def _relations(part: bytes) -> Iterator[Element]:
    """Each of them judged: what a part is to another one, and whether it lies where a program would fetch it."""
    for one in Reader().read(part):
        if one.tag != "Relationship":
            continue
        target = one.attributes.get("Target", "")
        if one.attributes.get("TargetMode", "").lower() == "external":
            if _kind(one) != "hyperlink" or not FOLLOWED.match(target):
                raise Harmful(Fault.FETCHES)
        elif _kind(one) not in RELATIONS:
            raise Harmful(Fault.ACTIVE)
        elif ELSEWHERE.search(target):
            raise Harmful(Fault.FETCHES)
        elif _kind(one) == "image" and not PICTURE.search(target):
            raise Harmful(Fault.ACTIVE)
        yield one


def _kind(relation: Element) -> str:
    return relation.attributes.get("Type", "").rpartition("/")[2]


def _followed(relations: Iterable[Element]) -> set[str]:
    """Ids of what lies outside, which only a link may name."""
    return {
        one.attributes.get("Id", "") for one in relations if one.attributes.get("TargetMode", "").lower() == "external"
    }


def _relations_of(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels".lstrip("/")


def _target(relations: str, one: Element) -> str:
    """The name of the part that a relation leads to."""
    target = one.attributes.get("Target", "")
    source = relations.replace("_rels/", "").rpartition("/")[0]
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(source, target))


def _part(name: str, part: bytes, gone: set[str], outside: set[str]) -> bytes:
    if DRAWN.search(name):
        lossy = part.startswith(b"\xff\xd8\xff")
        drawn = pictures.redraw(part)
        if (drawn.media is Media.JPEG) != lossy:
            raise Harmful(Fault.BROKEN)
        return drawn.content
    if DRAWING.search(name):
        _is_a_drawing(name.lower(), part)
        return part
    if not XML.search(name):
        raise Harmful(Fault.ACTIVE)
    for one in Reader().read(part):
        _fetches_nothing(one, outside)
    if name.lower().endswith(".rels"):
        return _without(part, gone, b"Relationship", b"Target")
    return _without(part, gone, b"Override", b"PartName") if name == "[Content_Types].xml" else part


def _is_a_drawing(name: str, part: bytes) -> None:
    """By its beginning, not by its name: what is called a picture may be a whole document."""
    fits = {
        "gif": part.startswith(GIF),
        "wmf": part.startswith(WMF),
        "emf": part.startswith(EMF) and part[40:44] == b" EMF",
    }
    if not fits[name.rpartition(".")[2]]:
        raise Harmful(Fault.BROKEN)


def _fetches_nothing(one: Element, outside: set[str]) -> None:
    """A link that somebody must follow is let through; what a program would fetch by itself is not."""
    if one.tag in ACTIVE:
        raise Harmful(Fault.ACTIVE)
    if one.tag in LINKS:
        return
    for name, value in one.attributes.items():
        if name in ("id", "link", "embed", "pict", "dm", "lo", "qs", "cs") and value in outside:
            raise Harmful(Fault.FETCHES)
        if (name == "src" or (name == "href" and one.tag in ("imagedata", "fill", "stroke"))) and ELSEWHERE.search(
            value
        ):
            raise Harmful(Fault.FETCHES)


def _without(part: bytes, gone: set[str], tag: bytes, attribute: bytes) -> bytes:
    """The list without the entries of parts that are gone; by their last two names, for targets are relative."""
    for name in gone:
        tail = b"/".join(re.escape(one.encode()) for one in name.split("/")[-2:])
        part = re.sub(rb"<" + tag + rb"\b[^>]*\b" + attribute + rb'\s*=\s*"[^"]*' + tail + rb'"[^>]*/>', b"", part)
    return part

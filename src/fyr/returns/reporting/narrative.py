"""Reads a narrative for what points at a person, in Swedish and English, before it goes to who finances the programme.

It finds what is written in ways that it knows, and no more: a sentence can point at somebody without a number, a day or a
name, and only a reader sees that. What it finds may be harmless too; another wording can always be found.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from fyr.disclosure import K
from fyr.returns.reporting.patterns import DAY, EXACT, FEW, REFERENCE
from fyr.web.registry import Text

SHORTEST_NAME = 3
WORD = re.compile(r"[^\W\d_]+")
# Letters that Unicode does not take apart into a letter and an accent.
WHOLE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def faults(text: str, names: Collection[str]) -> list[Text]:
    """One sentence for each fault, in the order of the text: what stands where, and what to write instead.

    `names`: of persons, as they are written; each word of three letters or more counts, in any case, with or without
    accents, also with a genitive s.
    """
    text = unicodedata.normalize("NFC", text)
    found = [*_patterns(text), *_named(text, names)]
    return [said for _at, said in sorted(found, key=lambda one: one[0])]


def _patterns(text: str) -> Iterator[tuple[int, Text]]:
    few = _(
        "Line %(line)s: “%(said)s” tells of fewer than %(k)s persons. Write of the group in the plural and without a number, and leave numbers to the tables."
    )
    day = _("Line %(line)s: “%(said)s” is an exact day. Write the year, or spring or autumn.")
    reference = _("Line %(line)s: “%(said)s” is the reference of a case. Leave it out.")
    exact = _(
        "Line %(line)s: “%(said)s” is an exact number of persons. Write it as the tables do, such as 35–39, or leave it to them."
    )
    for pattern, message in ((FEW, few), (EXACT, exact), (DAY, day), (REFERENCE, reference)):
        for one in pattern.finditer(text):
            yield one.start(), _said(message, text, one)


def _named(text: str, names: Collection[str]) -> Iterator[tuple[int, Text]]:
    known = {folded(word) for name in names for word in WORD.findall(name) if len(word) >= SHORTEST_NAME}
    message = _("Line %(line)s: “%(said)s” is the name of a person in the programme. Write without names.")
    for one in WORD.finditer(text):
        word = folded(one[0])
        if word in known or (word.endswith("s") and word[:-1] in known):
            yield one.start(), _said(message, text, one)


def folded(word: str) -> str:
    """In one case and without accents, so that Åsa, ÅSA and asa are the same."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(WHOLE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _said(message: str, text: str, one: re.Match[str]) -> str:
    said = " ".join(one[0].split()).strip("() ")
    return message % {"line": text.count("\n", 0, one.start()) + 1, "said": said, "k": K}

"""A PDF is written anew without properties, programs, actions, enclosed files and films.

One that is signed would lose its signature by that: it is kept byte for byte where nothing in it can act, else refused.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from fyr.web.harmless.kinds import Fault, Harmful, Harmless, Media, Treatment

# What a viewer would do by itself or at a touch, beyond turning a page or following a link.
ACTS = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound",
    "/RichMediaExecute", "/GoTo3DView", "/SetOCGState", "/Trans", "/Hide", "/ResetForm", "/Thread", "/GoToDp",
})  # fmt: skip
ACTIVE = (
    "/JS",
    "/JavaScript",
    "/AA",
    "/OpenAction",
    "/EmbeddedFiles",
    "/EF",
    "/AF",
    "/RichMediaContent",
    "/RichMediaSettings",
)
# What a part of the structure consists of (ISO 32000-1, table 323), and no action.
STRUCTURE = frozenset({
    "/Type", "/S", "/P", "/ID", "/Pg", "/K", "/A", "/C", "/T", "/Lang", "/Alt", "/E", "/ActualText",
})  # fmt: skip
# Says who made it, when and with what; a reader needs none of it.
TELLS = ("/Metadata", "/PieceInfo", "/LastModified", "/SpiderInfo")
PAGES = 2000


def clean(content: bytes) -> Harmless:
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=True) as document:
            if document.is_encrypted:
                raise Harmful(Fault.LOCKED)
            return _cleaned(document, content)
    except pikepdf.PasswordError as error:
        raise Harmful(Fault.LOCKED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError, AttributeError) as error:
        raise Harmful(Fault.BROKEN) from error


def _cleaned(document: pikepdf.Pdf, content: bytes) -> Harmless:
    pages = len(document.pages)
    if pages == 0 or pages > PAGES:
        raise Harmful(Fault.BROKEN)
    found = list(_dictionaries(document))
    if any("/XFA" in one for one in found):
        raise Harmful(Fault.ACTIVE)
    if any("/ByteRange" in one for one in found):
        if any(_acts(one) for one in found):
            raise Harmful(Fault.SIGNED_ACTIVE)
        return Harmless(content, Media.PDF, Treatment.SIGNED)
    for one in found:
        _disarm(one)
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    out = BytesIO()
    document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Harmless(out.getvalue(), Media.PDF, Treatment.CLEANED)


def _disarm(one: Any) -> None:
    if _is_elsewhere(one):
        raise Harmful(Fault.FETCHES)
    everything = _is_action(one)
    for name in list(one.keys()):
        if everything or name in (*ACTIVE, *TELLS):
            del one[name]


def _acts(one: Any) -> bool:
    return _is_elsewhere(one) or _is_action(one) or any(name in one for name in ACTIVE)


def _is_action(one: Any) -> bool:
    """A part of the structure of a text can bear the name of an action; then it has a parent and nothing of an action."""
    if str(one.get("/S")) not in ACTS:
        return False
    return "/P" not in one or not STRUCTURE.issuperset(one.keys())


def _is_elsewhere(one: Any) -> bool:
    """Whether the content of this stream lies in another file, on another machine perhaps."""
    return isinstance(one, pikepdf.Stream) and ("/F" in one or "/Ref" in one)


def _dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those of streams and those inside others included."""
    waiting: list[Any] = [document.trailer, *document.objects]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            inner = list(one.as_list())
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            inner = [value for _name, value in one.items()]
        else:
            continue
        # What has a number of its own is in `objects` already.
        waiting += [value for value in inner if isinstance(value, pikepdf.Object) and not value.is_indirect]

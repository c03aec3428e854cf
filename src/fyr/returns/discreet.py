"""What must never be said outside: that it is about trafficking or prostitution, and the name of the programme.

Checked where words go to embassies, airlines and partners: in what is typed for them, and in every paper that is made.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.returns.models import Return

# Beginnings of words, in the languages that those who write here use.
TELLING = (
    "trafficking", "traffick", "människohandel", "manniskohandel", "prostitu", "sexköp", "sexkop", "victim", "brottsoffer",
    "exploat", "exploit", "sexuell", "sexual", "ihmiskaup", "traite des", "trafic de pers", "menneskehandel", "menschenhandel",
    "åmp", "avrrtipp", "nspm", "nmt",
)  # fmt: skip
WORD = re.compile(r"[\w-]+", re.UNICODE)


def telling(text: str, ret: Return | None = None) -> list[str]:
    """The words of a text that would tell: as they stand there, each once."""
    folded = (text or "").casefold()
    names: Iterable[str] = (ret.programme.name, *(ret.programme.rule("never_say") or ())) if ret else ()
    found = [word for word in WORD.findall(text or "") if word.casefold().startswith(TELLING)]
    found += [beginning for beginning in TELLING if " " in beginning and beginning in folded]
    found += [name for name in names if name.casefold() in folded]
    return list(dict.fromkeys(found))


def refuse_telling(ret: Return, **texts: str) -> None:
    """Raises Refused, at the field, for words that are for others to read and would tell why she travels."""
    for field, text in texts.items():
        if words := telling(text, ret):
            raise Refused(
                _("Others read this: leave out what tells why she travels (%(words)s).") % {"words": ", ".join(words)},
                field,
            )

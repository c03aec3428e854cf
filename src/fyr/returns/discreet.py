"""What must never be said outside: that it is about trafficking or prostitution, and the name of the programme.

Checked where words go to embassies, airlines and partners: in what is typed for them, and in every paper that is made.
"""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext

from fyr.access.errors import Refused
from fyr.returns.models import Return

# Names of so many letters are found inside other words too.
LONG = 6

# Stems, found anywhere in a word whatever its accents, in the languages of the Baltic Sea region and of those who return.
STEMS = (
    "traffick", "människohandel", "menneskehandel", "menschenhandel", "ihmiskaup", "prostitu", "sexköp",
    "brottsoffer", "exploat", "exploit", "tvångsarbet", "koppleri", "avrrtipp", "inimkaubandu",
    "cilvēktirdzniec", "prekybazmonemis", "handelludzmi", "traficdefiint", "traficdepers",
    "traficuldepers", "tratadepersonas", "forcedlabour", "forcedlabor", "modernslavery", "торговлялюдьми", "торгівлялюдьми",
    "трафикнахора", "trafikimiiqenieve",
)  # fmt: skip
# Short ones, as words of their own.
WORDS = ("åmp", "nspm", "nmt", "victim", "victims", "sexual", "sexuell", "sexuellt", "sexuella")
WORD = re.compile(r"[^\W_]+", re.UNICODE)


def telling(text: str, ret: Return | None = None) -> list[str]:
    """The words of a text that would tell, as they are looked for: each once."""
    plain = folded(text or "")
    words, run = WORD.findall(plain), "".join(WORD.findall(plain))
    names = [*((ret.programme.name, *(ret.programme.rule("never_say") or ())) if ret else ())]
    found = [stem for stem in STEMS if folded(stem) in run]
    # Also spelled out: Å M P.
    letters = "".join(one if len(one) == 1 else " " for one in words).split()
    short = {folded(one) for one in WORDS} | {folded(one) for one in names if len(one) < LONG}
    found += [one for one in short if one in words or one in letters]
    found += [one for one in names if len(one) >= LONG and "".join(WORD.findall(folded(one))) in run]
    return list(dict.fromkeys(found))


def folded(text: str) -> str:
    """In one case, without accents, and without what nobody sees."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")


def refuse_telling(ret: Return, **texts: str) -> None:
    """Raises Refused, at the field, for words that are for others to read and would tell why she travels."""
    for field, text in texts.items():
        if words := telling(text, ret):
            raise Refused(refusal(ret, words), field)


def refusal(ret: Return, words: Sequence[str]) -> str:
    """What is wrong with these words. Whoever receives her does not learn from it why she has travelled."""
    if ret.is_discreet:
        return gettext("Write this in other words: others read it too.")
    return gettext("Others read this: leave out what tells why she travels (%(words)s).") % {"words": ", ".join(words)}

"""Names of countries and languages in the reader's own language, sorted as that language sorts."""

import unicodedata
from functools import cache

from babel import Locale

from fyr.cases.htcds import catalogue


def country_name(code: str, language: str) -> str:
    return str(Locale.parse(language, sep="-").territories.get(code, code))


def language_name(code: str, language: str) -> str:
    """The name of an ISO 639-2 language, given either of its codes."""
    known = catalogue.languages()[code]
    names = Locale.parse(language, sep="-").languages
    return names.get(known.alpha_2 or known.code) or names.get(known.code) or known.label(language) or known.code


@cache
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    named = [(code, country_name(code, language)) for code in catalogue.countries()]
    return _sorted(named, language)


@cache
def language_choices(language: str) -> tuple[tuple[str, str], ...]:
    """One choice per language, under its terminological code."""
    named = [
        (code, language_name(code, language)) for code, known in catalogue.languages().items() if code == known.code
    ]
    return _sorted(named, language)


def _sorted(named: list[tuple[str, str]], language: str) -> tuple[tuple[str, str], ...]:
    capital = [(code, name[:1].upper() + name[1:]) for code, name in named]
    return tuple(sorted(capital, key=lambda choice: _collation(choice[1], language)))


def _collation(text: str, language: str) -> str:
    """In Swedish å, ä and ö are letters of their own after z; every other accent is ignored."""
    text = text.casefold()
    if language.split("-", maxsplit=1)[0] == "sv":
        text = text.translate({ord("å"): "{a", ord("ä"): "{b", ord("ö"): "{c"})
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))

"""Keeps the Swedish catalogue complete without GNU gettext: update, check, compile.

python scripts/translations.py update    merge new texts into the .po
python scripts/translations.py check     fail on missing, unused or broken translations
python scripts/translations.py compile   write the .mo files that a node reads
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1] / "src" / "fyr"
PO = ROOT / "locale" / "sv" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    name: spec
    for names, spec in (
        (("_", "gettext", "gettext_lazy", "gettext_noop"), None),
        (("ngettext", "ngettext_lazy"), (1, 2)),
        (("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
        (("npgettext",), ((1, "c"), 2, 3)),
    )
    for name in names
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def texts() -> Catalog:
    """Every text in the Python files and templates of the product."""
    catalog = Catalog(locale="sv", project="Fyr", charset="utf-8")
    templates = [path for kind in ("html", "txt") for path in ROOT.rglob(f"templates/**/*.{kind}")]
    for path in sorted([*ROOT.rglob("*.py"), *templates]):
        if {"tests", "migrations"} & set(path.parts):
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Python's tokens are looked for, and indentation means something in Python.
            source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
        for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            catalog.add(message, context=context, locations=[(str(path.relative_to(ROOT)), 1)])
    return catalog


def update() -> int:
    found = texts()
    if PO.exists():
        with PO.open("rb") as file:
            known = read_po(file, locale="sv")
        for message in found:
            old = known.get(message.id, message.context) if message.id else None
            if old is not None and old.pluralizable == message.pluralizable:
                message.string = old.string
                message.flags |= old.flags & {"fuzzy"}
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, found, width=120, sort_output=True, omit_header=False, no_location=True)
    return 0


def check() -> int:
    with PO.open("rb") as file:
        known = read_po(file, locale="sv")
    faults = []
    found = texts()
    for message in found:
        if not message.id:
            continue
        kept = known.get(message.id, message.context)
        strings = _strings(kept.string) if kept else []
        if kept is None or not strings or not all(strings):
            faults.append(f"not translated: {message.id!r}")
        elif kept.fuzzy:
            faults.append(f"uncertain: {message.id!r}")
        elif _wrong_marks(_strings(message.id), strings):
            faults.append(f"placeholders differ: {message.id!r}")
    faults += [f"left behind as obsolete: {kept.id!r}" for kept in known.obsolete.values()]
    faults += [f"no longer used: {kept.id!r}" for kept in known if kept.id and found.get(kept.id, kept.context) is None]
    print("\n".join(faults) or f"{len(found)} texts, all of them in Swedish and English")
    return 1 if faults else 0


def compile_all() -> int:
    with PO.open("rb") as file:
        catalog = read_po(file, locale="sv")
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    return 0


def _strings(value: object) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [str(value)]


def _wrong_marks(message: list[str], strings: list[str]) -> bool:
    """The last form must hold what the last form of the message holds; the first may say "one" in a word."""
    known = {tuple(_marks(one)) for one in message}
    return _marks(strings[-1]) != _marks(message[-1]) or any(tuple(_marks(one)) not in known for one in strings)


def _marks(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    sys.exit({"update": update, "check": check, "compile": compile_all}[sys.argv[1]]())

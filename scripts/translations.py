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
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def texts() -> Catalog:
    """Every text in the Python files and templates of the product."""
    catalog = Catalog(locale="sv", project="Fyr", charset="utf-8")
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]):
        if "/tests/" in str(path) or "/migrations/" in str(path):
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            source = templatize(source, origin=str(path))
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
            if old is not None:
                message.string = old.string
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
        elif any(_marks(string) != _marks(_strings(message.id)[-1]) for string in strings[-1:]):
            faults.append(f"placeholders differ: {message.id!r}")
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


def _marks(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    sys.exit({"update": update, "check": check, "compile": compile_all}[sys.argv[1]]())

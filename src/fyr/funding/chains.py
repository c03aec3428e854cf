"""The chain of a country: what a decision about money says there, in which words. Data with a source; docs/funding.md says how.

A node adds its own in the folder of its data, `rules/chains.json`, in the same form.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from fyr import node

FILE = Path(__file__).parent / "data" / "chains.json"
# {language: text}
Texts = dict[str, str]


def said(texts: Texts) -> str:
    return texts["sv" if (get_language() or "sv").startswith("sv") else "en"]


@dataclass(frozen=True)
class Field:
    """One thing that a decision says, such as the appropriation; kept under `code` in Decision.refs."""

    code: str
    label: Texts
    example: str
    required: bool

    def __str__(self) -> str:
        return said(self.label)


@dataclass(frozen=True)
class Chain:
    code: str
    name: Texts
    currency: str
    payer: Texts
    fields: tuple[Field, ...]
    source: str
    verified: datetime.date | None

    def __str__(self) -> str:
        return said(self.name)

    @property
    def payer_text(self) -> str:
        return said(self.payer)


def all_chains() -> Iterable[Chain]:
    return _read().values()


def chain(code: str) -> Chain:
    """An unknown code has a chain without fields of its own: what was written under it stays readable."""
    return _read().get(code) or Chain(code, {"sv": code, "en": code}, "EUR", {"sv": "", "en": ""}, (), "", None)


def choices() -> list[tuple[str, str]]:
    return [(one.code, str(one)) for one in all_chains()]


def told(code: str, refs: dict[str, str]) -> list[tuple[str, str]]:
    """(label, value) of what a decision says; a field that nobody describes any more is called by its code."""
    fields = {field.code: str(field) for field in chain(code).fields}
    rest = {name: name for name in refs if name not in fields}
    return [(label, refs.get(name, "")) for name, label in (fields | rest).items()]


@lru_cache(maxsize=1)
def _read() -> dict[str, Chain]:
    own = node.home() / "rules" / "chains.json"
    files = [FILE, *([own] if own.exists() else [])]
    return {told["code"]: _made(told) for file in files for told in json.loads(file.read_text(encoding="utf-8"))}


def _made(told: dict[str, Any]) -> Chain:
    verified = told.get("verified")
    return Chain(
        told["code"],
        told["name"],
        told["currency"],
        told["payer"],
        tuple(Field(one["code"], one["label"], one["example"], one.get("required", False)) for one in told["fields"]),
        told["source"],
        datetime.date.fromisoformat(verified) if verified else None,
    )

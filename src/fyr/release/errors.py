"""What the engine refuses, said so that whoever reads it knows what, where and what to do."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "sv")


@cache
def _words() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "data" / "words.json").read_text("utf-8"))
    return read


def language() -> str:
    """FYR_LANGUAGE, or the language of the machine where that is Swedish, or English."""
    told = next(
        (one for name in ("FYR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if (one := os.environ.get(name))), ""
    )
    return "sv" if told.lower().startswith("sv") else "en"


def say(code: str, *, tongue: str = "", **values: Any) -> str:
    """The text of `code` with its values, in `tongue` or in the language of whoever runs the command."""
    return _words()[code][tongue or language()].format(**values)


class Refused(Exception):
    """`code` names the text in data/words.json; `values` are what stands in it. Nothing was written, and no budget spent."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code, self.values = code, values
        super().__init__(code)

    def __str__(self) -> str:
        return say(self.code, **self.values)

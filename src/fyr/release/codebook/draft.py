"""A first code book from a table. What it takes over was read off the data, and so it asks before it does."""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from fyr.release.codebook.book import Absent, CodeBook, Column
from fyr.release.codebook.read import column, write
from fyr.release.errors import Refused, say
from fyr.release.source import Table

# More different answers than these are names, numbers or free text.
MOST_ANSWERS = 300
# Words by which the standards of the field and common systems say that there is no answer.
KNOWN = {
    "unknown": Absent.UNKNOWN,
    "okänd": Absent.UNKNOWN,
    "?": Absent.UNKNOWN,
    "not asked": Absent.NOT_ASKED,
    "not_asked": Absent.NOT_ASKED,
    "declined": Absent.DECLINED,
    "refused": Absent.DECLINED,
    "": Absent.EMPTY,
}
YES = ("y", "yes", "j", "ja")


def draft(file: Path, out: Path, *, size: int | None, yes: bool) -> CodeBook:
    """Write a code book of the columns that somebody agreed to. Raises Refused where `out` is there already, and where nothing
    was taken over. The number of rows is asked for too: what was counted is not written."""
    if out.exists():
        raise Refused("out_exists", path=out)
    table = Table(file)
    columns = [found for name in table.names if (found := _column(table, name, yes)) is not None]
    if not columns:
        raise Refused("draft_nothing")
    if yes:
        _tell("draft_leaks")
    book = CodeBook(file.stem, tuple(columns), size=size or (_rounded(table.count()) if yes else _asked()))
    write(book, out)
    _tell("draft_done", path=out)
    return book


@cache
def _standard() -> dict[str, Any]:
    """The columns of HTCDS 2.0 and of CTDC's codebook of 2024, by name: their answers are public."""
    read: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "standards.json").read_text("utf-8"))
    return read


def _column(table: Table, name: str, yes: bool) -> Column | None:
    sql = f"SELECT DISTINCT {table.text(name)} FROM given LIMIT {MOST_ANSWERS + 2}"  # noqa: S608
    found = sorted(str(row[0]) for row in table.run(sql).fetchall())
    if name in _standard():
        standard = column(_standard()[name] | {"name": name}, 1)
        texts = {part for text in found for part in (text.split(standard.separator) if standard.separator else [text])}
        if texts <= {*standard.answers, *standard.absent}:
            _tell("draft_standard", column=name)
            return standard
    absent = {text: KNOWN[text.strip().lower()] for text in found if text.strip().lower() in KNOWN}
    answers = tuple(text for text in found if text not in absent)
    if len(answers) > MOST_ANSWERS:
        _tell("draft_many", column=name, most=MOST_ANSWERS)
        return None
    if not answers:
        return None
    if not yes and _ask("draft_asks", column=name, count=len(answers), answers=", ".join(answers)) not in YES:
        _tell("draft_left_out", column=name)
        return None
    return Column(name, answers, absent)


def _asked() -> int:
    said = _ask("draft_size")
    if not said.isdigit() or int(said) < 1:
        raise Refused("draft_no_size")
    return int(said)


def _rounded(rows: int) -> int:
    """To one digit: enough for a plan."""
    power = 10 ** max(0, len(str(rows)) - 1)
    return max(1, round(rows / power) * power)


def _ask(code: str, **values: Any) -> str:
    sys.stderr.write(say(code, **values))
    sys.stderr.flush()
    return (sys.stdin.readline() or "n").strip().lower()


def _tell(code: str, **values: Any) -> None:
    sys.stderr.write(say(code, **values) + "\n")

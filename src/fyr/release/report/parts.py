"""Pieces of a self-contained page: no script, nothing fetched, good on paper."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from fyr.release.errors import language, say
from fyr.release.planning import Expected, Plan, Trust

MARKS = {Trust.GOOD: "●", Trust.FAIR: "◐", Trust.WEAK: "○", Trust.HOPELESS: "×"}
# A page shows so many answers of a field; all of them are in tables.csv.
SHOWN = 15
WIDE = 220


def page(title: str, body: Iterable[str]) -> str:
    style = (Path(__file__).parents[1] / "data" / "report.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def paragraph(code: str, **values: Any) -> str:
    return f"<p>{escape(say(code, **values))}</p>"


def section(code: str, *body: str) -> str:
    return f'<section>\n<h2 id="{code}">{escape(say(code))}</h2>\n' + "\n".join(body) + "\n</section>"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """Cells are HTML; the first of a row is its heading, numbers are marked by the caller with `number`."""
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    body = "\n".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{one}</td>" for one in row[1:]) + "</tr>" for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{kind}">\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def number(value: float) -> str:
    """With a thin space between thousands; a word's length of digits at the most."""
    return f'<span class="number">{round(value):,}</span>'.replace(",", "\u202f")


def share(value: float) -> str:
    return f"{value * 100:.0f}\u00a0%" if value < 0.995 else "≥\u00a0100\u00a0%"


def trusted(trust: Trust) -> str:
    return f'<span class="trust {trust.value}">{MARKS[trust]} {escape(say(f"trust_{trust.value}"))}</span>'


def bar(count: float, low: float, high: float, most: float) -> str:
    """A count as a bar, with the interval as a line over its end. What it shows stands in the cells beside it."""
    scale = (WIDE - 4) / most if most > 0 else 0
    end, left, right = (max(0.0, min(one, most)) * scale for one in (count, low, high))
    return (
        f'<svg class="bar" width="{WIDE}" height="18" viewBox="0 0 {WIDE} 18" aria-hidden="true">'
        f'<rect x="0" y="4" width="{end:.1f}" height="10"/>'
        f'<path d="M{left:.1f} 9H{right:.1f}M{left:.1f} 5V13M{right:.1f} 5V13"/></svg>'
    )


def legend() -> str:
    return (
        '<ul class="legend">'
        + "".join(f"<li>{trusted(one)}: {escape(say(f'means_{one.value}'))}</li>" for one in Trust)
        + "</ul>"
    )


def summary(planned: Plan) -> str:
    """How many tables of each order can be trusted how far, as one bar of parts and in words."""
    rows = []
    for code, told in (("singles", planned.ones), ("pairs", planned.pairs)):
        if told:
            counts = {trust: sum(one.trust == trust for one in told) for trust in Trust}
            rows.append([escape(say(code)), _parts(counts, len(told)), *(str(counts[trust]) for trust in Trust)])
    heads = ["", "", *(trusted(trust) for trust in Trust)]
    return table(say("how_many"), heads, rows, "summary")


def _parts(counts: dict[Trust, int], every: int) -> str:
    at, drawn = 0.0, ""
    for trust, count in counts.items():
        width = WIDE * count / every
        drawn += f'<rect class="{trust.value}" x="{at:.1f}" y="2" width="{width:.1f}" height="14"/>' if count else ""
        at += width
    return f'<svg class="parts" width="{WIDE}" height="18" viewBox="0 0 {WIDE} 18" aria-hidden="true">{drawn}</svg>'


def matrix(planned: Plan) -> str:
    """Every pair of fields with how far its table can be trusted; columns are numbered as the rows are."""
    names = [field.name for field in planned.book.fields]
    known = {frozenset(one.fields): one for one in planned.pairs}
    rows = []
    for at, name in enumerate(names):
        cells = [_cell(known.get(frozenset((name, other)))) if other != name else "" for other in names]
        rows.append([f"{at + 1}. {escape(name)}", *cells])
    return table(say("matrix"), ["", *(str(at + 1) for at in range(len(names)))], rows, "matrix")


def _cell(one: Expected | None) -> str:
    if one is None:
        return ""
    said = f"{' x '.join(one.fields)}: {share(one.error)}"
    return f'<span class="trust {one.trust.value}" title="{escape(said)}">{MARKS[one.trust]}</span>'

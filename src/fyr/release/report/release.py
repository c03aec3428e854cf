"""The page that comes with a release."""

from collections.abc import Iterator
from html import escape
from typing import Any

import numpy as np

from fyr.release.errors import say
from fyr.release.made import Made
from fyr.release.model.learn import Learnt
from fyr.release.planning import Plan, Verdict
from fyr.release.report import parts
from fyr.release.report.plan import advice
from fyr.release.tables import Estimate

Array = np.ndarray[Any, np.dtype[Any]]


def report(made: Made, told: dict[str, Any]) -> str:
    """One HTML page; `told` are the facts of release.json."""
    planned = made.plan
    title = say("report_title", name=planned.book.name)
    body = [f"<h1>{escape(title)}</h1>"]
    if not told["protects"]:
        body.append(f'<p class="alarm">{escape(say("protects_nobody"))}</p>')
    body += [
        parts.section("promise", *_promise(planned, told)),
        parts.section(
            "trust_what", *(f"<p>{escape(one)}</p>" for one in advice(planned)), parts.summary(planned), parts.legend()
        ),
        parts.section("read_so", *_reading(planned)),
        parts.section("each_field", *_fields(made)),
    ]
    if planned.pairs:
        body.append(parts.section("each_pair", parts.paragraph("pairs_told"), parts.matrix(planned)))
    body.append(parts.section("how_made", _facts(told)))
    return parts.page(title, body)


def _promise(planned: Plan, told: dict[str, Any]) -> Iterator[str]:
    yield parts.paragraph("promise_plain", unit=planned.book.unit)
    yield parts.paragraph(
        "promise_exact",
        epsilon=f"{planned.budget.epsilon:g}",
        delta=f"{planned.delta:.2g}",
        times=f"{np.exp(planned.budget.epsilon):.3g}",
    )


def _reading(planned: Plan) -> Iterator[str]:
    yield parts.paragraph("read_interval")
    if planned.verdict == Verdict.ROWS:
        yield parts.paragraph("read_rows")
        yield parts.paragraph("read_rare")
        if planned.book.cap < len(planned.book.fields):
            yield parts.paragraph("read_cap", cap=planned.book.cap)


def _fields(made: Made) -> Iterator[str]:
    for one in made.estimates:
        if len(one.fields) == 1:
            yield _field(made.plan, one, made.learnt)


def _field(planned: Plan, one: Estimate, found: Learnt | None) -> str:
    """The answers of one field, as the code book has them, or the most given of many: count, interval, picture, and the synthetic
    rows beside it."""
    field = planned.book.fields[one.fields[0]]
    few = one.count.size <= parts.SHOWN
    order = np.arange(one.count.size) if few else np.argsort(-one.count, kind="stable")[: parts.SHOWN]
    most = float(one.high.max())
    made = np.bincount(found.codes[one.fields[0]], minlength=field.size) if found else None
    rows = []
    for level in order:
        count, low, high = (float(told[level]) for told in (one.count, one.low, one.high))
        row = [escape(one.levels[0][level]) or f"<i>{escape(say('nothing_written'))}</i>", parts.number(max(0, count))]
        row.append(f"{parts.number(low)}–{parts.number(high)}")
        row += [parts.number(float(made[level]))] if made is not None else []
        rows.append([*row, parts.bar(count, low, high, most)])
    heads = [say("answer"), say("count"), say("interval"), *([say("in_rows")] if found else []), ""]
    told = parts.table(field.name, [escape(head) for head in heads], rows, "bars")
    left = len(one.levels[0]) - len(order)
    return told + (parts.paragraph("and_more", left=left) if left > 0 else "")


def _facts(told: dict[str, Any]) -> str:
    named = (
        "unit",
        "declared_size",
        "rows_each",
        "epsilon",
        "delta",
        "rho",
        "rho_of_the_dataset_so_far",
        "noise",
        "rows",
    )
    rows = [[escape(say(f"fact_{name}")), escape(_short(told[name]))] for name in named]
    rows.append(
        [escape(say("fact_versions")), escape(", ".join(f"{name} {one}" for name, one in told["versions"].items()))]
    )
    return parts.table(say("how_made"), [escape(say("fact")), escape(say("value"))], rows, "titled")


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)

"""What a release could say, before any row is read."""

from collections.abc import Iterator
from html import escape

from fyr.release.errors import say
from fyr.release.planning import Plan, Trust, Verdict
from fyr.release.report import parts


def plan_page(planned: Plan) -> str:
    body = [
        f"<h1>{escape(say('plan_title', name=planned.book.name))}</h1>",
        *(f"<p>{escape(one)}</p>" for one in advice(planned)),
        parts.section("what_it_costs", parts.paragraph("public_only"), parts.summary(planned), parts.legend()),
        parts.section("each_field", _fields(planned)),
    ]
    if planned.pairs:
        body.append(parts.section("each_pair", parts.matrix(planned)))
    return parts.page(say("plan_title", name=planned.book.name), body)


def advice(planned: Plan) -> Iterator[str]:
    """In words: what is offered, which tables are hopeless, and what would help."""
    book = planned.book
    yield say(
        f"offers_{planned.verdict.value}",
        size=book.size,
        columns=len(book.columns),
        epsilon=f"{planned.budget.epsilon:g}",
        unit=book.unit,
    )
    tables = (*planned.ones, *planned.pairs)
    if planned.hopeless:
        yield say("some_hopeless", hopeless=len(planned.hopeless), tables=len(tables))
    if planned.verdict == Verdict.NOTHING or planned.hopeless:
        if planned.fewer:
            yield say("fewer", fewer=planned.fewer, columns=len(book.columns))
        if planned.coarser:
            yield say("coarser", columns=", ".join(planned.coarser[:5]))
    if planned.verdict == Verdict.NOTHING and not planned.fewer:
        yield say("larger", size=book.size)


def _fields(planned: Plan) -> str:
    rows = [
        [
            escape(one.fields[0]),
            str(one.cells),
            parts.number(1.96 * one.sigma),
            parts.share(one.error),
            parts.trusted(one.trust),
        ]
        for one in planned.ones
    ]
    heads = [escape(say(code)) for code in ("field", "answers", "give_or_take", "in_wrong_cell", "trust")]
    return parts.table(say("each_field"), heads, rows, "titled")


def lines(planned: Plan) -> Iterator[str]:
    """The same for a terminal: advice, and each table with a bar of its expected error."""
    yield from advice(planned)
    yield ""
    for one in sorted((*planned.ones, *planned.pairs), key=lambda told: (len(told.fields), told.error)):
        if len(one.fields) == 1 or one.trust == Trust.HOPELESS:
            drawn = "█" * round(min(1.0, one.error) * 20)
            yield f"  {' x '.join(one.fields):<40.40} {drawn:<20} {parts.share(one.error):>7}  {say(f'trust_{one.trust.value}')}"

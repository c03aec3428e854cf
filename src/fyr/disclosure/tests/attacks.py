"""Attackers of linked tables. They know nothing of `worlds`, `menu` or `bounds`: what they can do is written here anew."""

import json
from collections import Counter, defaultdict

from fyr.disclosure.linked import Table


def naive(records, earlier, *, until, plan):
    """Leaky: every table by itself as ADR 9 says, the tables of one population side by side."""
    made = []
    for year in range(max((table.last + 1 for table in earlier), default=plan.first), until + 1):
        for event in plan.events:
            for dimension in plan.dimensions[event]:
                counts = Counter(one[event][1][dimension] for one in records if event in one and one[event][0] == year)
                cells = {code: n - n % plan.k for code, n in sorted(counts.items()) if n >= plan.k}
                made.append(Table(event, dimension, year, year, cells))
    return made


def overlapping(publish):
    """Leaky: beside the tables, the first dimension once more over all years so far."""

    def both(records, earlier, *, until, plan):
        new = publish(records, [one for one in earlier if one.first == one.last], until=until, plan=plan)
        event = plan.events[0]
        dimension = plan.dimensions[event][0]
        counts = Counter(one[event][1][dimension] for one in records if event in one and one[event][0] <= until)
        cells = {code: n - n % plan.k for code, n in sorted(counts.items()) if n >= plan.k}
        return [*new, Table(event, dimension, plan.first, until, cells)] if until > plan.first else new

    return both


def series(publish, records, plan, until):
    """Every edition with the earlier ones kept, as they would come year after year."""
    told = []
    for year in range(plan.first, until + 1):
        told += publish(records, list(told), until=year, plan=plan)
    return told


def tightened(tables, plan):
    """Bounds of every cell from all tables together: inequalities between sums, each used until nothing moves.

    A cell is named (place of its table, code), the total of a block (event, first, last).
    """
    low, high, less = {}, {}, []
    blocks = defaultdict(set)
    for at, table in enumerate(tables):
        if table.withheld:
            continue
        block = (table.event, table.first, table.last)
        blocks[table.event].add(block)
        low[block], high[block] = 0, 10**6
        cells = [(at, code) for code in plan.codes[table.dimension]]
        for cell in cells:
            low[cell] = table.cells.get(cell[1], 0)
            high[cell] = low[cell] + plan.k - 1
        less += [(cells, [block]), ([block], cells)]
    for place, event in enumerate(plan.events):
        for earlier in plan.events[:place]:
            less += _nested(blocks[earlier], blocks[event], plan.first)
    _until_nothing_moves(low, high, less)
    return {name: (low[name], high[name]) for name in low if len(name) == 2}


def _nested(wide, narrow, start):
    """Who came to the later event by the end of a block came to the earlier one by then; both without gaps in years."""
    for _event, _first, last in narrow:
        until = [block for block in narrow if block[2] <= last]
        covering = sorted((block for block in wide if block[1] <= last), key=lambda block: block[1])
        years = sum(block[2] - block[1] + 1 for block in covering)
        if covering and covering[0][1] == start and covering[-1][2] >= last and years == covering[-1][2] - start + 1:
            yield until, covering


def _until_nothing_moves(low, high, less):
    moved = True
    while moved:
        moved = False
        for small, large in less:
            least, most = sum(low[one] for one in small), sum(high[one] for one in large)
            for one in small:
                if (bound := most - least + low[one]) < high[one]:
                    high[one], moved = bound, True
            for one in large:
                if (bound := least - most + high[one]) > low[one]:
                    low[one], moved = bound, True


def narrowed(tables, plan):
    """Cells of which the attacker knows more than what is shown of them."""
    found = tightened(tables, plan)
    return [cell for cell, (low, high) in found.items() if high - low < plan.k - 1]


def exhausted(publish, worlds, plan, until, room):
    """Cells that an attacker pins down who knows the program and goes through every little world.

    `worlds`: lists of persons. Series that show so much that a world with the same could have more than `room` persons
    in a block are left out: the worlds end there, and what is missing beyond would look like knowledge.
    """
    possible = {}
    for persons in worlds:
        told = tuple(json.dumps(table.as_json()) for table in series(publish, persons, plan, until))
        for at, line in enumerate(told):
            table = Table.from_json(json.loads(line))
            counts = Counter(
                one[table.event][1][table.dimension]
                for one in persons
                if table.event in one and table.first <= one[table.event][0] <= table.last
            )
            for code in plan.codes[table.dimension]:
                possible.setdefault((told, at, code), set()).add(counts[code])
    pinned = []
    for (told, at, code), values in possible.items():
        tables = [Table.from_json(json.loads(line)) for line in told]
        full = [sum(one.cells.values()) + (plan.k - 1) * len(plan.codes[one.dimension]) for one in tables]
        shown = tables[at].cells.get(code, 0)
        if not tables[at].withheld and max(full) <= room and not values >= set(range(shown, shown + plan.k)):
            pinned.append((tables, at, code, values))
    return pinned

"""What is known so far, as Markdown: a table for each set of data and epsilon, and below it what became of each target.

Where a tool's time on the clock is well above its time on the processor, the machine was too busy to judge its speed by.
"""

from benchmarks.peers import results
from benchmarks.peers.peers import PEERS
from benchmarks.peers.results import Runs
from benchmarks.peers.tables import TABLES
from benchmarks.peers.targets import Known, Said, judged
from benchmarks.peers.words import share, shown

SHARES = ("fab2", "lost2>=10", "lost2", "leak2")
COLUMNS = ("tool", "wall s", "CPU s", "peak MB", *results.FIGURES, "repeats")
VERDICTS = {True: "met", False: "MISSED", None: "not judged"}


def report(tables: list[str], epsilons: list[float]) -> int:
    """Print all of it; 1 if a target is missed."""
    missed = False
    for table in tables:
        for epsilon in epsilons:
            known = {name: runs for name in PEERS if (runs := results.found(table, epsilon, name)) is not None}
            if known:
                said = list(judged(table, epsilon, known))
                missed |= any(one.met is False for one in said)
                print("\n".join(part(table, epsilon, known, said)))
    return int(missed)


def part(table: str, epsilon: float, known: Known, said: list[Said]) -> list[str]:
    delta = TABLES[table].delta
    lines = [f"\n### {TABLES[table].title}, epsilon {epsilon:g}, delta {delta:.2g}\n"]
    lines += [row(*COLUMNS), row(*["---", *["--:"] * (len(COLUMNS) - 1)])]
    lines += [row(*cells(PEERS[name].title, runs)) for name, runs in known.items()]
    return [*lines, "", *(f"- {VERDICTS[one.met]}: {one.line}" for one in said)]


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def cells(title: str, runs: Runs) -> list[str]:
    """A tool that made nothing has its time and memory until then, and the reason in place of its first figure."""
    took = [
        title,
        f"{'>' * runs.stopped}{runs.seconds:.1f}",
        f"{runs.busy:.1f}" if runs.busy else "-",
        f"{runs.megabytes:.0f}",
    ]
    if runs.failure:
        reason = runs.failure.splitlines()[-1].replace("|", "/")[:80]
        return [*took, reason, *["-"] * (len(results.FIGURES) - 1), str(len(runs.all))]
    return [*took, *(figure(name, runs.figure(name)) for name in results.FIGURES), str(len(runs.good))]


def figure(name: str, value: float) -> str:
    if name in SHARES:
        return share(value)
    return f"{value:.2f}" if name.startswith("abs") else shown(value)

"""`make bench`: list, case page, My day and search, and the list and page of returns, at two sizes, on both databases, beside
the measure where there is one.

The measure of a page is the same template with the same middleware and a signed-in member over plain columns, without
the journal's write (benchmarks/plain). Every figure is a ratio of medians measured in one run: each round visits all
pages of both sizes in turn, so that a slow moment hits every side. What the journal adds is also told as the median of
each round's own ratio: where the two differ much, the machine was too busy to judge by.

What became of a decision with 100,000 postings is measured beside the same GROUP BY in bare SQL (benchmarks/trace.py).

FYR_BENCH_PARTS (trace,pages,returns) does fewer of the three; FYR_BENCH_CASES (200,000 unless told) and FYR_BENCH_RETURNS
(2,000) are the larger sizes; FYR_BENCH_DATABASES (sqlite,postgresql) measures fewer.
Exits with 1 if a target is missed.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.load import crowd

ROOT = Path(__file__).resolve().parents[1]
DATABASES = (os.environ.get("FYR_BENCH_DATABASES") or "sqlite,postgresql").split(",")
PARTS = (os.environ.get("FYR_BENCH_PARTS") or "trace,pages,returns").split(",")
WARM_UP, ROUNDS = 10, 400
RATIO, GROWTH, JOURNAL, TRACE = 2.0, 1.2, 0.10, 2.0

# Seconds of each round, by what was visited: fyr, unwritten, plain, bare.
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Part:
    """What is measured at two sizes: `of` what there are so many, and the pages, by the names that the worker knows."""

    name: str
    of: str
    small: int
    large: int
    pages: dict[str, str]


# A case as the story works with it, and an imported one, which is a record and little else.
# My day and the search have no twin over plain columns: of them the growth is judged.
CASES = {
    "list": "case list",
    "case": "case page, 300 entries",
    "record": "case page, imported",
    "day": "My day",
    "search": "search",
}
# My day looks at a hundred returns, and both sizes have them.
RETURNS = {"list": "return list", "return": "return page, 64 events", "day": "My day of the operator"}
PAGED = (
    Part("pages", "cases", 1000, int(os.environ.get("FYR_BENCH_CASES") or 200_000), CASES),
    Part("returns", "returns", 100, int(os.environ.get("FYR_BENCH_RETURNS") or 2000), RETURNS),
)


def main() -> int:
    said: list[tuple[bool, str]] = []
    with tempfile.TemporaryDirectory(prefix="fyr-bench-") as home:
        if "trace" in PARTS:
            for database in DATABASES:
                said += trace(database, Path(home) / "trace")
        for part in PAGED:
            if part.name in PARTS:
                said += measured(part, Path(home) / part.name)
    return conclude(said)


def measured(part: Part, folder: Path) -> list[tuple[bool, str]]:
    said: list[tuple[bool, str]] = []
    with ExitStack() as stack:
        sizes = (part.small, part.large)
        nodes = {database: stack.enter_context(places(database, folder, *sizes)) for database in DATABASES}
        # Filled at once, as each keeps one core busy; measured one after another, on a machine that does nothing else.
        with ThreadPoolExecutor(len(nodes)) as at_once:
            list(at_once.map(fill_sizes, [part] * len(nodes), nodes, nodes.values()))
        for database, environments in nodes.items():
            times = alternate(part, environments)
            for page, title in part.pages.items():
                said += judge(part, f"{database} {title}", {size: times[size, page] for size in environments})
            if part.of == "cases":
                crowd(f"{database}, {part.large:,} cases", environments[part.large])
    return said


def conclude(said: list[tuple[bool, str]]) -> int:
    """Print each target with whether it is met; 1 if one is missed."""
    print(f"\nTargets (load of the machine at the end {os.getloadavg()[1]:.1f}, on {os.cpu_count()} cores)")
    for met, line in said:
        print(f"  {'met   ' if met else 'MISSED'}  {line}")
    return 0 if all(met for met, _line in said) else 1


def trace(database: str, folder: Path) -> list[tuple[bool, str]]:
    """On a node of its own, which holds the example and nothing else."""
    with places(database, folder, 0) as environments:
        environment = environments[0]
        call(environment, "-c", "from fyr import node; node.create('example')")
        call(environment, "-m", "fyr", "collectstatic", "--noinput", "-v0")
        call(environment, "-m", "fyr", "migrate", "-v0")
        call(environment, "-m", "fyr", "demo", "load")
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.trace"],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    seconds = json.loads(done.stdout)
    ratio = seconds["trace"] / seconds["bare"]
    told = ", ".join(f"{name} {value * 1000:.1f} ms" for name, value in seconds.items())
    print(f"{database} trace of a decision with 100,000 postings: {told}; {ratio:.2f} times the bare query", flush=True)
    return [(ratio <= TRACE, f"{database} trace: {ratio:.2f} times the same GROUP BY in bare SQL, at most {TRACE}")]


@contextmanager
def places(database: str, folder: Path, *sizes: int) -> Iterator[dict[int, dict[str, str]]]:
    """The environment of a new node for each size; databases of one cluster on PostgreSQL."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("FYR_")}
    plain |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "FYR_EXTRA_APPS": "benchmarks.plain"}
    plain |= {"FYR_STATIC": str(folder / f"static-{database}")}
    with ExitStack() as stack:
        addresses: dict[int, dict[str, str]] = {size: {} for size in sizes}
        if database == "postgresql":
            import psycopg

            from tests.postgres import cluster

            first = stack.enter_context(cluster(durable=True))
            with psycopg.connect(first, autocommit=True) as connection:
                connection.execute("CREATE DATABASE larger")
            for size, url in zip(sizes, (first, first.removesuffix("fyr") + "larger"), strict=False):
                addresses[size] = {"FYR_DATABASE_URL": url, "FYR_MIGRATOR_DATABASE_URL": url}
        yield {
            size: plain | address | {"FYR_HOME": str(folder / f"{database}-{size}")}
            for size, address in addresses.items()
        }


def fill_sizes(part: Part, database: str, environments: dict[int, dict[str, str]]) -> None:
    for size, environment in environments.items():
        fill(part, f"{database}, {size:,} {part.of}", environment, size)
        with at_work(part, environment):
            # What does not work at the first size is told before the hour that the second takes.
            pass


def fill(part: Part, title: str, environment: dict[str, str], size: int) -> None:
    print(f"{title}: filling", flush=True)
    call(environment, "-c", "from fyr import node; node.create('example')")
    if not Path(environment["FYR_STATIC"]).exists():
        call(environment, "-m", "fyr", "collectstatic", "--noinput", "-v0")
    call(environment, "-m", "fyr", "migrate", "-v0")
    call(environment, "-m", "fyr", "demo", "load")
    start = time.monotonic()
    call(environment, "-m", "fyr", "demo", "cases", str(size), progress=f"    {title}: {{}} made")
    made = time.monotonic()
    # Makes tables, so it works as the role that owns them.
    owner = environment | {"FYR_DATABASE_ROLE": "none"}
    call(owner, "-m", "benchmarks.prepare", part.name, progress=f"    {title}: {{}} copied")
    print(f"{title}: cases in {made - start:.0f} s, the rest in {time.monotonic() - made:.0f} s", flush=True)


def call(environment: dict[str, str], *command: str, progress: str = "") -> None:
    """Run Python; of what it prints one line in half a minute is shown, in the words of `progress`."""
    with subprocess.Popen(
        [sys.executable, *command], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        shown = time.monotonic()
        for line in process.stdout or ():
            if progress and time.monotonic() > shown + 30:
                shown = time.monotonic()
                print(progress.format(line.strip()), flush=True)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")


def alternate(part: Part, environments: dict[int, dict[str, str]]) -> dict[tuple[int, str], Times]:
    """Rounds of every page, now at one size, now at the other. Times by size and page."""
    times: dict[tuple[int, str], Times] = {}
    with ExitStack() as stack:
        workers = {size: stack.enter_context(at_work(part, environment)) for size, environment in environments.items()}
        for number in range(WARM_UP + ROUNDS):
            for page in part.pages:
                for size, worker in workers.items():
                    seconds = ask(worker, f"{page} {number}")
                    for name, value in seconds.items() if number >= WARM_UP else ():
                        times.setdefault((size, page), {}).setdefault(name, []).append(value)
    return times


@contextmanager
def at_work(part: Part, environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A worker that has looked at its pages and compared them with the measure's."""
    command = [sys.executable, "-m", "benchmarks.worker", part.name]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as worker:
        if worker.stdout.readline() != "ready\n":
            raise SystemExit("A worker did not start; what it said stands above.")
        yield worker
        worker.stdin.close()


def ask(worker: subprocess.Popen, line: str) -> dict[str, float]:
    worker.stdin.write(line + "\n")
    worker.stdin.flush()
    answer = worker.stdout.readline()
    if not answer:
        raise SystemExit("A worker ended before its time.")
    return json.loads(answer)


def judge(part: Part, title: str, times: dict[int, Times]) -> list[tuple[bool, str]]:
    """Print the figures of one page at both sizes; gives each target with whether it is met."""
    said = []
    print(title)
    for size, one in times.items():
        bare = times_as_long(one["fyr"], one["bare"])
        added = times_as_long(one["fyr"], one["unwritten"]) - 1
        paired = median(a / b for a, b in zip(one["fyr"], one["unwritten"], strict=True)) - 1
        beside = ""
        if "plain" in one:
            ratio = times_as_long(one["fyr"], one["plain"])
            beside = f"{ratio:.2f} times the measure ({middle(one['plain'])} ms), "
            said.append(
                (ratio <= RATIO, f"{title}, {size:,} {part.of}: {ratio:.2f} times the measure, at most {RATIO}")
            )
        print(
            f"  {size:>7,} {part.of}  {middle(one['fyr'])} ms  {beside}{bare:.1f} times a bare page"
            f" ({middle(one['bare'])} ms), the journal adds {added:.1%} (within rounds {paired:.1%})"
        )
        if "page" in title:
            text = f"{title}, {size:,} {part.of}: the journal adds {added:.1%}, at most {JOURNAL:.0%}"
            said.append((added <= JOURNAL, text))
    small, large = times[part.small], times[part.large]
    growth = times_as_long(large["fyr"], small["fyr"])
    of_measure = ""
    if "plain" in small:
        of_measure = f", of the measure {times_as_long(large['plain'], small['plain']):.2f}"
    print(f"  growth {growth:.2f}{of_measure}", flush=True)
    said.append((growth <= GROWTH, f"{title}: growth {growth:.2f}, at most {GROWTH}"))
    return said


def times_as_long(one: list[float], other: list[float]) -> float:
    return median(one) / median(other)


def middle(seconds: list[float]) -> str:
    return f"{median(seconds) * 1000:.1f}"


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: the case list and the case page, at two sizes, with and without the journal, on both databases.

Every figure is a ratio of medians measured in one run, alternating, so that a slow moment hits both sides. The number
of cases is 1,000 and then FYR_BENCH_CASES (20,000 unless told).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL, LARGE = 1000, int(os.environ.get("FYR_BENCH_CASES") or 20000)
ROUNDS = 60


def main() -> int:
    if len(sys.argv) > 1:
        return measure()
    run("SQLite", {})
    from tests.postgres import cluster

    with cluster(durable=True) as address:
        run("PostgreSQL", {"FYR_DATABASE_URL": address, "FYR_MIGRATOR_DATABASE_URL": address})
    return 0


def run(name: str, more: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="fyr-bench-") as home:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith("FYR_") or key == "FYR_BENCH_CASES"
        }
        environment = kept | {"FYR_HOME": home, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"} | more
        make = [sys.executable, "-c", "from fyr import node; node.create('example')"]
        for command in (make, fyr("migrate", "-v0"), fyr("demo", "load"), fyr("demo", "cases", str(SMALL))):
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        print(f"{name}, {SMALL} cases", flush=True)
        small = figures(environment)
        subprocess.run(
            fyr("demo", "cases", str(LARGE - SMALL), "--seed", "2"),
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        print(f"{name}, {LARGE} cases", flush=True)
        large = figures(environment)
        for page in ("list", "case"):
            print(f"  {page:<5} growth {large[page] / small[page]:.2f} (target at most 1.20)")


def figures(environment: dict[str, str]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "measure"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    print(done.stdout, end="", flush=True)
    return {line.split()[0]: float(line.split()[1]) for line in done.stdout.splitlines()}


def measure() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "fyr.settings"
    import django

    django.setup()
    from django.test import Client

    from fyr.access.models import Member
    from fyr.access.scope import whole_node
    from fyr.cases.models import Case

    with whole_node():
        alma = Member.objects.get(email="alma@fyr.example")
        case = Case.objects.filter(unit__code="region-syd", alias__isnull=False).order_by("opened_at").first()
    client = Client(SERVER_NAME="127.0.0.1")
    client.post(f"/sign-in/card/{alma.pk}/")
    for name, address in (("list", "/cases/"), ("case", f"/cases/{case.pk}/")):
        with_journal, without = alternate(client, address)
        print(
            f"  {name:<5} {with_journal * 1000:.1f} ms; without journal {without * 1000:.1f} ms; the journal adds {with_journal / without - 1:.0%}"
        )
    return 0


def alternate(client, address: str) -> tuple[float, float]:
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(ROUNDS * 2 + 10):
        journalled = number % 2 == 0
        with_or_without = nullcontext_or_off(journalled)
        with with_or_without:
            start = time.perf_counter()
            answer = client.get(address)
            took = time.perf_counter() - start
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        if number >= 10:
            times[journalled].append(took)
    return statistics.median(times[True]), statistics.median(times[False])


@contextmanager
def nullcontext_or_off(journalled: bool):
    """The middleware as it is, or with its one write left out."""
    from fyr.journal.middleware import JournalMiddleware

    write = JournalMiddleware._write
    if not journalled:
        JournalMiddleware._write = lambda *_: None
    try:
        yield
    finally:
        JournalMiddleware._write = write


def fyr(*command: str) -> list[str]:
    return [sys.executable, "-m", "fyr", *command]


if __name__ == "__main__":
    sys.exit(main())

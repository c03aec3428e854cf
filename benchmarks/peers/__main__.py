"""`make bench-peers`: Fyr beside other tools that make private rows, and beside two floors.

Every run that ends is kept in .peers/results, and a second start goes on where the first stopped; delete a file there to
have its run again (those of Fyr, when Fyr has changed). One run takes five minutes at most, all of them some hours.

FYR_PEERS_DATA (10k,100k,1m,adult), FYR_PEERS_EPS (1,4,12) and FYR_PEERS_ONLY (bootstrap,one-ways,pac-synth,pac-synth-pairs,
mst,aim,fyr) measure fewer. `--table` measures nothing and prints what is known, as Markdown. Exits with 1 if a target is
missed.
"""

import os
import signal
import sys
from collections.abc import Iterable

from benchmarks.peers.peers import PEERS
from benchmarks.peers.report import report
from benchmarks.peers.running import repeat
from benchmarks.peers.tables import TABLES, missing

EPSILONS = ("1", "4", "12")
# What says most comes first, for those who cannot wait for all of it.
FIRST = (("10k", "4"), ("adult", "4"), ("100k", "4"), ("10k", "1"), ("10k", "12"))


def main(arguments: list[str]) -> int:
    # Ends by an exception, so that the tool at work is ended too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    tables, epsilons = wanted("DATA", TABLES), wanted("EPS", EPSILONS)
    names = wanted("ONLY", PEERS)
    if "--table" not in arguments:
        try:
            measure([pair for pair in order() if pair[0] in tables and pair[1] in epsilons], names)
        except KeyboardInterrupt:
            print("Stopped. What was finished is kept, and the next start goes on from there.", flush=True)
            return 130
    return report(tables, [float(one) for one in epsilons])


def wanted(name: str, known: Iterable[str]) -> list[str]:
    """What an environment variable asks for, in the order in which it is known; all of it where it asks for nothing."""
    asked = [one.strip() for one in os.environ.get(f"FYR_PEERS_{name}", "").split(",") if one.strip()]
    if strange := set(asked) - set(known):
        raise SystemExit(f"FYR_PEERS_{name} knows {','.join(known)}, not {','.join(sorted(strange))}.")
    return [one for one in known if not asked or one in asked]


def order() -> list[tuple[str, str]]:
    every = [(table, epsilon) for table in TABLES for epsilon in EPSILONS]
    return [*FIRST, *(pair for pair in every if pair not in FIRST)]


def measure(pairs: list[tuple[str, str]], names: list[str]) -> None:
    for table, epsilon in pairs:
        if why := missing(TABLES[table]):
            print(f"{TABLES[table].title}: left out, as {why}", flush=True)
            continue
        for name in names:
            repeat(TABLES[table], float(epsilon), PEERS[name])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What Fyr has promised beside the others, and whether it keeps it, always at the same epsilon and delta."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.peers.peers import PEERS
from benchmarks.peers.results import Runs
from benchmarks.peers.words import seconds, share, shown

Known = dict[str, Runs]
# Of each tool's time on the table of 10,000 rows.
QUICKER = {"pac-synth": 1 / 10, "pac-synth-pairs": 1 / 10, "mst": 1 / 50}
MOST_SECONDS, MOST_MEGABYTES = 5.0, 500.0
# Of the best rival's distance from the truth.
NEARER = {"TVD2": 0.35, "TVD3": 0.6}
MOST_MADE_UP, MOST_LOST = 0.08, 0.005
NEVER_WORSE = ("TVD2", "TVD3", "lost2>=10")


@dataclass(frozen=True)
class Said:
    """`met` is None where it could not be judged, and `line` then tells why."""

    met: bool | None
    line: str


def judged(table: str, epsilon: float, known: Known) -> Iterator[Said]:
    """Every target that there is for this table and this epsilon."""
    if "fyr" not in known:
        yield Said(None, "Fyr was not run")
        return
    fyr = known["fyr"]
    if fyr.failure:
        yield Said(False, f"Fyr made nothing: {fyr.failure}")
        return
    if table == "10k":
        yield from quicker(fyr, known)
    if table == "1m":
        yield at_most("time", fyr.seconds, MOST_SECONDS, seconds)
        yield at_most("peak memory", fyr.megabytes, MOST_MEGABYTES, lambda value: f"{value:.0f} MB")
    yield from nearer(fyr, known)
    if table == "10k" and epsilon == 4:
        yield at_most("made-up pairs", fyr.figure("fab2"), MOST_MADE_UP, share)
        yield at_most("lost pairs of 10 or more", fyr.figure("lost2>=10"), MOST_LOST, share)
    yield from never_worse(fyr, known)


def quicker(fyr: Runs, known: Known) -> Iterator[Said]:
    """A tool that was stopped would have taken longer still: its time until then is what Fyr's is held against."""
    for name, part in QUICKER.items():
        title = PEERS[name].title
        if name not in known:
            yield Said(None, f"time beside {title}: it was not run")
            continue
        if known[name].failure and not known[name].stopped:
            yield Said(None, f"time beside {title}: it made nothing")
            continue
        theirs = known[name].seconds
        why = f"1/{1 / part:.0f} of {title}, {'above ' * known[name].stopped}{seconds(theirs)}"
        yield at_most("time", fyr.seconds, theirs * part, seconds, why)


def nearer(fyr: Runs, known: Known) -> Iterator[Said]:
    rivals = [name for name, runs in known.items() if PEERS[name].rival and not runs.failure]
    for figure, part in NEARER.items():
        if not rivals:
            yield Said(None, f"{figure}: none of the tools it is held against finished")
            continue
        best = min(rivals, key=lambda name: known[name].figure(figure))
        theirs = known[best].figure(figure)
        why = f"{part:g} of the best that finished, {PEERS[best].title}, {shown(theirs)}"
        yield at_most(figure, fyr.figure(figure), theirs * part, shown, why)


def never_worse(fyr: Runs, known: Known) -> Iterator[Said]:
    floor = known.get("one-ways")
    for figure in NEVER_WORSE:
        if floor is None or floor.failure:
            yield Said(None, f"{figure}: there are no independent 1-ways to hold it against")
        else:
            form = share if figure.startswith("lost") else shown
            yield at_most(figure, fyr.figure(figure), floor.figure(figure), form, "independent noisy 1-ways")


def at_most(what: str, value: float, most: float, form: Callable[[float], str], why: str = "") -> Said:
    line = f"{what} {form(value)}, at most {form(most)}{f' ({why})' if why else ''}"
    if value <= most:
        return Said(True, line)
    times = f", {value / most:.2f} times as much" if most else ""
    return Said(False, f"{line}: missed by {form(value - most)}{times}")

"""Who is measured: what each is called, and with which command it makes rows of a table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.peers import environments, fyr
from benchmarks.peers.places import PYTHON
from benchmarks.peers.tables import Table
from fyr.release.accounting import rho_of

# The command for a table and an epsilon that writes its rows into the last: what is timed is all of it, from start to end.
Command = Callable[[Table, float, Path], list[str]]


@dataclass(frozen=True)
class Peer:
    """`rival` is a tool that Fyr has to be nearer to the truth than; the others are floors, and Fyr itself."""

    name: str
    title: str
    command: Command
    rival: bool = False


@dataclass(frozen=True)
class Program:
    """One of the programs in `tool`, in the environment of this name, or in the project's own where there is none."""

    name: str
    environment: str = ""
    settings: tuple[str, ...] = ()

    def __call__(self, table: Table, epsilon: float, rows: Path) -> list[str]:
        python = environments.python(self.environment) if self.environment else PYTHON
        budget = {"epsilon": epsilon, "delta": table.delta, "rho": rho_of(epsilon, table.delta)}
        told = (f"--{name}={value!r}" for name, value in budget.items())
        program = f"benchmarks.peers.tool.{self.name}"
        return [str(python), "-m", program, str(table.file), str(rows), *told, *self.settings]


PAC_SYNTH, LENGTH_2 = Program("pac_synth", "pac-synth"), ("--setting=length-2",)
MST, AIM = (Program("graphical", "opendp", (f"--setting={name}",)) for name in ("mst", "aim"))
PEERS = {
    one.name: one
    for one in (
        Peer("bootstrap", "bootstrap of the true rows (not private)", Program("bootstrap")),
        Peer("one-ways", "independent noisy 1-ways", Program("one_ways")),
        Peer("pac-synth", "pac-synth 0.0.8, defaults", PAC_SYNTH, rival=True),
        Peer(
            "pac-synth-pairs", "pac-synth 0.0.8, reporting length 2", replace(PAC_SYNTH, settings=LENGTH_2), rival=True
        ),
        Peer("mst", "OpenDP 0.16 MST, rows sampled", MST, rival=True),
        Peer("aim", "OpenDP 0.16 AIM, rows sampled", AIM, rival=True),
        Peer("fyr", "Fyr", fyr.command),
    )
}

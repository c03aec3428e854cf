"""What a release holds before it is written."""

from dataclasses import dataclass

from fyr.release.model.learn import Learnt
from fyr.release.planning import Plan
from fyr.release.tables import Estimate


@dataclass(frozen=True)
class Made:
    """`learnt` is None where the plan offered tables alone. `spent` is the rho of the dataset's life, this release in it; `seed` is
    None but in tests."""

    plan: Plan
    estimates: list[Estimate]
    learnt: Learnt | None
    spent: float
    seed: int | None

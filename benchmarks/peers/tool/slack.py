"""How much less of a budget MST must be asked for, so that OpenDP does not find it insufficient half-way.

MST parts what it has for choosing into equal shares, one for each choice, and OpenDP adds them up again, rounded upwards at
each step: for most budgets the sum is some 1e-17 above the whole, and the release fails when part of the budget is spent.
The same sums are made here beforehand, and the first budget is taken for which they come out.
"""

import math
from fractions import Fraction

# The share for measuring that MST has by itself, and what is tried beside it: a hair less of rho, then of that share.
MEASURING = 0.9
HAIRS, HAIR = 200, 1e-9
SPLITS, STEP = 200, 1e-3


def fitting(rho: float, choices: int) -> tuple[float, float]:
    """(rho, the share of it for measuring), both the largest that are found to work."""
    for split in (MEASURING - STEP * step for step in range(SPLITS)):
        for less in (rho * (1 - HAIR * step) for step in range(1, HAIRS)):
            if fits(less, choices, split):
                return less, split
    raise SystemExit(f"OpenDP's own rounding leaves no budget near rho {rho}")


def fits(rho: float, choices: int, split: float) -> bool:
    """As opendp.extras.mbi parts it in version 0.16: half for the 1-ways, the rest for choosing and measuring pairs."""
    pairs = below(below(rho - rho * 0.5))
    choosing = below(below(pairs - pairs * split))
    total, one = 0.0, below(choosing / choices)
    for _choice in range(choices):
        total = upwards(total, one)
    return total <= choosing


def below(value: float) -> float:
    return math.nextafter(value, -math.inf)


def upwards(one: float, other: float) -> float:
    """Their sum, never below the exact one."""
    told = one + other
    return told if Fraction(told) >= Fraction(one) + Fraction(other) else math.nextafter(told, math.inf)

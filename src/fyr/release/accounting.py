"""Privacy in two currencies: rho of zero-concentrated differential privacy, in which the engine counts, and (epsilon, delta).

The conversion is the tightest that is known in closed form: Canonne, Kamath, Steinke, "The Discrete Gaussian for
Differential Privacy" (2020), proposition 12 with corollary 13. Composition of rho is addition (Bun, Steinke 2016, lemma 1.7).
"""

import math
from collections.abc import Callable
from functools import cache

# Orders of Rényi divergence between which the best is looked for; outside of them nothing in use has its minimum.
LOW, HIGH = 1e-4, 1e6
STEPS = 200


def delta_of(rho: float, epsilon: float) -> float:
    """The smallest delta for which rho-zCDP gives (epsilon, delta)-DP, rounded upwards.

    delta = min over a > 1 of exp((a - 1)(a rho - epsilon)) (1 - 1/a)^a / (a - 1). The logarithm is convex in a on the range
    that matters, so a ternary search over log(a - 1) finds it; any a gives a valid delta.
    """
    if rho <= 0:
        return 0.0
    low, high = math.log(LOW), math.log(HIGH)
    for _step in range(STEPS):
        one, other = low + (high - low) / 3, high - (high - low) / 3
        if _log_delta(rho, epsilon, 1 + math.exp(one)) < _log_delta(rho, epsilon, 1 + math.exp(other)):
            high = other
        else:
            low = one
    best = _log_delta(rho, epsilon, 1 + math.exp((low + high) / 2))
    return min(1.0, math.exp(min(0.0, best)) * (1 + 1e-9))


@cache
def rho_of(epsilon: float, delta: float) -> float:
    """The largest rho for which rho-zCDP gives (epsilon, delta)-DP, rounded downwards."""
    high = epsilon + 1.0
    while delta_of(high, epsilon) < delta:
        high *= 2
    low, _high = _halved(high, lambda rho: delta_of(rho, epsilon) <= delta)
    return low * (1 - 1e-9)


def epsilon_of(rho: float, delta: float) -> float:
    """The smallest epsilon for which rho-zCDP gives (epsilon, delta)-DP, rounded upwards."""
    high = rho + 2 * math.sqrt(rho * math.log(1 / delta)) + 1e-9
    _low, high = _halved(high, lambda epsilon: delta_of(rho, epsilon) > delta)
    return high * (1 + 1e-9)


def _halved(high: float, below: Callable[[float], bool]) -> tuple[float, float]:
    """(the largest for which `below` was seen to hold, the smallest for which not), between 0 and `high`."""
    low = 0.0
    for _step in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return low, high


def _log_delta(rho: float, epsilon: float, a: float) -> float:
    return (a - 1) * (a * rho - epsilon) + a * math.log1p(-1 / a) - math.log(a - 1)

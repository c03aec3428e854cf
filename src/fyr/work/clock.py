"""What happens again and again: registered from AppConfig.ready(), run by the background worker."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass
class Tick:
    """A function of no arguments, run every `seconds` (monotonic time)."""

    seconds: float
    run: Callable[[], object]
    due: float = 0.0


_ticks: dict[str, Tick] = {}


def every(name: str, seconds: float, run: Callable[[], object]) -> None:
    _ticks[name] = Tick(seconds, run)


def run_due(now: float | None = None) -> list[str]:
    """Run what is due and return its names. One that fails is logged by class name and tried again next time."""
    now = time.monotonic() if now is None else now
    ran = []
    for name, tick in _ticks.items():
        if tick.due > now:
            continue
        tick.due = now + tick.seconds
        try:
            tick.run()
        except Exception as error:  # noqa: BLE001 - one broken tick must not stop the others
            log.error("tick %s failed: %s", name, type(error).__name__)
        ran.append(name)
    return ran

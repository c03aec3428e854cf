"""The private-release engine: it stands alone, and loads neither Django nor anything else of Fyr.

    from fyr.release import Budget, CodeBook, build, plan, read, score

What a node runs needs none of it: each name is loaded when it is asked for, and needs what `make engine` installs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fyr.release.budget import Budget
    from fyr.release.building import Release, build
    from fyr.release.codebook import CodeBook, read
    from fyr.release.errors import Refused
    from fyr.release.planning import Plan, plan
    from fyr.release.scoring import score

__all__ = ["Budget", "CodeBook", "Plan", "Refused", "Release", "build", "plan", "read", "score"]
FOUND_IN = {
    "Budget": "budget",
    "CodeBook": "codebook",
    "Plan": "planning",
    "Refused": "errors",
    "Release": "building",
    "build": "building",
    "plan": "planning",
    "read": "codebook",
    "score": "scoring",
}


def __getattr__(name: str) -> Any:
    if name not in FOUND_IN:
        raise AttributeError(name)
    return getattr(import_module(f"fyr.release.{FOUND_IN[name]}"), name)

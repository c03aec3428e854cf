"""Lists of indicators: data with a source, shipped with Fyr or put into the node's own folder `indicators`.

A list says which indicators there are in each dimension, how much each weighs, and by which rule a dimension counts as
positive. What a rule says is a matter of the list; what follows for a person is said by nobody here.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fyr import node

SHIPPED = Path(__file__).parent / "data" / "indicators"
WEIGHTS = ("strong", "medium", "weak")
SEEN = "seen"
# In a rule, what counts towards each of its minimums.
COUNTED = {"strong": ("strong",), "medium": ("medium",), "weak": ("weak",), "medium or weak": ("medium", "weak")}
LIST_KEYS = ("code", "version", "en", "sv", "source", "rules", "dimensions")


class BadList(Exception):
    """A list that cannot be used; the text says where in it, and what is wrong."""


@dataclass(frozen=True)
class Dimension:
    """`rule` is a list of alternatives, {weight: minimum}; `alternative` is the one of them that is met, or None.

    `looked_for`: whether any of its indicators was answered at all, seen or not.
    """

    code: str
    labels: Mapping[str, str]
    seen: list[dict[str, str]]
    rule: list[Mapping[str, int]]
    alternative: Mapping[str, int] | None
    looked_for: bool

    def label(self, language: str) -> str:
        return self.labels["sv" if language.startswith("sv") else "en"]


def met(alternative: Mapping[str, int], weights: Iterable[str]) -> bool:
    """Whether the weights of what was seen reach every minimum of one alternative."""
    count = Counter(weights)
    return all(sum(count[one] for one in COUNTED[name]) >= least for name, least in alternative.items())


def outcome(listed: Mapping[str, Any], answers: Mapping[str, str]) -> list[Dimension]:
    """Of each dimension: what was seen, and the first alternative of its rule that this meets.

    `listed` is a list as its file has it; `answers` is {code of an indicator: answer}; one without an answer is not known.
    """
    told = []
    for dimension in listed["dimensions"]:
        seen = [one for one in dimension["indicators"] if answers.get(one["code"]) == SEEN]
        weights = [one["weight"] for one in seen]
        rule = listed["rules"][dimension["rule"]]
        alternative = next((one for one in rule if met(one, weights)), None)
        labels = {"en": dimension["en"], "sv": dimension["sv"]}
        looked_for = any(answers.get(one["code"]) for one in dimension["indicators"])
        told.append(Dimension(dimension["code"], labels, seen, rule, alternative, looked_for))
    return told


def read(path: Path) -> dict[str, Any]:
    """One list from its file. Raises BadList."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadList(f"{path.name} cannot be read as JSON: {error}") from error
    try:
        check(listed)
    except BadList as error:
        raise BadList(f"{path.name}: {error}") from error
    return dict(listed)


def check(listed: Any) -> None:
    """Raises BadList where the list cannot be used."""
    if not isinstance(listed, dict):
        raise BadList("a list of indicators is a JSON object.")
    _texts(listed, [key for key in LIST_KEYS if key not in ("rules", "dimensions")], "the list")
    rules, dimensions = listed.get("rules"), listed.get("dimensions")
    if not isinstance(rules, dict) or not isinstance(dimensions, list) or not dimensions:
        raise BadList("the list needs “rules” (an object) and “dimensions” (a list that is not empty).")
    for name, rule in rules.items():
        _check_rule(name, rule)
    codes: set[str] = set()
    for dimension in dimensions:
        _texts(dimension, ("code", "en", "sv"), "a dimension")
        if dimension.get("rule") not in rules:
            raise BadList(f"dimension “{dimension['code']}” has no rule: name one of {', '.join(sorted(rules))}.")
        if not isinstance(dimension.get("indicators"), list):
            raise BadList(f"dimension “{dimension['code']}” has no “indicators”.")
        for one in dimension["indicators"]:
            _texts(one, ("code", "en", "sv"), f"an indicator of “{dimension['code']}”")
            if one.get("weight") not in WEIGHTS:
                raise BadList(f"indicator “{one['code']}” has an unknown weight; it is one of {', '.join(WEIGHTS)}.")
            if one["code"] in codes:
                raise BadList(f"the code “{one['code']}” stands twice; each indicator needs one of its own.")
            codes.add(one["code"])


def all_lists() -> dict[str, dict[str, Any]]:
    """{code: list}: those that Fyr brings, then those of the node; a file that cannot be used is left out."""
    return _lists()[0]


def faults() -> list[str]:
    """What is wrong with lists that were left out, one text a file."""
    return _lists()[1]


def _lists() -> tuple[dict[str, dict[str, Any]], list[str]]:
    found: dict[str, dict[str, Any]] = {}
    wrong: list[str] = []
    for path in (*sorted(SHIPPED.glob("*.json")), *sorted((node.home() / "indicators").glob("*.json"))):
        try:
            listed = read(path)
        except BadList as error:
            wrong.append(str(error))
            continue
        if listed["code"] in found:
            wrong.append(f"{path.name}: the list “{listed['code']}” stands in two files. Give this one another code.")
            continue
        found[listed["code"]] = listed
    return found, wrong


def _texts(held: Any, keys: Iterable[str], where: str) -> None:
    if not isinstance(held, dict):
        raise BadList(f"{where} is not a JSON object.")
    for key in keys:
        if not isinstance(held.get(key), str) or not held[key].strip():
            raise BadList(f"{where} needs “{key}”, a text that is not empty.")


def _check_rule(name: str, rule: Any) -> None:
    if not isinstance(rule, list) or not rule:
        raise BadList(f"rule “{name}” needs a list of alternatives.")
    for alternative in rule:
        if not isinstance(alternative, dict) or not alternative:
            raise BadList(f"rule “{name}” has an alternative that asks for nothing.")
        for weight, least in alternative.items():
            if weight not in COUNTED or type(least) is not int or least < 1:
                raise BadList(f"rule “{name}”: “{weight}: {least}” is not a known weight with a whole number from 1.")

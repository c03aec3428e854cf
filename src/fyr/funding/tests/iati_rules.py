"""IATI's ruleset for activities, read from its own JSON: which rules a file of activities breaks.

The meaning of each kind of rule is that of https://iatistandard.org/en/guidance/standard-overview/ rulesets 2.03. A kind that
is not known here raises, so that no rule is passed over.
"""

import datetime
import re
from collections.abc import Iterator

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def broken(ruleset: dict, document: etree._Element, severity: str = "error") -> tuple[list[str], int]:
    """The rules that are broken, each with where and why, and how often a rule was asked."""
    found, asked = [], 0
    for context, rules in ruleset.items():
        for node in document.xpath(context):
            for kind, case in _cases(rules, node):
                if case["ruleInfo"]["severity"] != severity:
                    continue
                asked += 1
                if not holds(kind, case, node):
                    found.append(f"{case['ruleInfo']['id']} {kind}: {case['ruleInfo']['message']} ({context})")
    return found, asked


def _cases(rules: dict, node: etree._Element) -> Iterator[tuple[str, dict]]:
    for kind, body in rules.items():
        for case in body["cases"]:
            if kind != "loop":
                yield kind, case
                continue
            for value in sorted({str(one) for one in node.xpath(case["foreach"])}):
                yield from _cases(_filled(case["do"], value), node)


def _filled(part, value: str):
    if isinstance(part, str):
        return part.replace("$1", value)
    if isinstance(part, list):
        return [_filled(one, value) for one in part]
    return {key: _filled(one, value) for key, one in part.items()} if isinstance(part, dict) else part


def holds(kind: str, case: dict, node: etree._Element) -> bool:
    if "condition" in case and not node.xpath(f"boolean({case['condition']})"):
        return True
    found = [one for path in case.get("paths", ()) for one in node.xpath(path)]
    return KINDS[kind](case, node, found)


def _text(one) -> str:
    return (one.text or "") if isinstance(one, etree._Element) else str(one)


def _unique(case, node, found) -> bool:
    return len({_text(one) for one in found}) == len(found)


def _one_or_all(case, node, found) -> bool:
    if node.xpath(case["one"]):
        return case["all"] != "sector" or not node.xpath("transaction/sector")
    if case["all"] == "lang":
        return all(one.get(LANG) for one in node.iter("narrative"))
    if case["all"] == "currency":
        return all(one.get("currency") for one in node.iter("value", "forecast"))
    sectors = [one.find("sector") is not None for one in node.findall("transaction")]
    return all(sectors) or not any(sectors)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text[:10])


def _days(node, path: str) -> list[datetime.date]:
    return [datetime.date.today()] if path == "NOW" else [_day(one) for one in node.xpath(path)]


def _in_order(case, node, found) -> bool:
    return all(one <= other for one in _days(node, case["less"]) for other in _days(node, case["more"]))


def _one_year(case, node, found) -> bool:
    for start in _days(node, case["start"]):
        for end in _days(node, case["end"]):
            if (end - start).days > 366:
                return False
    return True


def _between(case, node, found) -> bool:
    (start,), (end,) = _days(node, case["start"]), _days(node, case["end"])
    return all(start <= one <= end for one in _days(node, case["date"]))


def _starts(case, node, found) -> bool:
    prefixes = (
        [_text(one) for path in case["prefix"] for one in node.xpath(path)]
        if case["prefix"] != ["ORG-ID-PREFIX"]
        else [""]
    )
    separator = case.get("separator", "")
    return all(any(_text(one).startswith(prefix + separator) for prefix in prefixes) for one in found)


KINDS = {
    "unique": _unique,
    "startswith": _starts,
    "atleast_one": lambda case, node, found: any(
        _text(one).strip() or isinstance(one, etree._Element) for one in found
    ),
    "no_more_than_one": lambda case, node, found: len(found) <= 1,
    "one_or_all": _one_or_all,
    "date_now": lambda case, node, found: all(one <= datetime.date.today() for one in _days(node, case["date"])),
    "date_order": _in_order,
    "between_dates": _between,
    "time_limit": _one_year,
    "regex_matches": lambda case, node, found: all(re.search(case["regex"], _text(one)) for one in found),
    "no_spaces": lambda case, node, found: all(_text(one) == _text(one).strip() for one in found),
    "strict_sum": lambda case, node, found: (
        abs(sum(float(one) for one in found) - case["sum"]) < 0.01 if found else True
    ),
    "range": lambda case, node, found: all(case["min"] <= float(one) <= case["max"] for one in found),
    "if_then": lambda case, node, found: (
        not node.xpath(f"boolean({case['if']})") or bool(node.xpath(f"boolean({case['then']})"))
    ),
}

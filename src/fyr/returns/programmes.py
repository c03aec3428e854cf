"""Programmes come in as files of rules; docs/returns.md describes the form. The next country's is another file, not other code."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.validators import slug_re
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.scope import whole_node
from fyr.funding.money import CURRENCY, LARGEST
from fyr.returns.codes.agreements import Basis
from fyr.returns.codes.states import Ground
from fyr.returns.models import Programme

MONTHS = 120
COUNTRY = re.compile(r"[A-Z]{2}")


def _words(what: Any) -> bool:
    return isinstance(what, list) and bool(what) and all(isinstance(one, str) and one.strip() for one in what)


def _within(least: int, most: int) -> Callable[[Any], bool]:
    # In Python true is a number too.
    return lambda what: type(what) is int and least <= what <= most


def _months(what: Any) -> bool:
    return isinstance(what, list) and bool(what) and all(_within(1, MONTHS)(one) for one in what)


def _currency(what: Any) -> bool:
    return isinstance(what, str) and CURRENCY.fullmatch(what) is not None


def _amount(what: Any) -> bool:
    fits = isinstance(what, dict) and set(what) == {"amount", "currency"} and _currency(what["currency"])
    return fits and _within(1, LARGEST)(what["amount"])


def _transfers(what: Any) -> bool:
    return isinstance(what, dict) and all(
        COUNTRY.fullmatch(country)
        and isinstance(one, dict)
        and one.get("basis") in Basis.values
        and isinstance(one.get("source", ""), str)
        for country, one in what.items()
    )


@dataclass(frozen=True)
class Known:
    """One rule that a programme can have: what it says in words, and which values it takes, of `codes` where it has some."""

    label: Any
    takes: Any
    fits: Callable[[Any], bool]
    codes: Sequence[str] = ()


RULES: Mapping[str, Known] = {
    "grounds": Known(
        _("Whom it is for"),
        _("a list of %(codes)s"),
        lambda what: _words(what) and set(what) <= set(Ground.values),
        Ground.values,
    ),
    "currencies": Known(
        _("Currencies it pays in"), _("a list of codes such as SEK"),
        lambda what: _words(what) and all(_currency(one) for one in what),
    ),
    "per_person": Known(
        _("Most that one person is given"), _('{"amount": smallest unit, "currency": code}, or null where it is not known'), _amount
    ),
    "follow_up_months": Known(
        _("Contact after the return, at least (months)"), _("a number of months from 1 to 120"), _within(1, MONTHS)
    ),
    "contacts_after_months": Known(
        _("Contacts are planned after (months)"), _("a list of months from 1 to 120, such as [1, 3, 6]"), _months
    ),
    "intensified_within_days": Known(
        _("After a worrying survey, contact within (days)"), _("a number of days from 1 to 366"), _within(1, 366)
    ),
    "survey_from_age": Known(_("The survey is asked from age (years)"), _("an age from 1 to 99"), _within(1, 99)),
    "reports_from": Known(_("Reports begin with the year"), _("a year from 2000 to 2099"), _within(2000, 2099)),
    "transfers": Known(
        _("Ground for sending data to a country"),
        _('{country of two letters: {"basis": code, "source": text}}, with one of the codes %(codes)s'),
        _transfers,
        Basis.values,
    ),
    "never_say": Known(_("Never said outside"), _("a list of words"), _words),
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One rule of one programme, for the registry and its page."""

    code: str
    label: Any
    value: Any
    source: str
    verified: date | None


def rules_of(programme: Programme) -> list[Rule]:
    told = []
    for name, known in RULES.items():
        one = programme.rules.get(name, {})
        verified = one.get("verified")
        day = date.fromisoformat(verified) if verified else None
        told.append(Rule(f"{programme.code}.{name}", known.label, one.get("value"), one.get("source", ""), day))
    return told


def all_rules() -> Iterable[Rule]:
    """Of every programme; none where the database has not been made yet, as `fyr check` is asked before that too."""
    try:
        with whole_node():
            held = list(Programme.objects.all())
    except (OperationalError, ProgrammingError):
        return []
    return [rule for programme in held for rule in rules_of(programme)]


def read(data: bytes) -> dict[str, Any]:
    """A file of rules. Raises Refused with every fault at once: where it stands, and what to write there."""
    try:
        told = json.loads(data)
        # What no database keeps: half a character, or none.
        if b"\\u0000" in json.dumps(told, ensure_ascii=False).encode():
            raise ValueError("\\u0000")
    except (ValueError, RecursionError) as error:
        raise Refused(_("This is no JSON: %(error)s") % {"error": error}) from None
    if not isinstance(told, dict) or not isinstance(told.get("rules"), dict):
        raise Refused(_('The file is an object with "code", "name", "unit" and "rules".'))
    faults = [*_of_file(told), *(fault for name, one in told["rules"].items() for fault in _of_rule(name, one))]
    faults += [_("rules.%(name)s: is missing; write null as its value where it is not known.") % {"name": name} for name in RULES if name not in told["rules"]]  # fmt: skip
    if not faults and (other := _limit_in_another_currency(told["rules"])):
        faults.append(_("rules.per_person.value: the programme does not pay in %(currency)s. Write the limit in a currency of rules.currencies.") % {"currency": other})  # fmt: skip
    if faults:
        raise Refused("\n".join(str(one) for one in faults))
    return told


def _of_file(told: dict[str, Any]) -> Iterator[Any]:
    for name, most in (("code", 50), ("name", 200), ("unit", 50)):
        value = told.get(name)
        if not value or (isinstance(value, str) and not value.strip()):
            yield _("%(name)s: fill this in.") % {"name": name}
        elif not isinstance(value, str) or len(value) > most:
            yield _("%(name)s: write a text of at most %(most)s characters.") % {"name": name, "most": most}
        elif name == "code" and not slug_re.match(value):
            yield _("code: write letters from a to z, digits and hyphens only, such as amp. It stands in addresses.")


def _of_rule(name: str, one: Any) -> Iterator[Any]:
    known = RULES.get(name)
    if known is None:
        yield _("rules.%(name)s: there is no such rule. These are: %(known)s.") % {"name": name, "known": ", ".join(RULES)}  # fmt: skip
        return
    if not isinstance(one, dict) or not {"value", "source", "verified"} <= set(one):
        yield _('rules.%(name)s: write {"value": …, "source": …, "verified": …}.') % {"name": name}
        return
    if one["value"] is not None and not known.fits(one["value"]):
        # Put together here and not in the table, where it would stay in the language in which Fyr has started.
        takes = str(known.takes) % {"codes": ", ".join(known.codes)}
        yield _("rules.%(name)s.value: write %(takes)s.") % {"name": name, "takes": takes}
    if not isinstance(one["source"], str):
        yield _('rules.%(name)s.source: write a text that says where it stands, or "".') % {"name": name}
    if one["verified"] is not None and not _is_day(one["verified"]):
        yield _("rules.%(name)s.verified: write a day as 2026-11-27, or null.") % {"name": name}


def _limit_in_another_currency(rules: dict[str, Any]) -> str:
    """A limit in a currency in which nothing is paid would bind nobody."""
    most, paid_in = rules["per_person"]["value"], rules["currencies"]["value"]
    return str(most["currency"]) if most and paid_in and most["currency"] not in paid_in else ""


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

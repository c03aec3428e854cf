"""Programmes come in as files of rules; docs/returns.md describes the form. The next country's is another file, not other code."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.scope import whole_node
from fyr.funding.money import CURRENCY
from fyr.returns import conditions
from fyr.returns.codes.agreements import Basis
from fyr.returns.codes.states import Ground
from fyr.returns.models import Programme


def _all_of(kind: type, what: Any) -> bool:
    return isinstance(what, list) and bool(what) and all(isinstance(one, kind) for one in what)


def _amount(what: Any) -> bool:
    fits = isinstance(what, dict) and set(what) == {"amount", "currency"} and CURRENCY.fullmatch(str(what["currency"]))
    return bool(fits) and isinstance(what["amount"], int) and what["amount"] > 0


def _transfers(what: Any) -> bool:
    return isinstance(what, dict) and all(
        len(country) == 2 and isinstance(one, dict) and one.get("basis") in Basis.values
        for country, one in what.items()
    )


@dataclass(frozen=True)
class Known:
    """One rule that a programme can have: what it says in words, and which values it takes."""

    label: Any
    takes: Any
    fits: Callable[[Any], bool]


RULES: Mapping[str, Known] = {
    "grounds": Known(
        _("Whom it is for"),
        _("a list of %(codes)s") % {"codes": ", ".join(Ground.values)},
        lambda what: _all_of(str, what) and set(what) <= set(Ground.values),
    ),
    "currencies": Known(
        _("Currencies it pays in"), _("a list of codes such as SEK"),
        lambda what: _all_of(str, what) and all(CURRENCY.fullmatch(one) for one in what),
    ),
    "per_person": Known(
        _("Most that one person is given"), _('{"amount": smallest unit, "currency": code}, or null where it is not known'), _amount
    ),
    "follow_up_months": Known(_("Contact after the return, at least (months)"), _("months"), lambda what: isinstance(what, int) and what > 0),
    "contacts_after_months": Known(_("Contacts are planned after (months)"), _("a list of months"), lambda what: _all_of(int, what)),
    "intensified_within_days": Known(
        _("After a worrying survey, contact within (days)"), _("days"), lambda what: isinstance(what, int) and what > 0
    ),
    "survey_from_age": Known(_("The survey is asked from age (years)"), _("years"), lambda what: isinstance(what, int) and what > 0),
    "reports_from": Known(_("Reports begin with the year"), _("a year"), lambda what: isinstance(what, int) and what > 1999),
    "transfers": Known(
        _("Ground for sending data to a country"), _('{country: {"basis": code, "source": text}}'), _transfers
    ),
    "never_say": Known(_("Never said outside"), _("a list of words"), lambda what: _all_of(str, what)),
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
    with whole_node():
        held = list(Programme.objects.all())
    return [rule for programme in held for rule in rules_of(programme)]


def conditions_shown() -> list[conditions.Condition]:
    """What every programme asks for, with its source."""
    return list(conditions.all_conditions())


def read(data: bytes) -> dict[str, Any]:
    """A file of rules. Raises Refused with every fault at once: where it stands, and what to write there."""
    try:
        told = json.loads(data)
    except (ValueError, UnicodeDecodeError) as error:
        raise Refused(_("This is no JSON: %(error)s") % {"error": error}) from None
    if not isinstance(told, dict) or not isinstance(told.get("rules"), dict):
        raise Refused(_('The file is an object with "code", "name", "unit" and "rules".'))
    faults = [_("%(name)s: fill this in.") % {"name": name} for name in ("code", "name", "unit") if not told.get(name)]
    for name, one in told["rules"].items():
        known = RULES.get(name)
        if known is None:
            faults.append(_("rules.%(name)s: there is no such rule. These are: %(known)s.") % {"name": name, "known": ", ".join(RULES)})  # fmt: skip
        elif not isinstance(one, dict) or not {"value", "source", "verified"} <= set(one):
            faults.append(_('rules.%(name)s: write {"value": …, "source": …, "verified": …}.') % {"name": name})
        elif one["value"] is not None and not known.fits(one["value"]):
            faults.append(_("rules.%(name)s.value: write %(takes)s.") % {"name": name, "takes": known.takes})
        elif one["verified"] is not None and not _is_day(one["verified"]):
            faults.append(_("rules.%(name)s.verified: write a day as 2026-11-27, or null.") % {"name": name})
    faults += [_("rules.%(name)s: is missing; write null as its value where it is not known.") % {"name": name} for name in RULES if name not in told["rules"]]  # fmt: skip
    if faults:
        raise Refused("\n".join(str(one) for one in faults))
    return told


def _is_day(text: Any) -> bool:
    try:
        date.fromisoformat(str(text))
    except ValueError:
        return False
    return True

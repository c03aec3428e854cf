"""What must be there before something is done: each condition with its words and its source from data/conditions.json."""

import datetime
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from fyr.funding.chains import Texts, said
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.assessing import MAY_NOT_APPLY, Assessed, Found, Level, Moment, Safeguard
from fyr.returns.codes.states import Side
from fyr.returns.codes.support import ItemState
from fyr.returns.codes.telling import Alone, Counsel, Going, Interpreter, Proceedings, Topic, Wish
from fyr.returns.codes.travel import FROM_HOME, Escort
from fyr.returns.dossier import Dossier, load
from fyr.returns.models import Return

DATA = Path(__file__).parent / "data" / "conditions.json"
OUTSTANDING = (ItemState.APPROVED, ItemState.DELIVERED)
ALONE = (Alone.YES, Alone.TRUSTED)
UNDERSTOOD = (Interpreter.PROFESSIONAL, Interpreter.NOT_NEEDED)


@dataclass(frozen=True)
class Condition:
    """`text` says what is missing and what to do; `child`: it holds for children alone."""

    code: str
    text: Texts
    child: bool
    source: str
    verified: datetime.date | None

    def __str__(self) -> str:
        return said(self.text)


def _told(d: Dossier) -> bool:
    """All that she must be told, in one talk or several, as far as she was free to speak and understood."""
    free = (talk for talk in d.counting(d.talks) if talk.alone in ALONE and talk.interpreter in UNDERSTOOD)
    return {topic for talk in free for topic in talk.topics} >= set(Topic.values)


def _newest(d: Dossier, name: str, fine: Collection[str]) -> bool:
    talks = d.counting(d.talks)
    return bool(talks) and getattr(talks[0], name) in fine


def _old_enough(d: Dossier) -> bool:
    least = d.ret.programme.rule("survey_from_age")
    if not (born := d.ret.born) or least is None:
        return not d.ret.child or least is None
    return age_on(datetime.date.fromisoformat(str(born)), timezone.localdate()) >= int(least)


def age_on(born: datetime.date, day: datetime.date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _document(d: Dossier) -> bool:
    """One with which she can cross a border, that has come, and that is valid on the day of the journey."""
    day = str(d.trip.departs_on) if d.trip is not None else ""
    fit = (one for one in d.documents if one.kind in FROM_HOME and one.received_on)
    return any(not one.valid_until or not day or str(one.valid_until) >= day for one in fit)


def _escort(d: Dossier) -> bool:
    health = d.assessed(Assessed.HEALTH)
    if health is None or health.level != Level.ESCORTED:
        return True
    return d.trip is not None and d.trip.escort in (Escort.MEDICAL, Escort.BOTH)


def _position(d: Dossier) -> bool:
    """What leaving would mean is known, or it is said why it cannot be."""
    if d.position is None:
        return False
    return all((d.position.asylum, d.position.expulsion, d.position.ban)) or bool(d.position.note)


def _proceedings(d: Dossier) -> bool:
    return d.position is not None and d.position.proceedings in (Proceedings.NONE, Proceedings.PENDING_FREE)


def _safe(kind: Safeguard) -> Callable[[Dossier], bool]:
    fine = (Found.MET, Found.NOT_NEEDED) if kind in MAY_NOT_APPLY else (Found.MET,)

    def found(d: Dossier) -> bool:
        told = d.safeguard(kind)
        return told is not None and told.found in fine

    return found


CHECKS: Mapping[str, Callable[[Dossier], bool]] = {
    "told": _told,
    "position": _position,
    "alone": lambda d: _newest(d, "alone", ALONE),
    "understood": lambda d: _newest(d, "interpreter", UNDERSTOOD),
    "counsel": lambda d: _newest(d, "counsel", (Counsel.HELD, Counsel.DECLINED)),
    "wants": lambda d: d.declaration is not None and d.declaration.wish == Wish.YES,
    "going": lambda d: d.declaration is not None and d.declaration.going != Going.NEITHER,
    "person": lambda d: all((d.ret.name, d.ret.born, d.ret.citizenship, d.ret.country)),
    "consent": lambda d: d.consented,
    "risk_decision": lambda d: d.assessed(Assessed.RISK) is not None,
    "needs": lambda d: d.assessed(Assessed.NEEDS) is not None,
    "both_yes": lambda d: all((one := d.verdict(side)) and one.yes for side in (Side.REFERS, Side.RUNS)),
    "proceedings": _proceedings,
    "risk_travel": lambda d: d.assessed(Assessed.RISK, Moment.TRAVEL) is not None,
    "risk_accepted": lambda d: d.risk_waits is None,
    "health": lambda d: (h := d.assessed(Assessed.HEALTH)) is not None and h.level in (Level.FIT, Level.ESCORTED),
    "escort": _escort,
    "document": _document,
    "trip": lambda d: d.trip is not None,
    "met": lambda d: d.trip is not None and bool(d.trip.met_by),
    "plan": lambda d: d.plan is not None and bool(d.plan.contacts),
    "plan_agreed": lambda d: d.plan is not None and d.plan.agreed_on is not None,
    "follow_up": lambda d: d.agreed(Asked.FOLLOW_UP),
    "old_enough": _old_enough,
    "called": lambda d: all(one.confirmed_at for one in d.calls),
    "no_danger": lambda d: not any(one.is_urgent for one in d.contacts),
    "settled": lambda d: not any(one.state in OUTSTANDING for one in d.items),
    "child_here": _safe(Safeguard.FINDING_HERE),
    "child_there": _safe(Safeguard.FINDING_THERE),
    "child_guardian": _safe(Safeguard.GUARDIAN),
    "child_tracing": _safe(Safeguard.TRACING),
    "child_custodian": _safe(Safeguard.CUSTODIAN),
    "child_parent": _safe(Safeguard.PARENT),
    "child_social": _safe(Safeguard.SOCIAL_SERVICES),
    "child_handover": lambda d: d.ret.arrived_on is None or _safe(Safeguard.HANDOVER)(d),
}


def all_conditions() -> Iterable[Condition]:
    return _read().values()


def unmet(ret: Return, codes: Iterable[str]) -> list[Condition]:
    """Those of `codes` that are not met, in their order; of an adult those alone that hold for her."""
    asked = [_read()[code] for code in codes]
    if not asked:
        return []
    dossier = load(ret)
    return [one for one in asked if (ret.child or not one.child) and not CHECKS[one.code](dossier)]


@lru_cache(maxsize=1)
def _read() -> dict[str, Condition]:
    told = json.loads(DATA.read_text(encoding="utf-8"))
    return {
        code: Condition(
            code,
            {"sv": one["sv"], "en": one["en"]},
            one.get("child", False),
            one["source"],
            datetime.date.fromisoformat(one["verified"]) if one.get("verified") else None,
        )
        for code, one in told.items()
    }

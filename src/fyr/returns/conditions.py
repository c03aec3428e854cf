"""What must be there before something is done: each condition with its words and its source from data/conditions.json."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from fyr.funding.chains import Texts, said
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.assessing import Assessed, Found, Level, Moment, Safeguard
from fyr.returns.codes.states import Side
from fyr.returns.codes.support import ItemState
from fyr.returns.codes.telling import Alone, Counsel, Going, Interpreter, Proceedings, Topic, Wish
from fyr.returns.codes.travel import Escort, PaperKind
from fyr.returns.dossier import Dossier, load
from fyr.returns.models import Return

DATA = Path(__file__).parent / "data" / "conditions.json"
OUTSTANDING = (ItemState.APPROVED, ItemState.DELIVERED)
CROSSES = (PaperKind.PASSPORT, PaperKind.IDENTITY_CARD, PaperKind.LAISSEZ_PASSER)


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
    """All that she must be told, in one talk or several."""
    return {topic for talk in d.talks for topic in talk.topics} >= set(Topic.values)


def _newest(d: Dossier, name: str, *fine: str) -> bool:
    return bool(d.talks) and getattr(d.talks[0], name) in fine


def _old_enough(d: Dossier) -> bool:
    least = d.ret.programme.rule("survey_from_age")
    if not (born := d.ret.born) or least is None:
        return not d.ret.child or least is None
    return timezone.localdate().year - int(str(born)[:4]) >= int(least)


def _escort(d: Dossier) -> bool:
    health = d.assessed(Assessed.HEALTH)
    if health is None or health.level != Level.ESCORTED:
        return True
    return d.trip is not None and d.trip.escort in (Escort.MEDICAL, Escort.BOTH)


def _proceedings(d: Dossier) -> bool:
    return d.position is not None and d.position.proceedings in (Proceedings.NONE, Proceedings.PENDING_FREE)


def _safe(kind: Safeguard) -> Callable[[Dossier], bool]:
    def found(d: Dossier) -> bool:
        told = d.safeguard(kind)
        return told is not None and told.found in (Found.MET, Found.NOT_NEEDED)

    return found


CHECKS: Mapping[str, Callable[[Dossier], bool]] = {
    "told": _told,
    "position": lambda d: d.position is not None,
    "alone": lambda d: _newest(d, "alone", Alone.YES, Alone.TRUSTED),
    "understood": lambda d: _newest(d, "interpreter", Interpreter.PROFESSIONAL, Interpreter.NOT_NEEDED),
    "counsel": lambda d: _newest(d, "counsel", Counsel.HELD, Counsel.DECLINED),
    "wants": lambda d: d.declaration is not None and d.declaration.wish == Wish.YES,
    "going": lambda d: d.declaration is not None and d.declaration.going != Going.NEITHER,
    "person": lambda d: all((d.ret.name, d.ret.born, d.ret.citizenship, d.ret.country)),
    "consent": lambda d: d.consented,
    "risk_decision": lambda d: d.assessed(Assessed.RISK) is not None,
    "needs": lambda d: d.assessed(Assessed.NEEDS) is not None,
    "both_yes": lambda d: all((one := d.verdict(side)) and one.yes for side in (Side.REFERS, Side.RUNS)),
    "proceedings": _proceedings,
    "risk_travel": lambda d: d.assessed(Assessed.RISK, Moment.TRAVEL) is not None,
    "risk_accepted": lambda d: not ((risk := d.assessed(Assessed.RISK)) and risk.waits),
    "health": lambda d: (h := d.assessed(Assessed.HEALTH)) is not None and h.level in (Level.FIT, Level.ESCORTED),
    "escort": _escort,
    "document": lambda d: any(one.kind in CROSSES and one.received_on for one in d.documents),
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

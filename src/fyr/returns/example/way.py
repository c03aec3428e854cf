"""One person's way home, a step at a time: for the example, for tests and for the bench."""

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.access import case_for
from fyr.cases.actions import consent
from fyr.cases.actions.consent import Asked
from fyr.cases.codes.consent import Share
from fyr.cases.models import Case, Consent
from fyr.returns.access import part_for, return_for
from fyr.returns.actions import agreements, assessing, childhood, deciding, follow_up, opening, support, telling, travel
from fyr.returns.actions.agreements import Shown
from fyr.returns.actions.telling import Talk
from fyr.returns.actions.travel import Journey
from fyr.returns.codes.assessing import Assessed, Safeguard
from fyr.returns.codes.telling import Topic
from fyr.returns.dossier import load
from fyr.returns.models import Assessment, Item, Programme, Return
from fyr.returns.survey.instrument import instrument

KRONA = 100
ABROAD = ("person", "contact", "journey", "plan", "follow_up")


class Way:
    """`cast` is {name: member}; `word` stands in every text that is sealed, so that tests can look for it."""

    def __init__(self, cast: dict[str, Member], pk: UUID, case_id: UUID, word: str = "") -> None:
        self.cast, self.pk, self.case_id, self.word = cast, pk, case_id, word
        self.today = timezone.localdate()

    @classmethod
    def begun(cls, cast: dict[str, Member], case: Case, programme: Programme, word: str = "") -> "Way":
        ret = opening.open_return(by=cast["alma"], case=case, programme=programme)
        return cls(cast, ret.pk, case.pk, word)

    @property
    def alma(self) -> Member:
        return self.cast["alma"]

    @property
    def elsa(self) -> Member:
        return self.cast["elsa"]

    @property
    def radu(self) -> Member:
        return self.cast["radu"]

    def seen(self, by: Member) -> Return:
        return return_for(by, self.pk)

    def said(self, text: str) -> str:
        return f"{self.word} {text}".strip()

    def person(self, **told: Any) -> "Way":
        ret = self.seen(self.alma)
        known = {
            "alias": ret.alias, "name": self.said("Elena Example"), "born": "1996-05-02", "citizenship": "RO", "country": "RO",
            "place": self.said("Iași"), "language": self.said("rumänska"), "reach_how": self.said("meddelanden"),
            "reach_when": self.said("förmiddagar"), "reach_phone": "+40700000001", "reach_avoid": self.said("brodern kan svara"),
        }  # fmt: skip
        opening.save_person(by=self.alma, ret=ret, version=ret.version, **known | told)
        return self

    def told(self, **more: Any) -> "Way":
        known: dict[str, Any] = {
            "told_on": self.today, "topics": Topic.values, "alone": "yes", "interpreter": "professional", "counsel": "held",
            "language": self.said("rumänska"), "told_by": self.said("Alma"), "note": self.said("frågar om sin bror"),
        }  # fmt: skip
        telling.inform(by=self.alma, ret=self.seen(self.alma), talk=Talk(**known | more))
        position = {"asylum": "none", "permit": "free", "expulsion": "none", "ban": "none", "proceedings": "none"}
        telling.note_position(by=self.alma, ret=self.seen(self.alma), **position, note=self.said("förklarat för henne"))
        return self

    def asked(self, wish: str = "yes", **more: Any) -> "Way":
        known: dict[str, Any] = {
            "going": "origin",
            "signed": "paper",
            "said_on": self.today,
            "words": self.said("hem"),
        }
        telling.ask(by=self.alma, ret=self.seen(self.alma), wish=wish, **known | more)
        return self

    def assessed(self, by: Member, *whats: str, **levels: str) -> "Way":
        for what in whats:
            level = levels.get(what, {"risk": "low", "health": "fit"}.get(what, ""))
            measures = self.said("åtgärder") if level == "high" else ""
            assessing.assess(
                by=by, ret=self.seen(by), what=what, level=level, found=self.said("bedömt i samtal"), measures=measures
            )
        return self

    def accepted(self, by: Member) -> "Way":
        """The newest assessment of a risk that is or was high, for the side of `by`."""
        row = load(self.seen(by)).assessed(Assessed.RISK)
        assert row is not None
        assessing.accept_risk(by=by, assessment=part_for(by, Assessment, row.pk), her_choice=True)
        return self

    def consented(self) -> "Way":
        """Where she has not said so in the case already."""
        case, unit = case_for(self.alma, self.case_id), Unit.objects.get(code="iom-amp")
        if Consent.objects.live().filter(case=case, purpose="return", to_unit=unit).exists():
            return self
        until = self.today + datetime.timedelta(days=300)
        asked = Asked("oral", self.said("rumänska"), self.said("tolk"))
        shares = frozenset({Share.HELP, Share.IDENTITY, Share.SAFETY})
        consent.note_consent(
            by=self.alma, case=case, answer="yes", purpose="return", shares=shares, until=until, asked=asked,
            to_unit=unit,
        )  # fmt: skip
        return self

    def referred(self, **more: Any) -> "Way":
        deciding.refer(
            by=self.alma,
            ret=self.seen(self.alma),
            ground="suspected",
            message=self.said("ring henne tidigt"),
            **more,
        )
        return self

    def decided(self) -> "Way":
        deciding.take_on(by=self.elsa, ret=self.seen(self.elsa))
        for by in (self.alma, self.elsa):
            deciding.decide(by=by, ret=self.seen(by), yes=True, reasons=self.said("hon vet vad hon vill"))
        return self

    def shown(self, unit: str = "iom-mission", receives: str = "mission", sections: tuple[str, ...] = ABROAD) -> "Way":
        to = Shown(Unit.objects.get(code=unit), sections, "RO", "eea", self.said("avtal om mottagande"))
        until = self.today + datetime.timedelta(days=540)
        agreements.note_agreement(
            by=self.elsa,
            ret=self.seen(self.elsa),
            asked="share",
            yes=True,
            until=until,
            shown=to,
            words=self.said("hon har sagt ja"),
        )
        return self

    def agreed(self, asked: str, *, yes: bool = True) -> "Way":
        until = self.today + datetime.timedelta(days=540)
        agreements.note_agreement(
            by=self.elsa,
            ret=self.seen(self.elsa),
            asked=asked,
            yes=yes,
            until=until,
            words=self.said("hon har sagt ja"),
        )
        return self

    def planned(self, *, days: int = 10, escort: str = "none") -> "Way":
        travel.ask_document(
            by=self.elsa, ret=self.seen(self.elsa), kind="passport", asked_on=self.today, held_already=True,
            number=self.said("P1"),
        )  # fmt: skip
        travel.plan_trip(
            by=self.elsa,
            ret=self.seen(self.elsa),
            journey=Journey(
                departs_on=self.today + datetime.timedelta(days=days), departs_at=self.said("07:40"),
                itinerary=self.said("ARN – OTP – IAS"), escort=escort, met_by=self.said("Radu"), tickets=self.said("RO 204"),
                transit=self.said("hjälp vid bytet"), escort_by=self.said("sjuksköterska"),
            ),
        )  # fmt: skip
        support.agree_plan(
            by=self.elsa, ret=self.seen(self.elsa), text=self.said("ett bageri med mostern"),
            contacts=self.said("Hemhamn, +40 700 000 000"), agreed_on=self.today,
        )  # fmt: skip
        return self

    def safe_child(self, *leave_out: str) -> "Way":
        kinds = [one for one in Safeguard.values if one not in (Safeguard.HANDOVER, *leave_out)]
        for kind in kinds:
            childhood.note_safeguard(
                by=self.alma, ret=self.seen(self.alma), kind=kind, found="met", found_on=self.today,
                authority=self.said("nämnden"), verifier=self.said("Carina"), note=self.said("i sin ordning"),
            )  # fmt: skip
        return self

    def left(self) -> "Way":
        travel.clear(by=self.elsa, ret=self.seen(self.elsa))
        travel.depart(by=self.elsa, ret=self.seen(self.elsa), still_wants=True)
        return self

    def arrived(self, by: Member | None = None) -> "Way":
        who = by or self.elsa
        travel.arrive(by=who, ret=self.seen(who), arrived_on=self.today, words=self.said("mött på flygplatsen"))
        return self

    def item(self, amount: int = 4_000 * KRONA, *, by: Member | None = None, currency: str = "SEK") -> Item:
        who = by or self.radu
        return support.plan_item(
            by=who, ret=self.seen(who), kind="microbusiness", form="in_kind", text=self.said("en ugn"), amount=amount,
            currency=currency,
        )  # fmt: skip

    def given(self, amount: int = 4_000 * KRONA) -> "Way":
        """Planned by the mission, approved and paid by the officer."""
        row = self.item(amount)
        support.approve_item(by=self.elsa, item=part_for(self.elsa, Item, row.pk))
        support.deliver_item(
            by=self.radu,
            item=part_for(self.radu, Item, row.pk),
            delivered_on=self.today,
            receipt=self.said("kvitto 7"),
        )
        support.pay_item(by=self.elsa, item=part_for(self.elsa, Item, row.pk))
        return self

    def surveyed(self, by: Member, round_: str = "", *, points: str = "middle") -> "Way":
        follow_up.survey(
            by=by, ret=self.seen(by), asked_on=self.today, mode="phone", language=self.said("rumänska"),
            answers=answers(points), round_=round_,
        )  # fmt: skip
        return self

    def ready_to_go(self) -> "Way":
        """All the way until nothing is missing but that somebody says so."""
        self.person().told().asked().consented().assessed(self.alma, "risk", "needs").referred().decided()
        self.agreed("follow_up").shown().assessed(self.elsa, "risk", "health").planned()
        return self


def answers(points: str = "middle") -> dict[str, str]:
    """Answers to all questions: the best, the worst, or such that say nothing."""
    if points == "middle":
        return {one.key: "dont_know" for one in instrument().asked if one.asked_when is None}
    told = {}
    for one in instrument().asked:
        ranked = sorted((a for a in instrument().answers(one) if a.points is not None), key=lambda a: a.points or 0)
        if one.asked_when is None:
            told[one.key] = ranked[-1].code if points == "best" else ranked[0].code
    if points == "worst":
        told |= {one.asked_when[0]: one.asked_when[1] for one in instrument().asked if one.asked_when}
        told |= {one.key: "need" for one in instrument().asked if one.asked_when}
    return told

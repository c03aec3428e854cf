"""Random acts by random members over one return, one for every move of the machine. Each may be refused; whatever else it
raises is a fault."""

import datetime
from decimal import Decimal

from django.utils import timezone

from fyr.access.errors import Refused
from fyr.access.models import Unit
from fyr.access.scope import acting, whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import consent as cases
from fyr.cases.models import Consent
from fyr.returns import machine
from fyr.returns.access import part_for, return_for
from fyr.returns.actions import (
    agreements,
    assessing,
    childhood,
    closing,
    deciding,
    follow_up,
    opening,
    support,
    taking_out,
    telling,
    travel,
    withdrawing,
)
from fyr.returns.actions.agreements import Shown
from fyr.returns.actions.telling import Talk
from fyr.returns.actions.travel import Journey
from fyr.returns.codes.assessing import Safeguard
from fyr.returns.codes.states import Outcome, Side, State
from fyr.returns.codes.support import ContactState
from fyr.returns.codes.telling import Topic
from fyr.returns.example.way import answers
from fyr.returns.models import Agreement, Assessment, Call, Contact, Item, Return, TravelDocument
from fyr.work import outbox

ANYBODY = ("alma", "björn", "carina", "daniel", "elsa", "tove", "radu", "sofia", "farida", "hedda")
APT = {Side.REFERS: ("alma", "alma", "tove"), Side.RUNS: ("elsa", "elsa", "tove"), Side.RECEIVES: ("radu", "sofia")}
SECTIONS = ("person", "contact", "journey", "plan", "follow_up", "safety", "health", "child")
KINDS = [one for one in Safeguard.values if one != Safeguard.HANDOVER]
S = State
# What leads on from a state, as (act, what is told of it); `name` is who does it, `now` that it is done once of so many times.
ONWARD = {
    S.INFORMING: [("person", {"child": None}), ("position", {"proceedings": "none"}), ("inform", {"fine": True}), ("ask", {"wish": "yes"})],
    S.WANTS: [
        ("assess", {"what": "risk", "name": "alma"}), ("assess", {"what": "needs", "name": "alma"}),
        ("case_consent", {"name": "alma"}), ("refer", {"name": "alma"}),
    ],
    S.REFERRED: [("take_on", {"now": 2}), ("decide", {"now": 3}), ("decide_yes", {"name": "alma"}), ("decide_yes", {"name": "elsa"})],
    S.AGREED: [
        ("assess", {"what": "risk", "name": "elsa"}), ("assess", {"what": "risk", "level": "high", "name": "elsa", "now": 2}), ("refuse_risk", {"now": 4}), ("accept_risk", {"name": "alma"}),
        ("accept_risk", {"name": "elsa", "now": 2}), ("assess", {"what": "health", "level": "fit", "name": "elsa"}),
        ("agree", {"asked": "home_authorities", "yes": True}), ("document", {"kind": "passport"}), ("document_received", {}),
        ("trip", {"met_by": "Radu", "name": "elsa"}), ("plan", {"name": "elsa"}), ("share", {"now": 2}),
        *[("safeguard", {"kind": one, "found": "met"}) for one in KINDS], ("clear", {}),
    ],
    S.READY: [("withdraw", {"now": 3}), ("depart", {"still_wants": True})],
    S.TRAVELLING: [("withdraw", {"now": 4}), ("turned_back", {"now": 4}), ("arrive", {})],
    S.ARRIVED: [
        ("plan", {"name": "elsa"}), ("agree", {"asked": "follow_up", "yes": True}), ("item", {"name": "radu"}), ("item", {"name": "elsa"}),
        ("item_approve", {"name": "elsa"}), ("item_deliver", {}), ("item_pay", {"name": "elsa"}), ("item_drop", {"now": 2}),
        ("contact", {}), ("contact_made", {}), ("heard", {"now": 2}), ("danger", {}), ("survey", {"name": "tove"}), ("safeguard", {"kind": "handover", "found": "met"}),
        ("withdraw", {"now": 2}), ("close", {"now": 2}),
    ],
    S.WITHDRAWN: [("call_confirm", {})] * 4 + [("take_up", {})],
    S.REFUSED: [("take_up", {})],
    S.NOT_WANTED: [("ask", {"wish": "yes"})],
    S.CLOSED: [("export", {}), ("reopen", {"now": 2})],
}  # fmt: skip


class Walker:
    """`draw` is a random.Random; `act` does one thing as `by`, within what the database lets her see."""

    def __init__(self, cast, pk, draw):
        self.cast, self.pk, self.draw = cast, pk, draw
        self.case = Return.objects.get(pk=pk).case_id
        self.today = timezone.localdate()
        self.ahead = []

    def next(self):
        """(code, by, told): mostly what leads on; else what fits the state, or anything at all."""
        state = Return.objects.values_list("state", flat=True).get(pk=self.pk)
        if not self.ahead and not self.chance(3):
            self.ahead = [(code, told) for code, told in ONWARD[state] if self.chance(told.get("now", 1))]
        while self.ahead:
            code, told = self.ahead.pop(0)
            if not self.fits(code):
                continue
            by = self.cast[told.get("name") or self.apt(code)]
            return code, by, {name: value for name, value in told.items() if name not in ("name", "now")}
        fitting = [one for one, move in machine.MOVES.items() if state in move.on]
        code = self.draw.choice(fitting if self.chance(3, 4) else ACTS)
        return code, self.cast[self.apt(code) if self.chance(3, 4) else self.draw.choice(ANYBODY)], {}

    def fits(self, code):
        """Whether it leads on: the rules for children are for children, a risk that is not high needs nobody, and one consent
        is enough."""
        if code == "safeguard":
            return Return.objects.filter(pk=self.pk, child=True).exists()
        if code in ("accept_risk", "refuse_risk"):
            newest = Assessment.objects.filter(of=self.pk, what="risk").first()
            return newest is not None and newest.level == "high"
        return code != "case_consent" or not self.consents().exists()

    def consents(self):
        return Consent.objects.live().filter(case=self.case, purpose="return")

    def act(self, code, by, told):
        with acting(by):
            getattr(self, code)(by, **told)

    def apt(self, code):
        sides = machine.MOVES[code].who if code in machine.MOVES else {Side.REFERS}
        return self.draw.choice(APT[self.draw.choice(sorted(sides))])

    def chance(self, of, within=None):
        """One of so many; or so many of within."""
        return self.draw.randrange(within) < of if within else self.draw.randrange(of) == 0

    def ret(self, by):
        return return_for(by, self.pk)

    def row(self, by, model, **where):
        """One that fits, or one of any state, by an id that she may have from elsewhere."""
        with whole_node():
            rows = model.objects.filter(of=self.pk).order_by("pk").values_list("pk", flat=True)
            known = list(rows.filter(**where)) or list(rows)
        if not known:
            raise Refused("There is none.")
        return part_for(by, model, self.draw.choice(known))

    def day(self, first=-3, last=0):
        return self.today + datetime.timedelta(days=self.draw.randint(first, last))

    def person(self, by, child=False):
        ret = self.ret(by)
        told = {"name": "Elena Example", "born": self.draw.choice(["1996-05-02", "2009-05-02"]), "citizenship": "RO", "country": "RO"}  # fmt: skip
        changes = {} if child is None else {"child": self.chance(4)} if self.chance(2) else {"child": ret.child}
        opening.save_person(by=by, ret=ret, version=ret.version - self.chance(9), **told, **changes)

    def position(self, by, proceedings=""):
        known = {"asylum": "none", "permit": "free", "expulsion": "none", "ban": "none"}
        found = proceedings or self.draw.choice(["none", "pending_free", "pending_needed", ""])
        telling.note_position(by=by, ret=self.ret(by), **known, proceedings=found)

    def inform(self, by, fine=False):
        of = lambda *codes: codes[0] if fine or self.chance(2) else self.draw.choice(codes)
        topics = Topic.values if fine or self.chance(2) else self.draw.sample(Topic.values, 3)
        talk = Talk(self.day() if not fine else self.today, topics, of("yes", "no"), of("professional", "party"), of("held", "not_offered"))  # fmt: skip
        telling.inform(by=by, ret=self.ret(by), talk=talk)

    def ask(self, by, wish=""):
        ret = self.ret(by)
        signed = "with_guardian" if ret.child and not self.chance(4) else "paper"
        going = "neither" if self.chance(8) else "origin"
        wished = wish or self.draw.choice(["yes", "yes", "no", "unsure"])
        telling.ask(by=by, ret=ret, wish=wished, going=going, signed=signed, said_on=self.today)

    def agree(self, by, asked="", yes=None):
        what = asked or self.draw.choice(["follow_up", "home_authorities"])
        said = not self.chance(4) if yes is None else yes
        agreements.note_agreement(by=by, ret=self.ret(by), asked=what, yes=said, until=self.until())

    def share(self, by):
        code = self.draw.choice(["iom-mission", "hemhamn", "iom-amp"])
        sections = self.draw.sample(SECTIONS, self.draw.randint(0, len(SECTIONS)))
        country = "BR" if self.chance(6) else "RO"
        shown = Shown(Unit.objects.get(code=code), sections, country, "eea")
        yes = not self.chance(4)
        agreements.note_agreement(by=by, ret=self.ret(by), asked="share", yes=yes, until=self.until(), shown=shown)

    def until(self):
        return self.today + datetime.timedelta(days=self.draw.choice([0, 30, 400]))

    def agreement_back(self, by):
        agreements.take_back(by=by, agreement=self.row(by, Agreement, yes=True, withdrawn_at__isnull=True))

    def refer(self, by):
        officer = self.draw.choice([None, self.cast["elsa"], self.cast["elsa"], self.cast["radu"]])
        deciding.refer(by=by, ret=self.ret(by), ground="suspected", officer=officer)

    def take_on(self, by):
        deciding.take_on(by=by, ret=self.ret(by))

    def officer(self, by):
        name = self.draw.choice(["elsa", "tove", "radu"])
        deciding.name_officer(by=by, ret=self.ret(by), officer=self.cast[name])

    def decide(self, by):
        yes = not self.chance(4)
        deciding.decide(by=by, ret=self.ret(by), yes=yes, reasons="skäl", would_change=self.draw.choice(["", "tid"]))

    def decide_yes(self, by):
        deciding.decide(by=by, ret=self.ret(by), yes=True, reasons="skäl")

    def assess(self, by, what="", level=""):
        found = what or self.draw.choice(["risk", "risk", "health", "needs", "skills"])
        levels = {"risk": ["low", "medium", "high"], "health": ["fit", "escorted", "not_fit"]}.get(found, ["made"])
        moment = self.draw.choice(["", "arrival", "follow_up", "travel"])
        measures = "vakt" if level else self.draw.choice(["", "vakt"])
        assessing.assess(by=by, ret=self.ret(by), what=found, level=level or self.draw.choice(levels), moment=moment, found="x", measures=measures)  # fmt: skip

    def accept_risk(self, by):
        assessing.accept_risk(by=by, assessment=self.risk(by), her_choice=not self.chance(5))

    def refuse_risk(self, by):
        assessing.refuse_risk(by=by, assessment=self.risk(by), reason="för farligt")

    def risk(self, by):
        """Mostly the newest."""
        if self.chance(5):
            return self.row(by, Assessment)
        with whole_node():
            newest = Assessment.objects.filter(of=self.pk, what="risk").first()
        return part_for(by, Assessment, newest.pk) if newest else self.row(by, Assessment)

    def safeguard(self, by, kind="", found=""):
        what = kind or self.draw.choice(Safeguard.values)
        how = found or self.draw.choice(["met", "met", "not_needed", "open", "stops"])
        text = lambda: "" if self.chance(4) and not found else "nämnden"
        childhood.note_safeguard(by=by, ret=self.ret(by), kind=what, found=how, found_on=self.today, authority=text(), verifier=text(), note=text())  # fmt: skip

    def document(self, by, kind=""):
        what = kind or self.draw.choice(["passport", "laissez_passer", "visa"])
        travel.ask_document(by=by, ret=self.ret(by), kind=what, asked_on=self.day(), held_already=self.chance(2))

    def document_received(self, by):
        row = self.row(by, TravelDocument, received_on__isnull=True)
        travel.receive_document(by=by, document=row, received_on=self.day(), number="P1", valid_until=None)

    def trip(self, by, met_by=None):
        journey = Journey(
            departs_on=self.day(-1 if met_by is None else 0, 20), departs_at="07:40", itinerary="ARN – OTP",
            escort=self.draw.choice(["none", "medical"]), met_by=self.draw.choice(["", "Radu"]) if met_by is None else met_by,
        )  # fmt: skip
        travel.plan_trip(by=by, ret=self.ret(by), journey=journey)

    def clear(self, by):
        travel.clear(by=by, ret=self.ret(by))

    def depart(self, by, still_wants=None):
        said = not self.chance(4) if still_wants is None else still_wants
        travel.depart(by=by, ret=self.ret(by), still_wants=said)

    def arrive(self, by):
        travel.arrive(by=by, ret=self.ret(by), arrived_on=self.draw.choice([self.today, self.today, self.day()]))

    def turned_back(self, by):
        travel.turn_back(by=by, ret=self.ret(by), note="flyget ställdes in")

    def plan(self, by):
        agreed = self.today if not self.chance(4) else None
        support.agree_plan(by=by, ret=self.ret(by), text="ett bageri", contacts="Hemhamn", agreed_on=agreed)

    def item(self, by):
        amount = self.draw.choice([-1, 0, 1, 100, 400, 400, 900])
        currency = self.draw.choice(["SEK", "SEK", "EUR", "USD"])
        support.plan_item(by=by, ret=self.ret(by), kind="housing", form="in_kind", text="x", amount=amount, currency=currency)  # fmt: skip

    def item_approve(self, by):
        support.approve_item(by=by, item=self.row(by, Item, state="planned"))

    def item_deliver(self, by):
        row = self.row(by, Item, state="approved")
        support.deliver_item(by=by, item=row, delivered_on=self.day(), receipt="kvitto 7")

    def item_pay(self, by):
        rate, source = self.draw.choice([(None, ""), (Decimal("11.5"), "Riksbanken"), (Decimal("0.0001"), "Riksbanken")])  # fmt: skip
        support.pay_item(by=by, item=self.row(by, Item, state="delivered"), rate=rate, rate_source=source)

    def item_elsewhere(self, by):
        support.settle_elsewhere(by=by, item=self.row(by, Item, state="delivered"), reason="en gåva")

    def item_drop(self, by):
        support.drop_item(by=by, item=self.row(by, Item, state__in=["planned", "approved"]), reason="behövs inte")

    def contact(self, by):
        follow_up.plan_contact(by=by, ret=self.ret(by), planned_on=self.day(-1, 60))

    def contact_made(self, by):
        state = self.draw.choice([one for one in ContactState.values if one not in ("planned", "dropped")])
        told = self.draw.choice(["", "hon ringde", "hon ringde"])
        follow_up.note_contact(by=by, contact=self.row(by, Contact, state="planned"), state=state, made_on=self.day(), told=told)  # fmt: skip

    def heard(self, by):
        state = self.draw.choice(["reached_well", "in_danger"])
        follow_up.note_heard(by=by, ret=self.ret(by), state=state, made_on=self.today, told="hon ringde")

    def danger(self, by):
        row = self.row(by, Contact, state__in=["in_danger", "used_again"], answered_at__isnull=True)
        follow_up.answer_danger(by=by, contact=row, done="polisen")

    def survey(self, by):
        told = answers(self.draw.choice(["best", "worst", "middle"]))
        round_ = self.draw.choice(["", "baseline", "final", "extra"])
        follow_up.survey(by=by, ret=self.ret(by), asked_on=self.today, mode="phone", language="ro", answers=told, round_=round_)  # fmt: skip

    def withdraw(self, by):
        withdrawing.withdraw(by=by, ret=self.ret(by), safe="with_us", words="jag stannar")

    def call_confirm(self, by):
        withdrawing.confirm_call(by=by, call=self.row(by, Call, confirmed_at__isnull=True))

    def take_up(self, by):
        withdrawing.take_up(by=by, ret=self.ret(by))

    def close(self, by):
        words = self.draw.choice(["", "hon vill inte mer"])
        closing.close(by=by, ret=self.ret(by), outcome=self.draw.choice(Outcome.values), words=words)

    def reopen(self, by):
        closing.reopen(by=by, ret=self.ret(by), reason="hon ringde")

    def export(self, by):
        assert taking_out.take_out(by=by, ret=self.ret(by))

    def paper(self, by):
        taking_out.note_paper(by=by, ret=self.ret(by), paper="journey")

    def case_consent(self, by):
        """In the case she says yes, or takes it back, and the return is told."""
        case = case_for(by, self.case)
        if (held := self.consents().first()) is not None:
            cases.withdraw_consent(by=by, case=case, consent_id=held.pk)
            outbox.deliver()
        else:
            cases.note_consent(
                by=by, case=case, answer="yes", purpose="return", shares=frozenset({"help", "identity", "safety"}),
                until=self.today + datetime.timedelta(days=300), asked=cases.Asked("oral", "rumänska", "tolk"),
                to_unit=Unit.objects.get(code="iom-amp"),
            )  # fmt: skip


ACTS = (*machine.MOVES, "case_consent")

"""Every route of the product, read from the URL resolver, and sample values for what stands in it."""

import json
import uuid
from dataclasses import dataclass
from inspect import unwrap
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from fyr.access.models import Member, Membership, Unit
from fyr.access.rule import Rule, rule_of
from fyr.cases.access import case_for
from fyr.cases.actions import (
    childhood,
    claims,
    concern,
    cooperation,
    deadlines_by_hand,
    documents,
    events,
    exploitation,
    family,
    finding,
    herself,
    identification,
    imports,
    indicators,
    intake,
    needs,
    notes,
    permits,
    plan,
    police,
    providers,
    referrals,
    rights,
    speaking,
    team,
)
from fyr.cases.actions.consent import Asked
from fyr.cases.actions.contact import Contact
from fyr.cases.actions.counsel import keep_counsel
from fyr.cases.actions.grounds import Ground
from fyr.cases.actions.herself import Told
from fyr.cases.actions.intake import Intake
from fyr.cases.actions.speaking import Speaks
from fyr.cases.actions.tracing import note_tracing
from fyr.cases.codes.consent import Share
from fyr.cases.models import Case, SavedFilter
from fyr.funding import models as funding
from fyr.funding.actions import attachments, ministry, repayments, reports
from fyr.funding.actions import imports as incoming
from fyr.funding.example import story as money
from fyr.office.tests.key import Key
from fyr.returns import models as returns
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.actions.reports import tell
from fyr.returns.actions.withdrawing import withdraw
from fyr.returns.example import statistics
from fyr.returns.example.story import RULES
from fyr.returns.example.way import Way
from fyr.web.acts import views
from fyr.web.harmless.kinds import Harmless, Media, Treatment
from fyr.work import drafts
from tests.snapshot import once


@dataclass(frozen=True)
class Route:
    name: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def rule(self) -> Rule | None:
        return rule_of(self.view)

    @property
    def is_act(self) -> bool:
        """A form that a table of acts made."""
        return unwrap(self.view).__module__ == views.__name__

    def url(self, values: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={name: values[name] for name in self.parameters})


def all_routes() -> list[Route]:
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str, inherited: tuple[str, ...] = ()):
    for one in resolver.url_patterns:
        names = inherited + (tuple(one.pattern.regex.groupindex) if hasattr(one.pattern, "regex") else ())
        if isinstance(one, URLResolver):
            yield from _walk(one, f"{prefix}{one.namespace}:" if one.namespace else prefix, names)
        elif isinstance(one, URLPattern):
            yield Route(f"{prefix}{one.name}", one.callback, names)


@dataclass
class World:
    """One case of region-syd with one of everything in it, and the values that routes need to reach it."""

    values: dict[str, Any]
    case: Any

    def elsewhere(self) -> dict[str, Any]:
        """The same parameters, leading to nothing."""
        return {name: uuid.uuid4() if isinstance(value, uuid.UUID) else value for name, value in self.values.items()}


SECRET = "Kanarie-Zq7"
# What a recipient wrote, for who gives the money and nobody else.
PRIVATE = "Penning-Xk4"


def ground(*shares: str, basis: str = "consent") -> Ground:
    """She consents to show these parts of the case, or all of them, until tonight."""
    asked = Asked("oral", f"{SECRET} language", f"{SECRET} present")
    return Ground("return", timezone.localdate(), basis, f"{SECRET} consent", frozenset(shares or Share), asked)


def build(cast: dict[str, Member]) -> World:
    """One case of region-syd with one of everything in it; made by the actions once, and then put back."""
    ground = (sorted(member.pk for member in cast.values()), Case.objects.count())
    world = once("world", ground, lambda: make(cast))
    return World(dict(world.values), case_for(cast["alma"], world.values["case_id"]))


def make(cast: dict[str, Member]) -> World:
    """The same by the actions themselves, for tests of what they leave behind."""
    alma = cast["alma"]
    unit = Unit.objects.get(code="region-syd")
    contact = Contact(
        how=f"{SECRET} how",
        when=f"{SECRET} when",
        phone="+46701740699",
        code_word=f"{SECRET} word",
        avoid=f"{SECRET} avoid",
    )
    told = Intake(
        alias=f"{SECRET} alias", first_name=f"{SECRET} first", second_name=f"{SECRET} second", circumstances=f"{SECRET} story",
        language=f"{SECRET} language", contact=contact, concerns=frozenset({"trafficking"}), danger=True, age="adult",
    )  # fmt: skip
    case = case_for(alma, intake.open_case(by=alma, unit=unit, intake=told).pk)
    family_values = build_family(alma, case)
    other = case_for(alma, family_values["other_id"])
    need = needs.add_need(by=alma, case=case, kind="medical", description=f"{SECRET} need")
    today = timezone.localdate()
    service = plan.offer_service(
        by=alma, case=case, need_id=need.pk, provider=f"{SECRET} clinic", description="", on=today
    )
    task = plan.add_task(by=alma, case=case, title=f"{SECRET} task", due_on=today, assignee=alma)
    entry = notes.write_note(by=alma, case=case, text=f"{SECRET} note", tell=[cast["björn"]])
    elsa = cast["elsa"]
    assignment = team.assign(
        by=alma, case=case, member=elsa, unit=Unit.objects.get(code="iom-amp"), until=today, ground=ground()
    )
    referral = referrals.send_referral(
        by=alma, case=case, to_unit=Unit.objects.get(code="trygg-hamn"), need="medical", urgency="now",
        ground=ground(), message=f"{SECRET} message",
    )  # fmt: skip
    # Its name says who she is, and its content what was told.
    document = documents.add_document(
        by=alma, case=case, kind="police", names_her=True, title=f"{SECRET} first", note=f"{SECRET} story",
        original_name=f"{SECRET} second.txt", language=f"{SECRET} language",
        file=Harmless(f"{SECRET} story".encode(), Media.TEXT, Treatment.UNCHANGED),
    )  # fmt: skip
    provider = providers.add_provider(
        by=alma, name="Kliniken", kind="regional", region="syd", needs=["medical"], places=4, free=1
    )
    said = identification.Said(
        "PossibleVictimOfTrafficking", "Police", today, f"{SECRET} authority", f"{SECRET} official",
        ("own_account",), f"{SECRET} grounds",
    )  # fmt: skip
    wrong = identification.note_statement(by=alma, case=case, said=said)
    statement = identification.correct_statement(
        by=alma, case=case, statement_id=wrong.pk, said=said, reason=f"{SECRET} reason"
    )
    police.save_police_report(
        by=alma, case=case, state="made", made_on=today, diary_number=f"{SECRET} number",
        reported_by=f"{SECRET} reporter", version=0,
    )  # fmt: skip
    cooperation.save_cooperation(
        by=alma, case=case, answer="undecided", injured_party="yes", injured_on=today,
        note=f"{SECRET} cooperation", version=0,
    )  # fmt: skip
    indicators.assess(
        by=alma, case=case, list_code="adult_labour", list_version="2009",
        answers={"coercion_at_destination_1": "seen", "coercion_at_destination_5": "seen"}, note=f"{SECRET} signs",
    )  # fmt: skip
    told = exploitation.Told({"vic_TypeOfExploitation": ["ForcedBegging"]}, f"{SECRET} workplace", f"{SECRET} period")
    taken_back = exploitation.note(by=alma, case=case, told=told)
    exploitation.take_back(by=alma, case=case, exploitation_id=taken_back.pk, reason=f"{SECRET} mistake")
    period = exploitation.note(by=alma, case=case, told=told)
    told = events.Facts("raid", today.isoformat(), f"{SECRET} raided", f"{SECRET} employer", f"{SECRET} event")
    event = events.note_event(by=alma, case=case, facts=told)
    events.correct_event(by=alma, case=case, facts_id=event.pk, facts=told, version=1)
    finding.save_filter(by=alma, chosen="only=child")
    page = drafts.Page(reverse("cases:new_note", args=[case.pk]), f"{SECRET} title")
    drafts.keep(alma.pk, uuid.uuid4(), page, b"0" * 16, [("text", [f"{SECRET} draft"])])
    deadline = deadlines_by_hand.start(
        by=alma, case=case, rule_code="child.protection", on=today, note=f"{SECRET} deadline"
    )
    rights.note_right(
        by=alma,
        case=case,
        right="info.reflection",
        state="given",
        on=today,
        language=f"{SECRET} told in",
        note=f"{SECRET} right",
    )
    permit = permits.apply(
        by=alma, case=case, kind="reflection", applicant="social_board", applied_on=today, reference=f"{SECRET} file"
    )
    permits.answer(
        by=alma, case=case, permit_id=permit.pk, answer="refused", decided_on=today, reason=f"{SECRET} refusal"
    )
    counsel = keep_counsel(
        by=alma,
        case=case,
        kind="injured_party",
        requested_on=today,
        name=f"{SECRET} counsel",
        note=f"{SECRET} counsel note",
    )
    claim = claims.keep_claim(by=alma, case=case, kind="damages", claimed_on=today, claimed=10, note=f"{SECRET} claim")
    right = json.dumps([{"prs_FirstName": f"{SECRET} first"}]).encode()
    job = imports.check(by=alma, unit=unit, name="in.json", data=right)
    values = {
        "assignment_id": assignment.pk,
        "case_id": case.pk,
        "claim_id": claim.pk,
        "consent_id": referral.disclosure.consent_id,
        "counsel_id": counsel.pk,
        "deadline_id": deadline.pk,
        "device_id": uuid.uuid4(),
        "disclosure_id": referral.disclosure_id,
        "document_id": document.pk,
        "draft_id": drafts.of_member(alma.pk)[0].pk,
        "entry_id": entry.pk,
        "exploitation_id": period.pk,
        "facts_id": event.pk,
        "filter_id": SavedFilter.objects.get(member=alma).pk,
        "import_id": job.pk,
        "kind": "summary",
        "list_code": "adult_labour",
        "member_id": cast["hedda"].pk,
        "membership_id": Membership.objects.get(member=cast["hedda"]).pk,
        "mention_id": entry.mentions.get().pk,
        "need_id": need.pk,
        "passkey_id": _passkey(alma).pk,
        "permit_id": permit.pk,
        "provider_id": provider.pk,
        "referral_id": referral.pk,
        "right": "info.reflection",
        "section": "person",
        "service_id": service.pk,
        "state": "revoked",
        "statement_id": statement.pk,
        "task_id": task.pk,
        "token": "x-y",
        "uidb64": "eA",
        "unit_id": unit.pk,
        **family_values,
        **build_money(cast),
        **build_returns(cast, case, other),
    }
    return World(values, case)


def _passkey(member: Member) -> Authenticator:
    asked = {"rp": {"id": "localhost"}, "user": {"id": "eA"}, "challenge": "eA"}
    held = {"name": f"{SECRET} passkey", "credential": json.loads(Key().create({"publicKey": asked}))}
    # Beside the app, so that the passkey can be removed.
    Authenticator.objects.get_or_create(user=member, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "00"}})
    return Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data=held)


def build_money(cast: dict[str, Member]) -> dict[str, Any]:
    """The money of the example's story: a grant to IOM with one of everything, and an application that was sent in."""
    if not funding.Party.objects.exists():
        make_money(cast)
    grant = funding.Grant.objects.get(recipient__unit__code="iom-ekonomi")
    application = funding.Application.objects.get(state="submitted")
    return {
        "decision_id": grant.decision_id,
        "allotment_id": grant.decision.allotments.get().pk,
        "call_id": application.call_id,
        "application_id": application.pk,
        "grant_id": grant.pk,
        "condition_id": grant.conditions.earliest("due_on").pk,
        "activity_id": grant.activities.get().pk,
        "attachment_id": grant.attachments.get().pk,
        "instalment_id": grant.instalments.get(number=2).pk,
        "payment_id": grant.payments.get().pk,
        "repayment_id": grant.repayments.get().pk,
        "grant_report_id": grant.reports.get().pk,
        "ministry_id": grant.decision.ministry_reports.get().pk,
        "party_id": grant.recipient_id,
        "public_id": grant.decision_id,
        "incoming_id": funding.GrantImport.objects.get().pk,
        "format": "csv",
    }


def make_money(cast: dict[str, Member]) -> None:
    money.tell({member.email: member for member in cast.values()})
    farida, nina = cast["farida"], cast["nina"]
    grant = funding.Grant.objects.get(recipient__unit__code="iom-ekonomi")
    plain = Harmless(f"{PRIVATE} file".encode(), Media.TEXT, Treatment.UNCHANGED)
    attachments.attach(by=nina, to=grant, title=f"{PRIVATE} title", file=plain)
    repayments.propose(
        by=farida, grant=grant, outcome="waive", ground="agreement", amount=100, reasons=f"{PRIVATE} reasons"
    )
    report = grant.reports.get()
    reports.save(by=nina, report=report, version=report.version, text=f"{PRIVATE} text", deviations=f"{PRIVATE} else")
    reports.submit(by=nina, report=report)
    sent = funding.Application.objects.filter(state="submitted")
    sent.update(plan=f"{PRIVATE} plan", costs=f"{PRIVATE} costs")
    ministry.draft(by=farida, decision=grant.decision)
    incoming.check(by=farida, name="in.json", data=b'{"grants": []}')


def build_returns(cast: dict[str, Member], case: Any, other: Any) -> dict[str, Any]:
    """A return that has taken place, with one of everything in it; and the brother's, from which he has withdrawn."""
    grant = funding.Grant.objects.get(recipient__unit__code="iom-ekonomi")
    told = json.loads(RULES.read_text(encoding="utf-8"))
    programme = keep_programme(by=None, told=told, grant=grant)
    way = Way.begun(cast, case, programme, SECRET).ready_to_go().shown("hemhamn", "partner", ("person", "plan"))
    way.left().arrived(cast["radu"]).given().surveyed(cast["tove"], "baseline")
    item = way.item(1_000)
    ret = way.seen(cast["elsa"])
    back = Way.begun(cast, other, programme, SECRET).person(child=False)
    withdraw(by=cast["alma"], ret=back.seen(cast["alma"]), words=f"{SECRET} stays")
    call = returns.Call(of=back.seen(cast["alma"]), noted_by=cast["alma"], who="airport", reach=f"{SECRET} desk")
    call.save(force_insert=True)
    year = timezone.localdate().year - 1
    if not returns.Narrative.objects.exists():
        tell(by=cast["elsa"], programme=programme, year=year, text="Ett lugnt år.", version=0)
        statistics.invent(programme)
    return {
        "return_id": ret.pk,
        "agreement_id": ret.agreements.filter(asked="follow_up").get().pk,
        "return_assessment_id": ret.assessments.filter(what="risk").first().pk,
        "travel_document_id": ret.traveldocuments.get().pk,
        "return_call_id": call.pk,
        "item_id": item.pk,
        "contact_id": ret.contacts.first().pk,
        "programme_code": programme.code,
        "year": year,
        "paper": "plan",
        "report_format": "xlsx",
    }


def build_family(alma: Member, case: Any) -> dict[str, Any]:
    """One of everything that concerns children and herself; the brother has a case of his own."""
    today = timezone.localdate()
    noted = {"by": alma, "case": case}
    child = family.note_child(
        **noted, alias=f"{SECRET} child", child_age=f"{SECRET} age", whereabouts=f"{SECRET} where"
    )
    report = concern.report_concern(
        **noted, reported_at=timezone.now(), board=f"{SECRET} board", reporter=f"{SECRET} reporter", way="phone",
        content=f"{SECRET} content", child_id=child.pk,
    )  # fmt: skip
    answered = {**noted, "report_id": report.pk, "on": today, "note": f"{SECRET} told"}
    concern.note_protection(**answered, found="immediate", version=1)
    concern.note_decision(**answered, inquiry="opened", version=2)
    told = Speaks(
        "custodian", f"{SECRET} custodian", f"{SECRET} contact", "not_free", f"{SECRET} grounds", child_id=child.pk
    )
    speaks = speaking.note_spokesperson(**noted, told=told)
    childhood.note_age(**noted, found="adult", age_how="document", on=today, note=f"{SECRET} document")
    tracing = note_tracing(
        **noted,
        asked_on=today,
        asked_whom=f"{SECRET} asked",
        tracing="waiting",
        answered_on=None,
        note=f"{SECRET} search",
    )
    childhood.note_best_interest(**noted, on=today, text=f"{SECRET} best", her_view=f"{SECRET} view")
    brother = family.note_child(**noted, alias=f"{SECRET} brother", child_age="9", whereabouts="")
    other = family.open_for_child(**noted, child_id=brother.pk, relation="sibling", version=1)
    answer = Told(
        "given", ("woman",), f"{SECRET} own words", "both", asked_by=f"{SECRET} asker", language=f"{SECRET} tongue"
    )
    herself.note(**noted, question="gender", told=answer, version=0)
    return {
        "child_id": child.pk, "report_id": report.pk, "spokesperson_id": speaks.pk, "tracing_id": tracing.pk,
        "other_id": other.pk, "question": "disability",
    }  # fmt: skip


def may_come(member: Member, route: Route) -> bool:
    """Whether the rule of the route lets her in at all, before anything is looked up."""
    permission = route.rule.permission if route.rule else None
    return permission is None or member.rights.anywhere(permission)


def sign_in(client: Any, member: Member) -> None:
    """As one of the cast, by card."""
    client.post(reverse("office:card", args=[member.pk]))

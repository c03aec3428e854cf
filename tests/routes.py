"""Every route of the product, read from the URL resolver, and sample values for what stands in it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from fyr.access.models import Member, Membership, Unit
from fyr.access.rule import Rule, rule_of
from fyr.cases.access import case_for
from fyr.cases.actions import childhood, children, family, finding, herself, intake, needs, notes, plan, sharing
from fyr.cases.actions.consent import Asked, Ground
from fyr.cases.actions.family import Speaks
from fyr.cases.actions.herself import Told
from fyr.cases.actions.intake import Contact, Intake
from fyr.cases.codes.consent import Share
from fyr.cases.models import SavedFilter


@dataclass(frozen=True)
class Route:
    name: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def rule(self) -> Rule | None:
        return rule_of(self.view)

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


def ground(*shares: str, basis: str = "consent") -> Ground:
    """She consents to show these parts of the case, or all of them, until tonight."""
    asked = Asked("oral", f"{SECRET} language", f"{SECRET} present")
    return Ground("return", timezone.localdate(), basis, f"{SECRET} consent", frozenset(shares or Share), asked)


def build(cast: dict[str, Member]) -> World:
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
    need = needs.add_need(by=alma, case=case, kind="medical", description=f"{SECRET} need")
    today = timezone.localdate()
    service = plan.offer_service(
        by=alma, case=case, need_id=need.pk, provider=f"{SECRET} clinic", description="", on=today
    )
    task = plan.add_task(by=alma, case=case, title=f"{SECRET} task", due_on=today, assignee=alma)
    entry = notes.write_note(by=alma, case=case, text=f"{SECRET} note", tell=[cast["björn"]])
    elsa = cast["elsa"]
    assignment = sharing.assign(
        by=alma, case=case, member=elsa, unit=Unit.objects.get(code="iom-amp"), until=today, ground=ground()
    )
    referral = sharing.send_referral(
        by=alma, case=case, to_unit=Unit.objects.get(code="trygg-hamn"), need="medical", urgency="now",
        ground=ground(), message=f"{SECRET} message",
    )  # fmt: skip
    finding.save_filter(by=alma, chosen="only=child")
    values = {
        "case_id": case.pk, "need_id": need.pk, "service_id": service.pk, "task_id": task.pk, "referral_id": referral.pk,
        "assignment_id": assignment.pk, "entry_id": entry.pk, "filter_id": SavedFilter.objects.get(member=alma).pk, "mention_id": entry.mentions.get().pk, "consent_id": referral.disclosure.consent_id, "disclosure_id": referral.disclosure_id, "section": "person", "kind": "summary", "state": "revoked", "member_id": cast["hedda"].pk,
        "membership_id": Membership.objects.get(member=cast["hedda"]).pk, "uidb64": "eA", "token": "x-y",
        **family_values,
    }  # fmt: skip
    return World(values, case)


def build_family(alma: Member, case: Any) -> dict[str, Any]:
    """One of everything that concerns children and herself; the brother has a case of his own."""
    today = timezone.localdate()
    noted = {"by": alma, "case": case}
    child = family.note_child(
        **noted, alias=f"{SECRET} child", child_age=f"{SECRET} age", whereabouts=f"{SECRET} where"
    )
    report = children.report_concern(
        **noted, reported_at=timezone.now(), board=f"{SECRET} board", reporter=f"{SECRET} reporter", way="phone",
        content=f"{SECRET} content", child_id=child.pk,
    )  # fmt: skip
    answered = {**noted, "report_id": report.pk, "on": today, "note": f"{SECRET} told"}
    children.note_protection(**answered, found="immediate", version=1)
    children.note_decision(**answered, inquiry="opened", version=2)
    told = Speaks(
        "custodian", f"{SECRET} custodian", f"{SECRET} contact", "not_free", f"{SECRET} grounds", child_id=child.pk
    )
    speaks = family.note_spokesperson(**noted, told=told)
    childhood.note_age(**noted, found="adult", age_how="document", on=today, note=f"{SECRET} document")
    tracing = childhood.note_tracing(
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


def sign_in(client: Any, member: Member) -> None:
    """As one of the cast, by card."""
    client.post(reverse("office:card", args=[member.pk]))

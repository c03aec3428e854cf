"""Children: concern is reported at once and to nobody else, and whoever has a part in it is shown as a danger."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases import children as pages
from fyr.cases import page as case_page
from fyr.cases.access import case_for
from fyr.cases.actions import (
    childhood,
    concern,
    family,
    intake,
    merging,
    referrals,
    safety,
    speaking,
    tracing,
)
from fyr.cases.actions.intake import Intake
from fyr.cases.actions.speaking import Speaks
from fyr.cases.codes.children import Relation
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import (
    AccompanyingChild,
    AgeCheck,
    Case,
    CaseLink,
    ConcernReport,
    Consent,
    Deadline,
    Entry,
    Referral,
    Spokesperson,
)
from fyr.cases.next_step import next_steps
from tests.routes import SECRET

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
YESTERDAY = lambda: timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def opened(cast):
    """A case of region-syd for a child, unless told otherwise."""

    def open_(age="child", unit="region-syd", by="alma", **told):
        member = cast[by]
        case = intake.open_case(by=member, unit=Unit.objects.get(code=unit), intake=Intake(alias="Lo", age=age, **told))
        return case_for(member, case.pk)

    return open_


def report(by, case, **told):
    held = {"board": "Nämnden i X", "reporter": "", "way": "phone", "content": "", "reported_at": timezone.now()}
    return concern.report_concern(by=by, case=case, **held | told)


def step_of(cast, case):
    return steps_of(cast, case)[0]


def steps_of(cast, case):
    return next_steps(case_page.load(case_for(cast["alma"], case.pk)))


def test_the_next_step_for_a_child_is_to_report_until_it_is_done(cast, opened):
    case = opened("doubtful")
    assert step_of(cast, case).url.endswith("/children/concern/new/")
    assert step_of(cast, case).urgent
    report(cast["alma"], case)
    assert not step_of(cast, case).url.endswith("/children/concern/new/")


def test_danger_stands_before_the_report_and_hides_it_nowhere(browse, cast, opened):
    case = opened(danger=True)
    assert [step.url.split("/", 3)[3] for step in steps_of(cast, case)] == ["risk/", "children/concern/new/"]
    titles = [item.title for item in browse(cast["alma"]).get("/").context["items"] if str(case.pk) in item.url]
    assert "Omedelbar fara" in titles and any("orosanmälan" in title for title in titles)
    page = browse(cast["alma"]).get(f"/cases/{case.pk}/").content.decode()
    assert "children/concern/new/" in page
    with whole_node():
        safety.assess_risk(by=cast["alma"], case=case, level="acute", threats="", measures="", review_on=TODAY())
        assert [step.duty for step in steps_of(cast, case)][:2] == [False, True]


def test_a_grown_person_needs_no_report(cast, opened):
    assert not step_of(cast, opened("adult")).url.endswith("/children/concern/new/")


def test_a_risk_that_is_not_acute_does_not_hide_the_report(cast, opened):
    case = opened()
    safety.assess_risk(by=cast["alma"], case=case, level="low", threats="", measures="", review_on=TODAY())
    assert step_of(cast, case).url.endswith("/children/concern/new/")


def test_a_report_waits_for_no_consent_and_shows_nothing_to_anybody(browse, cast, opened):
    case = opened()
    hers = browse(cast["alma"])
    address = f"/cases/{case.pk}/children/concern/new/"
    told = {"on": TODAY().isoformat(), "at": "00:00", "board": "Nämnden", "way": "phone"}
    assert hers.send(address, **told).status_code == 302
    assert not Consent.objects.filter(case=case).exists()
    kept = ConcernReport.objects.get(case=case)
    kept.case = case
    assert (kept.board, kept.reporter) == ("Nämnden", cast["alma"].name)
    assert Case.objects.get(pk=case.pk).concern_reported_at == kept.reported_at
    assert hers.send(address, **told | {"board": ""}).status_code == 422


def test_a_report_is_not_noted_before_it_was_made(cast, opened):
    with pytest.raises(Refused) as refused:
        report(cast["alma"], opened(), reported_at=timezone.now() + datetime.timedelta(hours=1))
    assert refused.value.field == "at"


def test_no_concern_for_herself_is_noted_of_a_grown_person(cast, opened):
    with pytest.raises(Refused):
        report(cast["alma"], opened("adult"))


def test_what_the_board_did_is_kept_in_order_and_can_be_put_right(cast, opened):
    case, by = opened(), cast["alma"]
    kept = report(by, case)
    told = {"by": by, "case": case, "report_id": kept.pk, "note": ""}
    with pytest.raises(Refused):
        concern.note_protection(**told, found="immediate", on=YESTERDAY(), version=1)
    concern.note_protection(**told, found="immediate", on=TODAY(), version=1)
    with pytest.raises(Refused):
        concern.note_finished(**told, on=TODAY(), version=2)
    concern.note_decision(**told, inquiry="opened", on=TODAY(), version=2)
    concern.note_finished(**told, on=TODAY(), version=3)
    with pytest.raises(Refused):
        concern.note_decision(**told, inquiry="not_opened", on=TODAY(), version=4)
    with pytest.raises(ChangedMeanwhile):
        concern.note_protection(**told, found="not_immediate", on=TODAY(), version=1)
    concern.note_finished(**told, on=None, version=4)
    assert ConcernReport.objects.get(pk=kept.pk).finished_on is None
    entry = Entry.objects.filter(case=case, act="inquiry.finished").first()
    entry.case = case
    assert entry.text


def test_the_database_refuses_an_inquiry_that_was_finished_and_never_decided(cast, opened):
    kept = report(cast["alma"], opened())
    with pytest.raises(IntegrityError), transaction.atomic():
        ConcernReport.objects.filter(pk=kept.pk).update(finished_on=TODAY())


def test_whoever_is_not_free_of_suspicion_is_a_danger_and_does_not_count_as_speaking(browse, cast, opened):
    case, by = opened(), cast["alma"]
    report(by, case)
    speaking.note_spokesperson(
        by=by, case=case, told=Speaks("custodian", "Far", "070-1", "not_free", "Tog emot pengar")
    )
    page = browse(by).get(f"/cases/{case.pk}/children/").content.decode()
    assert 'data-color="danger">Not free of suspicion' in page or 'data-color="danger">Inte fri' in page
    assert page.index("<details") < page.index("070-1"), "a contact that may be dangerous is never offered first"
    assert pages.standing(case).missing
    speaking.note_spokesperson(by=by, case=case, told=Speaks("representative", "God man", suspicion="free"))
    assert not pages.standing(case).missing
    assert [one.suspicion for one in pages.load(by, case).speaking] == ["free", "not_free"]


def test_a_support_worker_sees_the_danger_and_neither_names_grounds_nor_places(browse, cast, world):
    referrals.accept_referral(by=cast["daniel"], referral=Referral.objects.get(to_unit__code="trygg-hamn"))
    other = Case.objects.get(pk=world.values["other_id"])
    page = browse(cast["daniel"]).get(f"/cases/{world.case.pk}/children/").content.decode()
    assert 'data-color="danger"' in page
    assert f"{SECRET} child" in page
    for hidden in (
        "custodian",
        "contact",
        "grounds",
        "board",
        "content",
        "told",
        "where",
        "document",
        "asked",
        "search",
    ):
        assert f"{SECRET} {hidden}" not in page, hidden
    assert str(other.pk) not in page
    assert other.ref not in page


def test_grounds_are_kept_where_somebody_changes_what_she_may_read_without_them(cast, world):
    kept = Spokesperson.objects.get(pk=world.values["spokesperson_id"])
    told = Speaks("custodian", "Annat namn", suspicion="examined", child_id=world.values["child_id"])
    speaking.note_spokesperson(by=cast["alma"], case=world.case, told=told, spokesperson_id=kept.pk, version=1)
    kept = Spokesperson.objects.get(pk=kept.pk)
    kept.case = world.case
    assert kept.grounds == f"{SECRET} grounds"


def test_a_child_who_gets_a_case_takes_along_what_was_noted_for_her(cast, world):
    by, case = cast["alma"], world.case
    child = AccompanyingChild.objects.get(pk=world.values["child_id"])
    opened = family.open_for_child(by=by, case=case, child_id=child.pk, relation="child", version=child.version)
    moved = ConcernReport.objects.get(pk=world.values["report_id"])
    moved.case = case_for(by, opened.pk)
    assert (moved.case_id, moved.child_id, moved.board) == (opened.pk, None, f"{SECRET} board")
    assert Case.objects.get(pk=opened.pk).concern_reported_at == moved.reported_at
    speaks = Spokesperson.objects.get(pk=world.values["spokesperson_id"])
    speaks.case = moved.case
    assert speaks.name == f"{SECRET} custodian"
    assert opened.age == "child"
    assert {one.relation for one in pages.linked(by, moved.case)} == {Relation.PARENT.label}


def test_a_child_is_as_protected_as_the_case_from_which_hers_was_opened(cast, opened):
    case = opened("adult", protection="fictitious")
    child = family.note_child(by=cast["alma"], case=case, alias="Li", child_age="4")
    hers = family.open_for_child(by=cast["alma"], case=case, child_id=child.pk, relation="child", version=1)
    assert hers.protection == "fictitious"


def test_whoever_may_not_see_both_cases_learns_nothing_of_the_link(browse, cast, opened, world):
    """Elsa is assigned to one of them only; nothing there tells that another exists."""
    other = Case.objects.get(pk=world.values["other_id"])
    hers = browse(cast["elsa"])
    for page in ("", "children/", "timeline/", "opened/", "steps/"):
        text = hers.get(f"/cases/{world.case.pk}/{page}").content.decode()
        assert other.ref not in text
        assert str(other.pk) not in text
        assert "linked" not in text.replace("is linked.", "")
    assert not Entry.objects.filter(act__contains="link").exists()
    assert hers.get(f"/cases/{world.case.pk}/children/links/{other.pk}/remove/").status_code == 404


def test_both_sides_show_the_link_to_who_sees_both_each_from_its_own_side(browse, cast, opened):
    mother, child = opened("adult"), opened()
    hers = browse(cast["alma"])
    told = {"ref": child.ref.lower(), "relation": "child"}
    assert hers.send(f"/cases/{mother.pk}/children/links/new/", **told).status_code == 302
    assert [one.relation for one in pages.linked(cast["alma"], mother)] == [Relation.CHILD.label]
    assert [one.relation for one in pages.linked(cast["alma"], child)] == [Relation.PARENT.label]
    assert hers.send(f"/cases/{child.pk}/children/links/new/", ref=mother.ref, relation="parent").status_code == 422
    assert hers.send(f"/cases/{child.pk}/children/links/{mother.pk}/remove/").status_code == 302
    assert not CaseLink.objects.exists()


def test_a_case_that_she_may_not_see_is_answered_like_one_that_does_not_exist(browse, cast, opened):
    mine, theirs = opened(), opened(unit="social-exempelby", by="carina")
    hers = browse(cast["alma"])
    said = [
        hers.send(f"/cases/{mine.pk}/children/links/new/", ref=ref, relation="other").context["form"].errors["ref"]
        for ref in (theirs.ref, "SE-2026-222222")
    ]
    assert said[0] == said[1]


def test_no_case_is_linked_to_itself_and_no_pair_twice(cast, opened):
    one, other = opened(), opened()
    with pytest.raises(Refused):
        family.link(by=cast["alma"], case=one, other=one, relation="other")
    family.link(by=cast["alma"], case=one, other=other, relation="sibling")
    with pytest.raises(Refused):
        family.link(by=cast["alma"], case=other, other=one, relation="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLink.objects.create(one=one, other=one, relation="other", made_by=cast["alma"])


def test_a_merge_takes_links_and_the_report_along(cast, opened):
    by = cast["alma"]
    one, into, child = opened(), opened(), opened()
    report(by, one)
    family.link(by=by, case=one, other=child, relation="child")
    family.link(by=by, case=one, other=into, relation="sibling")
    merging.merge(by=by, case=one, into=into, why="Samma person")
    into = case_for(by, into.pk)
    assert into.concern_reported_at is not None
    assert [(link.case.pk, link.relation) for link in pages.linked(by, into)] == [(child.pk, Relation.CHILD.label)]


def test_her_own_word_does_not_make_a_child_grown(cast, opened):
    case, by = opened("doubtful"), cast["alma"]
    with pytest.raises(Refused):
        childhood.note_age(by=by, case=case, found="adult", age_how="own_word", on=TODAY(), note="")
    assert Case.objects.get(pk=case.pk).treated_as_child
    childhood.note_age(by=by, case=case, found="adult", age_how="document", on=TODAY(), note="Pass")
    assert Case.objects.get(pk=case.pk).age == "adult"
    assert AgeCheck.objects.filter(case=case).count() == 1


def test_an_intake_form_that_was_open_is_told_that_the_age_was_examined(cast, opened):
    case = opened("doubtful")
    before = case.version
    childhood.note_age(by=cast["alma"], case=case, found="child", age_how="document", on=TODAY(), note="")
    with pytest.raises(ChangedMeanwhile):
        intake.change_intake(by=cast["alma"], case=case, intake=Intake(alias="Lo", age="adult"), version=before)


def test_a_search_for_the_family_has_an_answer_with_a_date_or_neither(cast, opened):
    told = {"by": cast["alma"], "case": opened(), "asked_on": TODAY(), "asked_whom": "", "note": ""}
    with pytest.raises(Refused):
        tracing.note_tracing(**told, tracing="found", answered_on=None)
    with pytest.raises(Refused):
        tracing.note_tracing(**told, tracing="waiting", answered_on=TODAY())
    kept = tracing.note_tracing(**told, tracing="waiting", answered_on=None)
    tracing.note_tracing(**told, tracing="not_safe", answered_on=TODAY(), tracing_id=kept.pk, version=1)
    with pytest.raises(ChangedMeanwhile):
        tracing.note_tracing(**told, tracing="found", answered_on=TODAY(), tracing_id=kept.pk, version=1)


@pytest.mark.parametrize("path", ["concern/new/", "accompanying/new/", "links/new/", "age/new/", "best-interests/new/"])
def test_who_may_only_read_changes_nothing_and_a_stranger_finds_nothing(browse, cast, opened, path):
    address = f"/cases/{opened().pk}/children/"
    reader = browse(cast["björn"])
    assert reader.get(address).status_code == 200
    assert reader.send(address + path).status_code == 403
    # Whoever lacks the right everywhere is refused before she is told that nothing is there.
    assert browse(cast["carina"]).send(address + path).status_code == 404


def test_the_page_asks_as_many_queries_whatever_it_holds(browse, cast, world, django_assert_max_num_queries):
    for alias in "abcdef":
        family.note_child(by=cast["alma"], case=world.case, alias=alias, child_age="")
    with django_assert_max_num_queries(14):
        pages.load(cast["alma"], world.case)


def test_a_concern_report_starts_what_the_board_must_do_and_its_answers_end_it(cast, opened):
    today, child = timezone.localdate(), opened()
    report = concern.report_concern(
        by=cast["alma"], case=child, reported_at=timezone.now(), board="Nämnden", reporter="", way="phone", content=""
    )
    running = lambda: set(
        Deadline.objects.filter(case=child, subject=report.pk, state="running").values_list("rule_code", flat=True)
    )
    assert running() == {"child.protection", "child.opening"}
    told = {"by": cast["alma"], "case": child, "report_id": report.pk, "on": today, "note": ""}
    concern.note_protection(**told, found="immediate", version=1)
    assert running() == {"child.opening"}
    concern.note_decision(**told, inquiry="opened", version=2)
    assert running() == {"child.inquiry"}
    concern.note_finished(**told, version=3)
    assert running() == set()


def test_what_runs_for_an_accompanying_child_goes_over_to_her_own_case(cast, world):
    by, report = cast["alma"], world.values["report_id"]
    before = set(Deadline.objects.filter(case=world.case, subject=report).values_list("pk", flat=True))
    child = AccompanyingChild.objects.get(pk=world.values["child_id"])
    opened = family.open_for_child(by=by, case=world.case, child_id=child.pk, relation="child", version=child.version)
    assert before
    assert set(Deadline.objects.filter(case=opened, subject=report).values_list("pk", flat=True)) == before
    version = ConcernReport.objects.get(pk=report).version
    today = timezone.localdate()
    concern.note_finished(by=by, case=opened, report_id=report, on=today, note="", version=version)
    assert not Deadline.objects.filter(subject=report, rule_code="child.inquiry", state="running").exists()


def test_a_decision_that_is_put_right_counts_from_its_right_day_or_no_more(cast, opened):
    case, by, today = opened(), cast["alma"], timezone.localdate()
    kept = report(by, case, reported_at=timezone.now() - datetime.timedelta(days=3))
    told = {"by": by, "case": case, "report_id": kept.pk, "note": ""}
    running = lambda: list(
        Deadline.objects.filter(subject=kept.pk, rule_code="child.inquiry", state="running").values_list(
            "started_on", flat=True
        )
    )
    concern.note_decision(**told, inquiry="opened", on=today, version=1)
    concern.note_decision(**told, inquiry="opened", on=YESTERDAY(), version=2)
    assert running() == [YESTERDAY()]
    concern.note_finished(**told, on=today, version=3)
    assert running() == []
    concern.note_finished(**told, on=None, version=4)
    assert running() == [YESTERDAY()]
    concern.note_decision(**told, inquiry="not_opened", on=today, version=5)
    assert running() == []

"""Facts: what statistics may learn, when, and what they never hold. The page of the national officer."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from fyr.access import scope
from fyr.access.models import Member, Unit
from fyr.cases import facts
from fyr.cases.actions import merging, needs, plan
from fyr.cases.acts import Act
from fyr.cases.example import statistics
from fyr.cases.models import Case, Fact, Need, ShownTable
from fyr.cases.trail import leave
from fyr.disclosure import Quarter
from fyr.work import clock
from tests.routes import SECRET, build

pytestmark = pytest.mark.django_db
PAGE = "/cases/support/"


def held():
    return [(fact.region, fact.kind, fact.state, fact.unmet_reason, fact.wait) for fact in Fact.objects.all()]


def many(number, *, quarter="2020Q1", person=None, **told):
    told = {"region": "syd", "kind": "legal", "state": "unmet", "unmet_reason": "no_place"} | told
    links = [person or bytes([place]) * 16 for place in range(number)]
    with scope.whole_node():
        Fact.objects.bulk_create(Fact(of_case=link, age_band="adult", quarter=quarter, **told) for link in links)


def test_a_need_has_one_fact_that_follows_what_becomes_of_it(cast, world):
    alma, need = cast["alma"], Need.objects.get()
    assert held() == [("syd", "medical", "open", "", "")]
    service = need.services.get()
    today = timezone.localdate()
    plan.move_service(by=alma, case=world.case, service_id=service.pk, state="accepted", on=today)
    plan.move_service(by=alma, case=world.case, service_id=service.pk, state="started", on=today)
    assert held() == [("syd", "medical", "met", "", "week")]
    other = needs.add_need(by=alma, case=world.case, kind="legal", description=SECRET)
    needs.mark_unmet(by=alma, case=world.case, need_id=other.pk, reason="no_place", note="")
    assert ("syd", "legal", "unmet", "no_place", "") in held()
    needs.change_need(by=alma, case=world.case, need_id=other.pk, kind="work", description="", version=1)
    assert sorted(row[1] for row in held()) == ["medical", "work"]


@pytest.mark.parametrize("act", [act for act in Act if act.value.partition(".")[0] in ("need", "service", "case")])
def test_no_act_about_a_case_its_needs_or_services_can_forget_the_facts(cast, world, act):
    Need.objects.update(kind="education")
    leave(world.case, cast["alma"], act, code="education")
    assert [fact.kind for fact in Fact.objects.all()] == ["education"]


def test_a_fact_is_written_with_its_act_or_not_at_all(cast, world, monkeypatch):
    def broken(*_args, **_named):
        raise RuntimeError

    monkeypatch.setattr(facts, "_fact", broken)
    with pytest.raises(RuntimeError):
        needs.add_need(by=cast["alma"], case=world.case, kind="legal", description="")
    assert Need.objects.count() == 1 and held() == [("syd", "medical", "open", "", "")]


def test_a_fact_names_no_case_and_no_day(world):
    stored = [str(value) for value in Fact.objects.values_list().get()]
    for told in (world.case.pk, world.case.pk.hex, world.case.ref, Need.objects.get().pk, timezone.localdate()):
        assert not any(str(told) in value for value in stored)
    assert Fact.objects.get().quarter == str(Quarter.of(timezone.localdate()))


def test_erasing_a_case_erases_its_facts_and_no_others(world):
    many(3)
    Case.objects.filter(pk=world.case.pk).delete()
    assert Fact.objects.count() == 3 and not Fact.objects.filter(of_case=facts.digest(world.case.pk)).exists()


def test_two_cases_that_are_one_are_counted_once(cast, world):
    from fyr.cases.access import case_for
    from fyr.cases.actions import intake
    from fyr.cases.actions.intake import Intake

    alma = cast["alma"]
    twin = intake.open_case(by=alma, unit=Unit.objects.get(code="region-syd"), intake=Intake(alias="x"))
    twin = case_for(alma, twin.pk)
    needs.add_need(by=alma, case=twin, kind="medical", description="")
    merging.merge(by=alma, case=twin, into=case_for(alma, world.case.pk), why="")
    assert {bytes(fact.of_case) for fact in Fact.objects.all()} == {facts.digest(world.case.pk)}
    assert facts.count(Fact.objects.all()) == {("syd", "medical", "open"): 1}


def test_rebuilding_gives_what_the_acts_gave(world):
    before = held()
    Fact.objects.all().delete()
    call_command("facts", "rebuild", verbosity=0)
    assert held() == before


def test_five_needs_of_one_person_are_not_five_persons():
    many(9, person=b"x" * 16)
    assert facts.count(Fact.objects.all()) == {("syd", "legal", "unmet_lacking"): 1}


def test_a_quarter_is_shown_when_it_has_ended_and_never_anew():
    today = timezone.localdate()
    many(12)
    many(12, quarter=str(Quarter.of(today)))
    assert facts.freeze_ended() == ["2020Q1"]
    many(40, kind="work")
    Fact.objects.filter(kind="legal").delete()
    assert facts.freeze_ended() == []
    assert ShownTable.objects.get().cells == [["syd", "legal", "unmet_lacking", 10]]


def test_the_clock_freezes():
    many(6)
    clock._ticks["cases.freeze_statistics"].run()
    assert ShownTable.objects.count() == 1


def test_the_officer_sees_what_is_lacking_where_and_nothing_of_four(cast, browse):
    many(12)
    many(4, kind="work")
    facts.freeze_ended()
    text = browse(cast["farida"]).get(PAGE).content.decode()
    assert ">10<" in text and ">12<" not in text and ">4<" not in text
    assert len(text.split('class="fyr-bar"')) == 3


def test_with_nothing_to_show_the_page_says_what_that_means(cast, browse):
    officer = browse(cast["farida"])
    assert officer.get(PAGE).status_code == 200
    many(2)
    facts.freeze_ended()
    assert officer.get(PAGE, {"quarter": "2020Q1"}).status_code == 200
    assert officer.get(PAGE, {"quarter": "nonsense"}).status_code == 200


def test_the_example_has_something_to_show_and_says_that_it_is_invented(cast, browse):
    statistics.invent(cast["alma"])
    text = browse(cast["farida"]).get(PAGE).content.decode()
    assert text.count('<svg class="fyr-bar"') > 20
    assert all(table.example for table in ShownTable.objects.all())


@pytest.mark.parametrize("name", ["alma", "carina", "daniel", "gunnar", "ivar", "jonna"])
def test_nobody_else_comes_to_the_page(cast, browse, name):
    assert browse(cast[name]).get(PAGE).status_code == 403


def test_the_administrator_says_where_a_unit_is_counted(cast, browse):
    unit = Unit.objects.get(code="iom-amp")
    answer = browse(cast["jonna"]).send(reverse("office:place_unit", args=[unit.pk]), region="nord")
    assert answer.status_code == 302
    unit.refresh_from_db()
    assert unit.region == "nord"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level policies")
def test_the_database_gives_facts_to_no_member_and_tables_to_whoever_counts(cast):
    build(cast)
    many(12)
    facts.freeze_ended()
    for name, shown in (("alma", 0), ("farida", 1), ("hedda", 1), ("jonna", 0)):
        member = Member.objects.get(pk=cast[name].pk)
        with scope.acting(member):
            assert (Fact.objects.count(), ShownTable.objects.count()) == (0, shown)

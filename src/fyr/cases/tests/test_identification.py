"""Identification: what each organisation says stands beside the others, nothing is overwritten, and help asks none of it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fyr.cases import identification as reading
from fyr.cases.access import case_for
from fyr.cases.actions import cooperation, identification, needs, plan, police
from fyr.cases.actions.identification import Said
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Case, Cooperation, Entry, PoliceReport, Record, Statement
from tests.routes import SECRET

pytestmark = pytest.mark.django_db

PRESUMED, DECIDED, NOT = "PossibleVictimOfTrafficking", "ActualVictimOfTrafficking", "NotAVictimOfTrafficking"


@pytest.fixture
def case(cast, world):
    return world.case


def say(cast, case, status=PRESUMED, decider="NGO", days=0, **told):
    on = timezone.localdate() - datetime.timedelta(days=days)
    said = Said(status, decider, on, **told)
    return identification.note_statement(by=cast["alma"], case=case, said=said)


def recorded(case):
    record = Record.objects.get(case=case, section="victim")
    record.case = case
    return record.value("vic_TraffickingStatus"), record.value("vic_TraffickingStatusDecisionMakingOrg")


def test_what_one_organisation_says_does_not_replace_what_another_has_said(cast, case):
    say(cast, case, DECIDED, "CourtOrProsecution", days=3)
    say(cast, case, NOT, "NGO", days=1)
    said = {one.decider: one.status for one in reading.latest_by_decider(list(reading.standing_statements(case)))}
    assert said == {"Police": PRESUMED, "NGO": NOT, "CourtOrProsecution": DECIDED}


def test_the_latest_of_an_organisation_goes_by_the_date_of_its_decision(cast, case):
    say(cast, case, DECIDED, "NGO", days=1)
    say(cast, case, PRESUMED, "NGO", days=9)
    said = {one.decider: one.status for one in reading.latest_by_decider(list(reading.standing_statements(case)))}
    assert said["NGO"] == DECIDED


def test_a_correction_keeps_the_history(cast, case):
    wrong = say(cast, case, NOT, grounds="Så sade de")
    said = Said(PRESUMED, "NGO", timezone.localdate())
    right = identification.correct_statement(
        by=cast["alma"], case=case, statement_id=wrong.pk, said=said, reason="Fel person"
    )
    kept = Statement.objects.get(pk=wrong.pk)
    kept.case = case
    assert (kept.status, kept.grounds) == (NOT, "Så sade de")
    assert right.corrects_id == wrong.pk
    assert wrong.pk not in reading.standing_statements(case).values_list("pk", flat=True)


def test_the_page_shows_the_corrected_statement_struck_out_with_the_reason(browse, cast, case):
    wrong = say(cast, case, NOT)
    member = browse(cast["alma"])
    address = reverse("cases:correct_statement", args=[case.pk, wrong.pk])
    told = {"status": PRESUMED, "decider": "NGO", "made_on": timezone.localdate().isoformat(), "reason": "Fel person"}
    assert member.send(address, **told).status_code == 302
    shown = member.get(reverse("cases:identification", args=[case.pk])).content.decode()
    assert "<s>" in shown
    assert "Fel person" in shown
    assert address not in shown


def test_a_statement_is_corrected_once_and_with_a_reason(cast, case):
    wrong = say(cast, case)
    said = Said(NOT, "NGO", timezone.localdate())
    told = {"by": cast["alma"], "case": case, "statement_id": wrong.pk, "said": said}
    with pytest.raises(Refused):
        identification.correct_statement(**told, reason=" ")
    right = identification.correct_statement(**told, reason="Fel")
    with pytest.raises(Refused):
        identification.correct_statement(**told, reason="Fel igen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(
            case=case, status=NOT, decider="NGO", made_on=right.made_on, noted_by=cast["alma"], corrects=wrong
        )


def test_an_export_tells_the_newest_statement_that_stands(cast, case):
    wrong = say(cast, case, NOT, "NGO")
    assert recorded(case) == (NOT, "NGO")
    said = Said(DECIDED, "CourtOrProsecution", timezone.localdate())
    identification.correct_statement(by=cast["alma"], case=case, statement_id=wrong.pk, said=said, reason="Fel")
    assert recorded(case) == (DECIDED, "CourtOrProsecution")
    say(cast, case, PRESUMED, "Other", days=30)
    assert recorded(case) == (DECIDED, "CourtOrProsecution")


def test_what_lies_ahead_is_not_noted(cast, case):
    with pytest.raises(Refused):
        say(cast, case, days=-1)


@pytest.mark.parametrize("state", ["not_known", "not_made", "unwanted"])
def test_police_report_and_cooperation_gate_nothing(cast, case, state):
    alma = cast["alma"]
    told = {"made_on": None, "diary_number": "", "reported_by": "", "version": 1}
    police.save_police_report(by=alma, case=case, state=state, **told)
    told = {"injured_party": "no", "injured_on": None, "note": "", "version": 1}
    cooperation.save_cooperation(by=alma, case=case, answer="no", **told)
    may = case.may
    case = case_for(alma, case.pk)
    assert case.may == may
    need = needs.add_need(by=alma, case=case, kind="accommodation", description="")
    told = {"need_id": need.pk, "provider": "Boende", "description": "", "on": timezone.localdate()}
    assert plan.offer_service(by=alma, case=case, **told)


def test_two_editors_of_the_police_report_are_told_of_each_other(cast, case):
    told = {"made_on": None, "diary_number": "", "reported_by": "", "state": "unwanted"}
    police.save_police_report(by=cast["alma"], case=case, version=1, **told)
    for version in (0, 1):
        with pytest.raises(ChangedMeanwhile):
            police.save_police_report(by=cast["alma"], case=case, version=version, **told)


def test_a_date_belongs_to_a_report_that_is_made_and_to_an_injured_party(cast, case):
    today, alma = timezone.localdate(), cast["alma"]
    with pytest.raises(Refused):
        police.save_police_report(
            by=alma, case=case, state="unwanted", made_on=today, diary_number="", reported_by="", version=1
        )
    with pytest.raises(Refused):
        cooperation.save_cooperation(
            by=alma, case=case, answer="no", injured_party="no", injured_on=today, note="", version=1
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        PoliceReport.objects.filter(case=case).update(state="unwanted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Cooperation.objects.filter(case=case).update(injured_party="not_known")


def test_the_forms_save_what_was_written(browse, cast, case):
    member = browse(cast["alma"])
    sent = {"state": "made", "made_on": "2026-01-02", "diary_number": "5000-K1-26", "reported_by": "Hon", "version": 1}
    assert member.send(reverse("cases:police_report", args=[case.pk]), **sent).status_code == 302
    sent = {"answer": "withdrawn", "injured_party": "not_known", "note": "Rädd", "version": 1}
    assert member.send(reverse("cases:cooperation", args=[case.pk]), **sent).status_code == 302
    sent = {"status": DECIDED, "decider": "NGO", "made_on": "2026-01-02", "ground_codes": ["documents"]}
    assert member.send(reverse("cases:new_statement", args=[case.pk]), **sent).status_code == 302
    shown = member.get(reverse("cases:identification", args=[case.pk])).content.decode()
    assert all(text in shown for text in ("5000-K1-26", "Rädd", "2026-01-02"))


def test_the_timeline_tells_that_something_was_said_and_not_what(case):
    acts = ("statement.noted", "statement.corrected", "police_report.changed", "cooperation.changed")
    told = Entry.objects.filter(case=case, act__in=acts)
    assert {entry.act for entry in told} == set(acts)
    assert all(not entry.code and entry.text is None for entry in told)


def test_the_place_says_what_is_missing(cast, case):
    assert not reading.standing(case).missing
    empty = Case(pk=cast["alma"].pk, ref="x")
    assert reading.standing(empty).missing


def test_a_return_officer_who_reads_no_exploitation_gets_no_page(browse, cast, case):
    assert browse(cast["elsa"]).get(reverse("cases:identification", args=[case.pk])).status_code == 403


def test_what_was_noted_of_the_police_report_before_stays_to_be_read(browse, cast, world):
    hers = browse(cast["alma"])
    address = f"/cases/{world.case.pk}/"
    told = {"state": "unwanted", "version": "1"}
    assert hers.send(f"{address}police-report/", **told).status_code == 302
    assert f"{SECRET} number" in hers.get(f"{address}identification/").content.decode()

"""Reports of a recipient: written, sent in, approved; what is approved is booked as used."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from fyr.access.errors import ChangedMeanwhile, Refused
from fyr.funding.actions import activities, reports, spending
from fyr.funding.models import Posting, Result, Spend
from fyr.funding.parts import row_for
from fyr.funding.tests.conftest import day, fresh, holds
from fyr.funding.tests.invariants import everything_adds_up

pytestmark = pytest.mark.django_db


def test_each_report_tells_of_the_whole_time_and_only_what_is_new_is_booked(money, paid):
    money.reported(paid, 1_000)
    last = money.reported(paid, 2_500)
    assert holds(paid) == {"committed": 2_000, "met": 3_000, "held": 500, "used": 2_500}
    assert [one.amount for one in Posting.objects.filter(why="use").order_by("id")] == [1_000, 1_500]
    assert Posting.objects.get(report=last).booked_on == last.until
    money.reported(paid, 2_500)
    assert Posting.objects.filter(why="use").count() == 2


def test_a_report_says_neither_less_than_before_nor_more_than_was_paid(money, paid):
    money.reported(paid, 1_000)
    report = reports.begin(by=money.nina, grant=paid, kind="interim")
    for version, used in enumerate((999, 3_001), 1):
        reports.save(by=money.nina, report=report, version=version, used=used, until=day(), text="x")
        with pytest.raises(Refused):
            reports.submit(by=money.nina, report=report)
    assert fresh(report).state == "draft"


def test_a_report_goes_on_where_the_last_one_ended_and_there_is_one_at_a_time(money, paid):
    money.reported(paid, 1_000)
    report = reports.begin(by=money.nina, grant=paid, kind="final")
    assert (report.lines, report.condition.kind) == ([["Lön", 1_000]], "final")
    with pytest.raises(Refused):
        reports.begin(by=money.nina, grant=paid, kind="interim")


@pytest.mark.parametrize("lacking", [{"until": None}, {"used": None}, {"text": ""}])
def test_what_is_missing_keeps_it_from_being_sent_in(money, paid, lacking):
    report = reports.begin(by=money.nina, grant=paid, kind="interim")
    reports.save(by=money.nina, report=report, version=1, **{"until": day(), "used": 5, "text": "x"} | lacking)
    with pytest.raises(Refused):
        reports.submit(by=money.nina, report=report)


def test_where_the_rules_ask_for_an_auditor_the_final_report_has_her(money):
    application = money.found_complete(money.call("se.2023-168"))
    money.assessed(application, money.farida, money.lova)
    grant = money.granted(4_000, scheme="se.2023-168", application=application, to="plattformen")
    money.paid(grant)
    with pytest.raises(Refused):
        money.sent_in(grant, 4_000, "final", by=money.mikael)
    reports.save(
        by=money.mikael,
        report=grant.reports.get(),
        version=2,
        auditor="Auktoriserad revisor",
        audit_note="Inget att anmärka",
    )
    reports.submit(by=money.mikael, report=grant.reports.get())


def test_a_report_sent_back_is_completed_and_what_is_sent_in_is_not_changed(money, paid):
    report = money.sent_in(paid, 100)
    for act in (
        lambda: reports.save(by=money.nina, report=report, version=2, used=1),
        lambda: reports.submit(by=money.nina, report=report),
    ):
        with pytest.raises(Refused):
            act()
    reports.send_back(by=money.farida, report=report, note="Vad gjordes?")
    assert (fresh(report).state, fresh(report).review_note, holds(paid).get("used")) == (
        "returned",
        "Vad gjordes?",
        None,
    )
    reports.save(by=money.nina, report=report, version=2, used=200)
    reports.submit(by=money.nina, report=report)
    reports.approve(by=money.lova, report=report)
    assert holds(paid)["used"] == 200
    with pytest.raises(Refused):
        reports.approve(by=money.lova, report=report)


def test_two_who_write_at_once_do_not_overwrite_each_other(money, paid):
    report = reports.begin(by=money.nina, grant=paid, kind="interim")
    reports.save(by=money.nina, report=report, version=1, text="ett")
    with pytest.raises(ChangedMeanwhile):
        reports.save(by=money.nina, report=report, version=1, text="två")
    with pytest.raises(ChangedMeanwhile):
        reports.save_results(by=money.nina, report=report, version=1, activities={}, results=[])
    assert fresh(report).text == "ett"


def test_an_approved_final_report_makes_what_is_unused_owed_on_the_agreed_day(money, paid):
    money.reported(paid, 500)
    money.reported(paid, 2_200, "final")
    owed = paid.repayments.get()
    assert (owed.outcome, owed.state, owed.amount, owed.due_on) == ("unused", "due", 800, day(150))
    assert not paid.conditions.filter(kind__in=("interim", "final"), met_on=None).exists()
    with pytest.raises(Refused):
        reports.begin(by=money.nina, grant=paid, kind="interim")


def test_where_all_was_used_nothing_is_owed_and_the_day_to_give_back_is_met(money, paid):
    money.reported(paid, 3_000, "final")
    assert not paid.repayments.exists()
    assert paid.conditions.get(kind="repayment").met_on == day()


def test_use_in_another_currency_is_booked_at_the_rate_that_is_told(money, paid):
    told = {
        "foreign_amount": 10_000,
        "foreign_currency": "EUR",
        "rate": Decimal("0.11115"),
        "rate_source": "Riksbanken",
    }
    report = money.reported(paid, 0, **told)
    assert (holds(paid)["used"], fresh(report).foreign_amount) == (1_112, 10_000)


def test_what_was_spent_and_waits_is_part_of_the_report_which_says_no_less(money, paid, cast):
    spending.spend(grant=paid, amount=700, reference=b"1" * 16, by=cast["elsa"])
    report = reports.begin(by=money.nina, grant=paid, kind="interim")
    reports.save(by=money.nina, report=report, version=1, used=699, lines=[["Stöd", 699]], until=day(), text="x")
    with pytest.raises(Refused):
        reports.submit(by=money.nina, report=report)
    reports.save(by=money.nina, report=report, version=2, used=900)
    reports.submit(by=money.nina, report=report)
    spending.spend(grant=paid, amount=300, reference=b"2" * 16, by=cast["elsa"])
    with pytest.raises(Refused):
        reports.approve(by=money.farida, report=report)
    reports.send_back(by=money.farida, report=report, note="Mer är använt")
    reports.save(by=money.nina, report=report, version=3, used=1_000)
    reports.submit(by=money.nina, report=report)
    reports.approve(by=money.farida, report=report)
    assert (holds(paid)["used"], set(Spend.objects.values_list("amount", flat=True))) == (1_000, {None})
    everything_adds_up()


def test_results_of_persons_are_protected_before_they_are_kept_and_each_step_replaces_the_last(money, paid):
    activity = activities.add_activity(by=money.farida, of=paid, title="Stöd", theme="support")
    report = reports.begin(by=money.nina, grant=paid, kind="interim")
    save = lambda version, *told: reports.save_results(
        by=money.nina, report=report, version=version, activities={activity.pk: {"state": "done", "told": "Klart"}},
        results=[(activity.pk, {"title": "Personer", "persons": True, **one}) for one in told],
    )  # fmt: skip
    save(1, {"value": 3, "whom": "children"}, {"value": 17, "whom": "adults"})
    assert set(Result.objects.values_list("whom", "few", "value")) == {("children", True, None), ("adults", False, 15)}
    save(2, {"value": 8})
    assert (Result.objects.get().value, fresh(activity).state, fresh(activity).told) == (5, "planned", ""), "a draft"
    reports.save(by=money.nina, report=report, version=3, until=day(), used=0, lines=[["Inget", 0]], text="x")
    reports.submit(by=money.nina, report=report)
    reports.approve(by=money.farida, report=report)
    assert (fresh(activity).state, fresh(activity).told) == ("done", "Klart")


def test_only_the_recipient_writes_it(money, cast, paid):
    report = reports.begin(by=money.nina, grant=paid, kind="interim")
    for by in (cast[name] for name in ("petra", "mikael", "farida", "gunnar", "hedda")):
        for act in (
            lambda by: reports.begin(by=by, grant=paid, kind="interim"),
            lambda by: reports.save(by=by, report=report, version=1, text="x"),
            lambda by: reports.save_results(by=by, report=report, version=1, activities={}, results=[]),
            lambda by: reports.submit(by=by, report=report),
        ):
            with pytest.raises(PermissionDenied):
                act(by)


def test_only_an_officer_who_did_not_send_it_in_reviews_it(money, paid, both_sides):
    report = money.sent_in(paid, 10, by=both_sides)
    for by, refusal in ((money.nina, PermissionDenied), (money.gunnar, PermissionDenied), (both_sides, Refused)):
        with pytest.raises(refusal):
            reports.approve(by=by, report=report)
        with pytest.raises(refusal):
            reports.send_back(by=by, report=report, note="x")
    assert fresh(report).state == "submitted"
    reports.approve(by=money.lova, report=report)


def test_nothing_is_reported_before_it_runs(money):
    with pytest.raises(Refused):
        reports.begin(by=money.nina, grant=money.granted(10), kind="interim")


def test_who_gives_sees_no_report_before_it_is_sent_in(money, paid):
    report = reports.begin(by=money.nina, grant=paid, kind="interim")
    assert row_for(money.nina, "report", report.pk) == report
    with pytest.raises(Http404):
        row_for(money.farida, "report", report.pk)
    reports.save(by=money.nina, report=report, version=1, used=0, lines=[["Inget", 0]], until=day(), text="x")
    reports.submit(by=money.nina, report=report)
    assert row_for(money.farida, "report", report.pk) == report
    reports.send_back(by=money.farida, report=report, note="x")
    assert row_for(money.farida, "report", report.pk) == report

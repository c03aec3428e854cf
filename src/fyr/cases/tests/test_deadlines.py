"""Deadlines: each last day follows from its data, and what runs keeps the version of the rule it started under."""

import dataclasses
import datetime
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.cases.access import case_for
from fyr.cases.actions import deadlines, deadlines_by_hand
from fyr.cases.codes.deadlines import DeadlineState, Event, Responsible, Severity
from fyr.cases.deadlines import holidays, rules
from fyr.cases.deadlines.engine import Due, NoLastDay, Why, compute
from fyr.cases.deadlines.rules import Holiday, Unit
from fyr.cases.errors import Refused
from fyr.cases.models import Deadline
from fyr.web import registry

DAY = timedelta(days=1)
RULES = rules.all_rules()
STATE = ("state", "met_on", "due_on")
# Easter Sundays as the almanac has them.
EASTERS = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21),
           2031: (4, 13), 2032: (3, 28)}  # fmt: skip
FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}


def is_free(day: date) -> bool:
    """Independent of the code under test: what the almanac says of one day."""
    after_easter = (day - date(day.year, *EASTERS[day.year])).days if day.year in EASTERS else None
    midsummer = day.month == 6 and (
        (day.weekday() == 4 and 19 <= day.day <= 25) or (day.weekday() == 5 and 20 <= day.day <= 26)
    )
    return day.weekday() >= 5 or (day.month, day.day) in FIXED or after_easter in (-2, 0, 1, 39, 49) or midsummer


def walked(rule, start: date) -> date:
    """The last day, found by stepping one day at a time."""
    day, left, months, want = start, rule.number, 0, start.day
    if rule.unit == Unit.QUARTER_MONTHS:
        while not ((day + DAY).day == 1 and day.month % 3 == 0):
            day += DAY
        want = 31
    if rule.unit in (Unit.MONTHS, Unit.QUARTER_MONTHS):
        while months < rule.number:
            day += DAY
            months += day.day == 1
        while day.day < want and (day + DAY).month == day.month:
            day += DAY
    elif rule.unit == Unit.WORKING_DAYS:
        while left:
            day += DAY
            left -= not is_free(day)
    else:
        for _step in range(rule.number * (7 if rule.unit == Unit.WEEKS else 1)):
            day += DAY
    if rule.start_day_counts and rule.unit != Unit.WORKING_DAYS:
        day -= DAY
    while rule.holiday == Holiday.NEXT_WORKING_DAY and is_free(day):
        day += DAY
    return day


def test_no_rule_counts_otherwise_than_its_data_on_any_day_of_nine_years():
    counting = [rule for rule in RULES if rule.unit != Unit.STATED]
    first = date(2024, 1, 1)
    for start in (first + n * DAY for n in range((date(2032, 1, 1) - first).days)):
        for rule in counting:
            assert compute(rule, start).last_day == walked(rule, start), (rule.code, start)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    unit=st.sampled_from([unit for unit in Unit if unit != Unit.STATED]),
    number=st.integers(1, 13),
    counts=st.booleans(),
    holiday=st.sampled_from(Holiday),
    start=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
def test_no_rule_that_could_be_written_counts_otherwise_than_its_data(unit, number, counts, holiday, start):
    counts = counts and unit not in (Unit.WORKING_DAYS, Unit.QUARTER_MONTHS)
    rule = dataclasses.replace(RULES[0], unit=unit, number=number, start_day_counts=counts, holiday=holiday)
    due = compute(rule, start)
    assert due.last_day == walked(rule, start)
    assert (due.moved_from is None) == (holiday == Holiday.STAYS or not is_free(due.moved_from or due.last_day))


def test_the_days_off_of_nine_years_are_those_of_the_almanac():
    day = date(2024, 1, 1)
    while day.year < 2033:
        assert holidays.is_working_day(day) is not is_free(day), day
        day += DAY
    assert holidays.is_working_day(date(2026, 10, 30)) and date(2026, 10, 31) in holidays.days_off(2026)


def test_months_end_on_the_last_day_there_is():
    rule = dataclasses.replace(RULES[0], unit=Unit.MONTHS, number=1)
    assert compute(rule, date(2027, 1, 31)) == Due(date(2027, 2, 28))
    assert compute(rule, date(2028, 1, 31)) == Due(date(2028, 2, 29))
    assert compute(dataclasses.replace(rule, number=4), date(2026, 10, 31)) == Due(date(2027, 2, 28))


def test_a_day_without_work_moves_the_last_day_only_where_the_rule_says_so():
    rule = dataclasses.replace(RULES[0], unit=Unit.DAYS, number=1, holiday=Holiday.NEXT_WORKING_DAY)
    assert compute(rule, date(2026, 12, 23)) == Due(date(2026, 12, 28), date(2026, 12, 24), Why.HOLIDAY)
    assert compute(rule, date(2026, 11, 28)) == Due(date(2026, 11, 30), date(2026, 11, 29), Why.SUNDAY)
    assert compute(dataclasses.replace(rule, holiday=Holiday.STAYS), date(2026, 12, 23)) == Due(date(2026, 12, 24))


def test_a_decision_states_the_day_only_where_the_rule_lets_it():
    stays = next(rule for rule in RULES if rule.code == "child.inquiry")
    assert compute(stays, date(2026, 1, 1), date(2027, 1, 1)).last_day == date(2026, 5, 1)
    permit = next(rule for rule in RULES if rule.code == "permit.period")
    assert compute(permit, date(2026, 1, 1), date(2027, 1, 1)) == Due(date(2027, 1, 1), None, Why.STATED)
    with pytest.raises(NoLastDay):
        compute(next(rule for rule in RULES if rule.unit == Unit.STATED), date(2026, 1, 1))


def test_every_rule_speaks_two_languages_and_uses_known_codes():
    for rule in RULES:
        assert set(rule.texts) == {"sv", "en"} and all(all(said.values()) for said in rule.texts.values())
        assert (
            rule.starts in Event.values and rule.responsible in Responsible.values and rule.severity in Severity.values
        )
        assert rule.source and len(rule.code) <= 40
    assert len({(rule.code, rule.version) for rule in RULES}) == len(RULES)


def test_rules_that_nobody_verified_are_told_by_the_check():
    untold = {id(rule) for rule in RULES if rule.verified is None} - {id(rule) for rule in registry.unverified_rules()}
    assert not untold


def test_a_start_before_the_change_of_the_law_runs_under_the_rule_of_its_day():
    assert rules.at("reflection.period", date(2022, 7, 31)).version == 1
    assert rules.at("reflection.period", date(2022, 8, 1)).version == 2


@pytest.fixture
def running(world):
    return Deadline.objects.get(pk=world.values["deadline_id"])


@pytest.fixture
def newer(monkeypatch):
    """A later version of the child's inquiry, in force today: three months."""
    old = rules.at("child.inquiry", timezone.localdate())
    new = dataclasses.replace(old, version=2, number=3, valid_from=timezone.localdate())

    def change() -> None:
        monkeypatch.setattr(rules, "all_rules", lambda: (*RULES, new))

    return change


pytestmark = pytest.mark.django_db


def test_an_unknown_rule_and_a_second_run_of_the_same_are_refused(told, running):
    today = timezone.localdate()
    with pytest.raises(Refused):
        deadlines_by_hand.start(**told, rule_code="no.such.rule", on=today)
    with pytest.raises(Refused):
        deadlines_by_hand.start(**told, rule_code=running.rule_code, on=today)
    with pytest.raises(Refused):
        deadlines_by_hand.start(**told, rule_code="child.inquiry", on=today, stated=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.create(
            case=told["case"], rule_code=running.rule_code, rule_version=1, started_on=today, due_on=today,
            responsible="court", set_by=told["by"],
        )  # fmt: skip


def test_an_event_starts_every_rule_it_belongs_to_once(told, running):
    case, by = told["case"], told["by"]
    today = timezone.localdate()
    begun = deadlines.begin(case, by, event="concern.reported", on=today)
    assert [one.rule_code for one in begun] == ["child.opening"]
    assert deadlines.begin(case, by, event="concern.reported", on=today) == []


def test_a_review_is_met_by_the_next_one(told):
    case, by = told["case"], told["by"]
    today = timezone.localdate()
    (first,) = deadlines.begin(case, by, event="risk.assessed", on=today - 3 * DAY)
    (second,) = deadlines.begin(case, by, event="risk.assessed", on=today)
    first.refresh_from_db(fields=STATE)
    assert (first.state, first.met_on, second.due_on) == (DeadlineState.MET, today, today + 7 * DAY)


def test_what_is_done_after_the_last_day_was_missed_and_the_day_is_kept(told):
    today = timezone.localdate()
    late = deadlines_by_hand.start(**told, rule_code="lvu.submit", on=today - 10 * DAY)
    deadlines_by_hand.meet(**told, deadline_id=late.pk, on=today)
    late.refresh_from_db(fields=STATE)
    assert (late.state, late.met_on) == (DeadlineState.MISSED, today)
    with pytest.raises(Refused):
        deadlines_by_hand.meet(**told, deadline_id=late.pk, on=today)


def test_a_deadline_that_has_not_passed_cannot_be_called_missed(told, running):
    with pytest.raises(Refused):
        deadlines_by_hand.end(**told, deadline_id=running.pk, how="missed", note="x")
    with pytest.raises(Refused):
        deadlines_by_hand.end(**told, deadline_id=running.pk, how="cancelled", note=" ")
    deadlines_by_hand.end(**told, deadline_id=running.pk, how="cancelled", note="Fel ärende")
    running.refresh_from_db(fields=STATE)
    assert running.state == DeadlineState.CANCELLED


def test_an_extension_stands_beside_what_it_extends_and_needs_a_reason(told, running):
    with pytest.raises(Refused):
        deadlines_by_hand.extend(**told, deadline_id=running.pk, until=running.due_on, note="Beslut")
    with pytest.raises(Refused):
        deadlines_by_hand.extend(**told, deadline_id=running.pk, until=running.due_on + DAY, note="")
    new = deadlines_by_hand.extend(**told, deadline_id=running.pk, until=running.due_on + 5 * DAY, note="Beslut")
    running.refresh_from_db(fields=STATE)
    assert (running.state, new.replaces_id, new.due_on) == (
        DeadlineState.EXTENDED, running.pk, running.due_on + 5 * DAY,
    )  # fmt: skip


def test_a_running_deadline_keeps_its_version_and_the_changed_rule_shows_whom_it_touches(browse, told, newer):
    case = told["case"]
    start = timezone.localdate() - 10 * DAY
    held = deadlines_by_hand.start(**told, rule_code="child.inquiry", on=start)
    newer()
    held.refresh_from_db()
    would = compute(rules.version("child.inquiry", 2), start).last_day
    assert held.rule_version == 1 and held.due_on == compute(rules.version("child.inquiry", 1), start).last_day
    page = browse(told["by"]).get("/cases/deadlines/").content.decode()
    assert case.ref in page and would.isoformat() in page
    out = StringIO()
    call_command("deadlines", "changed", "--rule", "child.inquiry", stdout=out)
    assert case.ref in out.getvalue() and would.isoformat() in out.getvalue()


def test_whoever_does_not_see_the_case_is_not_told_that_a_changed_rule_touches_it(browse, cast, told, newer):
    deadlines_by_hand.start(**told, rule_code="child.inquiry", on=timezone.localdate() - 10 * DAY)
    newer()
    page = browse(cast["carina"]).get("/cases/deadlines/")
    assert page.status_code == 200 and told["case"].ref not in page.content.decode()


def test_a_deadline_that_is_near_stands_on_the_day_of_who_plans_the_case_and_of_nobody_else(browse, cast, running):
    address = f"/cases/{running.case_id}/deadlines/"
    assert address in browse(cast["alma"]).get("/").content.decode()
    for name in ("björn", "carina"):
        assert address not in browse(cast[name]).get("/").content.decode(), name


def test_the_page_says_how_the_day_was_counted_and_that_nobody_verified_the_rule(browse, cast, running):
    hers = browse(cast["alma"])
    hers.cookies["fyr_language"] = "en"
    page = hers.get(f"/cases/{running.case_id}/deadlines/").content.decode()
    assert f"1 day from {running.started_on.isoformat()}, last day {running.due_on.isoformat()}." in page
    assert "Nobody has verified this for the node yet." in page


def test_a_deadline_can_be_met_on_its_page(browse, cast, running):
    address = f"/cases/{running.case_id}/deadlines/{running.pk}/met/"
    today = timezone.localdate().isoformat()
    assert browse(cast["alma"]).send(address, on=today, note="Klart").status_code == 302
    running.refresh_from_db(fields=STATE)
    assert running.state == DeadlineState.MET


def test_where_two_cases_are_one_the_earlier_last_day_holds(cast, world, running, told):
    from fyr.access.models import Unit
    from fyr.cases.actions import intake, merging

    alma = cast["alma"]
    other = case_for(alma, intake.open_case(by=alma, unit=Unit.objects.get(code="region-syd"), intake=intake.Intake(alias="x")).pk)  # fmt: skip
    later = datetime.timedelta(days=1)
    deadlines_by_hand.start(by=alma, case=other, rule_code=running.rule_code, on=running.started_on - later)
    merging.merge(by=alma, case=world.case, into=other, why="Samma person")
    held = Deadline.objects.get(case=other, rule_code=running.rule_code, state=DeadlineState.RUNNING)
    assert held.due_on == running.due_on - later


@pytest.mark.django_db
def test_two_reviews_of_consent_say_whose_each_is(browse, cast, world):
    page = browse(cast["alma"]).get(f"/cases/{world.case.pk}/").content.decode()
    deadlines = page[page.index('id="deadlines"') :]
    assert "Trygg hamn" in deadlines[: deadlines.index("</ul>")]
    listed = browse(cast["alma"]).get(f"/cases/{world.case.pk}/deadlines/").content.decode()
    assert "Trygg hamn" in listed and "IOM" in listed

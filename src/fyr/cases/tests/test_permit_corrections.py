"""What was noted wrong of a permit is put right, and deadlines run by what is granted."""

import datetime
import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fyr.cases.access import case_for
from fyr.cases.actions import permits
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Deadline, Entry, Permit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def correct(told, permit: Permit, **right) -> Permit:
    kept = Permit.objects.get(pk=permit.pk)
    kept.case = told["case"]
    names = ("kind", "applicant", "applied_on", "reference", "answer", "decided_on", "valid_from", "valid_until", "reason", "appealed_by", "appealed_on", "version")  # fmt: skip
    stands = {name: getattr(kept, name) or "" if name in ("reference", "reason") else getattr(kept, name) for name in names}  # fmt: skip
    return permits.correct(**told, permit_id=permit.pk, why="Fel ärende", **stands | right)


def running() -> dict[str, datetime.date]:
    return {one.rule_code: one.due_on for one in Deadline.objects.filter(state="running")}


def test_a_grant_with_a_wrong_day_is_corrected_and_its_deadline_follows(told, granted):
    Deadline.objects.all().delete()
    permit = granted("reflection", TODAY() - 5 * DAY, TODAY() + 25 * DAY)
    assert not Permit.objects.get(pk=permit.pk).was_corrected
    correct(told, permit, valid_until=TODAY() + 15 * DAY)
    assert Permit.objects.get(pk=permit.pk).was_corrected
    assert running() == {"reflection.period": TODAY() + 15 * DAY}
    line = Entry.objects.filter(act="permit.corrected").get()
    line.case = told["case"]
    assert (TODAY() + 25 * DAY).isoformat() in line.text
    before = Deadline.objects.count()
    correct(told, permit, reference="2026-1")
    assert Deadline.objects.count() == before and running() == {"reflection.period": TODAY() + 15 * DAY}


@pytest.mark.parametrize(
    "right",
    [
        {"answer": "refused", "reason": "Nej"},
        {"answer": "pending"},
        {"answer": "mistaken"},
        {"answer": "withdrawn"},
        {"kind": "other"},
    ],
)
def test_what_a_wrong_grant_had_extended_runs_again_with_its_own_last_day(told, granted, right):
    Deadline.objects.all().delete()
    granted("reflection", TODAY() - 5 * DAY, TODAY() + 25 * DAY)
    wrong = granted("permit", TODAY(), TODAY() + 180 * DAY)
    assert running() == {"permit.period": TODAY() + 180 * DAY}
    correct(told, wrong, **right)
    still = {"permit.period": TODAY() + 180 * DAY} if "kind" in right else {}
    assert running() == {"reflection.period": TODAY() + 25 * DAY} | still


def test_what_no_answer_may_say_no_correction_may_say_and_nothing_is_changed(told, granted):
    permit = granted("reflection", TODAY() - 5 * DAY, TODAY() + 25 * DAY)
    was = running()
    for wrong in (
        {"applicant": "herself"},
        {"kind": "permit", "applicant": "social_board"},
        {"applied_on": TODAY() + DAY},
        {"decided_on": TODAY() - 6 * DAY},
        {"decided_on": None},
        {"valid_from": None},
        {"valid_until": TODAY() - 6 * DAY},
        {"answer": "refused", "reason": " "},
        {"answer": "refused", "reason": "Nej", "appealed_on": TODAY(), "appealed_by": "herself"},
        {"answer": "perhaps"},
    ):
        with pytest.raises(Refused):
            correct(told, permit, **wrong)
    assert running() == was


def test_of_two_who_correct_an_application_the_second_is_told(told, granted):
    permit = granted("reflection", TODAY() - 5 * DAY, TODAY() + 25 * DAY)
    correct(told, permit, reference="2026-1", version=2)
    with pytest.raises(ChangedMeanwhile):
        correct(told, permit, reference="2026-2", version=2)


def test_whoever_had_it_open_before_an_answer_or_an_appeal_is_told_and_no_deadline_vanishes(told):
    applied = {"kind": "reflection", "applicant": "social_board", "applied_on": TODAY()}
    granted, refused = permits.apply(**told, **applied), permits.apply(**told, **applied)
    days = {"valid_from": TODAY(), "valid_until": TODAY() + 30 * DAY}
    permits.answer(**told, permit_id=granted.pk, answer="granted", decided_on=TODAY(), **days)
    was = running()
    with pytest.raises(ChangedMeanwhile):
        correct(told, granted, answer="pending", decided_on=None, valid_from=None, valid_until=None, version=1)
    assert running() == was
    permits.answer(**told, permit_id=refused.pk, answer="refused", decided_on=TODAY(), reason="Nej")
    permits.appeal(**told, permit_id=refused.pk, appealed_by="social_board", on=TODAY())
    with pytest.raises(ChangedMeanwhile):
        correct(told, refused, appealed_by="", appealed_on=None, version=2)
    assert Permit.objects.get(pk=refused.pk).appealed_on == TODAY()


@pytest.fixture
def three(told, granted):
    """A reflection period and two extensions of it, one after the other."""
    Deadline.objects.all().delete()
    first = granted("reflection", TODAY() - 5 * DAY, TODAY() + 25 * DAY)
    second = granted("reflection_extension", TODAY() + 26 * DAY, TODAY() + 50 * DAY)
    return [first, second, granted("reflection_extension", TODAY() + 51 * DAY, TODAY() + 80 * DAY)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_in_whatever_order_grants_turn_out_to_be_wrong_the_last_that_stands_runs_and_only_that(told, three, order):
    last = [25, 50, 80]
    standing = {0, 1, 2}
    for wrong in order:
        correct(told, three[wrong], answer="mistaken")
        standing.discard(wrong)
        runs = [TODAY() + last[max(standing)] * DAY] if standing else []
        assert list(Deadline.objects.filter(state="running").values_list("due_on", flat=True)) == runs


def test_a_day_corrected_in_what_was_extended_moves_nothing_that_runs(told, three):
    correct(told, three[0], valid_until=TODAY() + 20 * DAY)
    assert running() == {"reflection.extension": TODAY() + 80 * DAY}
    correct(told, three[2], answer="mistaken")
    correct(told, three[1], answer="mistaken")
    assert running() == {"reflection.period": TODAY() + 20 * DAY}


def test_an_extension_takes_over_from_its_own_kind_of_permit_and_from_no_other(told, granted):
    Deadline.objects.all().delete()
    granted("other", TODAY(), TODAY() + 5 * DAY)
    granted("permit", TODAY(), TODAY() + 180 * DAY)
    granted("permit_extension", TODAY() + DAY, TODAY() + 300 * DAY)
    found = Deadline.objects.filter(state="running").order_by("due_on").values_list("due_on", flat=True)
    assert list(found) == [TODAY() + 5 * DAY, TODAY() + 300 * DAY]


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (datetime.date(1, 1, 1), datetime.date(1, 1, 2), "valid_from"),
        (None, datetime.date(9999, 12, 31), "valid_until"),
        (None, datetime.date(2206, 1, 10), "valid_until"),
    ],
)
def test_a_year_that_cannot_be_right_is_asked_about(told, first, last, field):
    permit = permits.apply(**told, kind="reflection", applicant="social_board", applied_on=TODAY())
    days = {"valid_from": first or TODAY(), "valid_until": last}
    with pytest.raises(Refused, match=r"Is the year right|Stämmer året") as refused:
        permits.answer(**told, permit_id=permit.pk, answer="granted", decided_on=TODAY(), **days)
    assert refused.value.field == field


def test_an_answer_falls_away_only_with_a_reason_which_the_timeline_keeps(told, granted):
    permit = granted("reflection", TODAY() - 5 * DAY, TODAY() + 25 * DAY)
    names = {"kind": "reflection", "applicant": "investigation_head", "applied_on": permit.applied_on}
    with pytest.raises(Refused) as refused:
        permits.correct(**told, permit_id=permit.pk, version=permit.version, answer="pending", **names)
    assert refused.value.field == "why"
    correct(told, permit, answer="pending")
    line = Entry.objects.filter(act="permit.corrected").get()
    line.case = told["case"]
    assert line.text.endswith("Fel ärende")


def test_why_a_permit_was_refused_is_for_those_who_may_read_what_was_done_to_her(browse, cast, told, world):
    permit = permits.apply(**told, kind="reflection", applicant="social_board", applied_on=TODAY())
    permits.answer(
        **told, permit_id=permit.pk, answer="refused", decided_on=TODAY(), reason="Ej trovärdig om bordellen"
    )
    address = f"/cases/{world.case.pk}/permits/"
    assert "bordellen" in browse(told["by"]).get(address).content.decode()
    helper = browse(cast["elsa"])
    shown = helper.get(address)
    assert shown.status_code == 200
    assert "bordellen" not in shown.content.decode() and f"{permit.pk}/correct/" not in shown.content.decode()
    assert helper.get(f"{address}{permit.pk}/correct/").status_code == 403
    with pytest.raises(PermissionDenied):
        correct({"by": cast["elsa"], "case": case_for(cast["elsa"], world.case.pk)}, permit, reason="Annat")


def test_the_page_corrects_an_application_that_belongs_to_another_case(browse, told, granted):
    permit = granted("reflection", TODAY() - 5 * DAY, TODAY() + 25 * DAY)
    hers = browse(told["by"])
    address = f"/cases/{told['case'].pk}/permits/"
    sent = hers.send(
        f"{address}{permit.pk}/correct/", kind="reflection", applicant="investigation_head", answer="mistaken",
        applied_on=permit.applied_on.isoformat(), version=2, why="Fel ärende",
    )  # fmt: skip
    assert sent.url == address
    assert "<s><span><strong>" in hers.get(address).content.decode()

"""No year that was mistyped is kept, and each refusal stands at its field."""

import datetime

import pytest
from django import forms
from django.utils import timezone

from fyr.cases import days
from fyr.cases.deadlines import rules
from fyr.cases.deadlines.engine import compute
from fyr.cases.errors import Refused
from fyr.web.forms import DateField


class OneDay(forms.Form):
    on = DateField()


@pytest.mark.parametrize(
    ("day", "right"),
    [("0205-03-01", False), ("1899-12-31", False), ("1900-01-01", True), ("2099-12-31", True), ("9999-12-31", False)],
)
def test_no_form_takes_a_year_that_nobody_can_mean(day, right):
    form = OneDay({"on": day})
    assert form.is_valid() == right
    assert right or day[:4] in form.errors["on"][0]


@pytest.mark.parametrize(
    ("rule", "day", "right"),
    [
        (days.happened, None, True), (days.happened, "today", True), (days.happened, "tomorrow", False),
        (days.happened, datetime.date(1990, 1, 1), True), (days.happened, datetime.date(1989, 12, 31), False),
        (days.since, "tomorrow", True), (days.since, datetime.date(1989, 12, 31), False),
        (days.happened_lately, datetime.date(2010, 1, 1), False), (days.happened_lately, "today", True),
        (days.in_sight, None, True), (days.in_sight, datetime.date(2099, 1, 1), False),
    ],
)  # fmt: skip
def test_a_day_is_one_that_can_be_meant(rule, day, right):
    known = {"today": timezone.localdate(), "tomorrow": timezone.localdate() + datetime.timedelta(days=1)}
    if right:
        rule(known.get(day, day), "when")
    else:
        with pytest.raises(Refused) as refused:
            rule(known.get(day, day), "when")
        assert refused.value.field == "when"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "field", "told"),
    [
        ("identification/new/", "made_on", {"status": "PossibleVictimOfTrafficking", "decider": "Police"}),
        ("events/new/", "on", {"kind": "raid"}),
        ("police-report/", "made_on", {"state": "made", "version": "1"}),
        ("children/speaks/new/", "since", {"speaks_as": "custodian", "name": "x", "suspicion": "free", "version": "0"}),
        ("exploitation/new/", "from_month", {}),
        ("record/person/", "prs_Birthdate", {"version": "1"}),
        ("children/concern/new/", "on", {"at": "10:00", "board": "Nämnden", "way": "phone"}),
        (
            "consents/new/",
            "on",
            {"answer": "no", "purpose": "care", "shares": "help", "receiver": "x", "given": "oral"},
        ),
    ],
)
def test_the_year_205_is_refused_at_its_own_field(browse, cast, world, address, field, told):
    day = "0205-01" if field == "from_month" else "0205-01-02"
    answer = browse(cast["alma"]).send(f"/cases/{world.case.pk}/{address}", **told, **{field: day})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_thirty_days_of_reflection_from_the_first_of_march_end_on_the_thirty_first():
    """Written out, so that the test does not read the number from the data that it tests."""
    (rule,) = [one for one in rules.started_by("reflection.granted", datetime.date(2027, 3, 1))]
    assert compute(rule, datetime.date(2027, 3, 1), None).last_day == datetime.date(2027, 3, 31)

"""An assessment keeps the list under which it was made, tells what was seen and by which rule, and gives no verdict."""

import pytest
from django.urls import reverse

from fyr.cases import indicators as lists
from fyr.cases.actions import indicators
from fyr.cases.errors import Refused
from fyr.cases.models import IndicatorAssessment

pytestmark = pytest.mark.django_db


def address(case):
    return reverse("cases:indicators", args=[case.pk])


def test_what_is_not_answered_is_not_known_and_is_not_kept_as_no(browse, cast, world):
    form = reverse("cases:assess_indicators", args=[world.case.pk, "adult_labour"])
    sent = {"list_version": "2009", "one_exploitation_1": "seen", "one_exploitation_2": "not_seen"}
    assert browse(cast["alma"]).send(form, **sent).status_code == 302
    made = IndicatorAssessment.objects.filter(case=world.case).first()
    made.case = world.case
    assert made.held["answers"] == {"exploitation_1": "seen", "exploitation_2": "not_seen"}


def test_an_old_assessment_is_read_by_the_list_as_it_was(browse, cast, world, monkeypatch):
    changed = lists.all_lists()
    changed["adult_labour"]["version"] = "2031"
    for dimension in changed["adult_labour"]["dimensions"]:
        for one in dimension["indicators"]:
            one["weight"] = "weak"
    monkeypatch.setattr("fyr.cases.views.indicators.all_lists", lambda: changed)
    made = IndicatorAssessment.objects.get(case=world.case)
    made.case = world.case
    assert [one.code for one in made.outcome if one.alternative] == ["coercion_at_destination"]
    shown = browse(cast["alma"]).get(address(world.case))
    assert shown.context["made"][0]["changed"]
    assert "2009" in shown.content.decode()


@pytest.mark.parametrize(
    ("version", "answers"),
    [
        ("2008", {"exploitation_1": "seen"}),
        ("2009", {"unheard_of": "seen"}),
        ("2009", {"exploitation_1": "x"}),
        ("2009", {}),
    ],
)
def test_answers_that_do_not_belong_to_the_list_are_refused(cast, world, version, answers):
    told = {"list_code": "adult_labour", "list_version": version, "answers": answers, "note": ""}
    with pytest.raises(Refused):
        indicators.assess(by=cast["alma"], case=world.case, **told)


def test_whoever_reads_no_exploitation_gets_no_page(browse, cast, world):
    assert browse(cast["elsa"]).get(address(world.case)).status_code == 403

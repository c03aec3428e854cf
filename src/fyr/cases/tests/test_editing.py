"""Two editors, two clicks, one key: nothing is overwritten and nothing is swallowed."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client

from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import intake
from fyr.cases.actions.intake import Intake
from fyr.cases.models import Case, Entry, Record
from tests.routes import sign_in

pytestmark = pytest.mark.django_db
TOLD = {"age": "adult", "interpreter": "no"}


def test_the_second_editor_sees_what_the_first_saved_and_can_then_save_over_it(browse, cast, world):
    hers = browse(cast["alma"])
    address = f"/cases/{world.case.pk}/intake/"
    assert hers.send(address, alias="Ripan", version="1", **TOLD).status_code == 302
    answer = hers.send(address, alias="Sparven", version="1", **TOLD)
    assert answer.status_code == 422
    assert "Ripan" in answer.content.decode()
    assert answer.context["form"]["alias"].value() == "Sparven"
    assert answer.context["form"]["version"].value() == "2"
    assert hers.send(address, alias="Sparven", version="2", **TOLD).status_code == 302
    assert case_for(cast["alma"], world.case.pk).alias == "Sparven"


@pytest.mark.parametrize(
    ("part", "name", "other"),
    [
        ("safe-contact", "how", {"voicemail": "no"}),
        ("record/person", "prs_Title", {}),
        ("needs/{need_id}", "description", {"kind": "legal"}),
    ],
)
def test_every_part_that_two_may_edit_shows_what_is_saved(browse, cast, world, part, name, other):
    hers = browse(cast["alma"])
    address = f"/cases/{world.case.pk}/{part.format(**world.values)}/"
    assert hers.send(address, version="1", **{name: "först"}, **other).status_code == 302
    answer = hers.send(address, version="1", **{name: "sedan"}, **other)
    assert answer.status_code == 422
    assert "först" in answer.content.decode()
    assert hers.send(address, version=answer.context["form"]["version"].value(), **{name: "sedan"}, **other).url


def test_a_double_click_writes_one_note_and_another_text_is_not_swallowed(browse, cast, world):
    hers = browse(cast["alma"])
    address = f"/cases/{world.case.pk}/notes/new/"
    key = str(uuid.uuid4())
    for _click in range(2):
        assert hers.post(address, {"key": key, "text": "ett"}).status_code == 302
    changed = hers.post(address, {"key": key, "text": "två"})
    assert changed.status_code == 422
    again = changed.context["form"]["key"].value()
    assert hers.post(address, {"key": again, "text": "två"}).status_code == 302
    with whole_node():
        assert Entry.objects.filter(case=world.case, act="note.written").count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_once(cast):
    with whole_node():
        case = intake.open_case(by=cast["alma"], unit=Unit.objects.get(code="region-syd"), intake=Intake(alias="x"))
    together = threading.Barrier(2)
    answers = []

    def close(outcome):
        client = Client()
        sign_in(client, cast["alma"])
        together.wait(20)
        answer = client.post(f"/cases/{case.pk}/close/", {"key": str(uuid.uuid4()), "outcome": outcome})
        answers.append(answer.status_code)
        connection.close()

    both = [threading.Thread(target=close, args=[outcome]) for outcome in ("moved", "returned")]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert sorted(answers) == [302, 422]
    with whole_node():
        assert Entry.objects.filter(case=case.pk, act="case.closed").count() == 1


def test_a_consultation_holds_no_identity_and_becomes_a_case_with_its_history(browse, cast):
    told = Intake(alias="Anonym", consultation=True)
    case = intake.open_case(by=cast["alma"], unit=Unit.objects.get(code="region-syd"), intake=told)
    hers = browse(cast["alma"])
    path = f"/cases/{case.pk}/"
    assert f"{path}record/person/" not in hers.get(path).content.decode()
    assert hers.get(f"{path}record/person/").status_code == 403
    assert hers.send(f"{path}record/case/", version="0", cas_Status="Active").status_code == 302
    assert hers.send(f"{path}convert/").status_code == 302
    assert hers.get(f"{path}record/person/").status_code == 200
    with whole_node():
        assert not Case.objects.get(pk=case.pk).is_consultation


@pytest.mark.django_db
def test_the_record_says_that_the_case_is_open_as_long_as_it_is(client, cast, world):
    sign_in(client, cast["alma"])
    address = f"/cases/{world.case.pk}/record/case/"
    page = client.get(address)
    assert "cas_Status" not in page.context["form"].fields
    told = {"key": str(uuid.uuid4()), "version": page.context["form"]["version"].value(), "cas_Status": "Closed"}
    client.post(address, told)
    with whole_node():
        record = Record.objects.get(case=world.case, section="case")
        record.case = world.case
        assert record.fields["cas_Status"] == "Active"
        assert record.fields["cas_CaseOwner"] == cast["alma"].name

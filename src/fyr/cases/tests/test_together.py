"""Working together: handover with nobody left out, two cases that are one, colleagues who are told, notes put right."""

import pytest
from django.utils import timezone

from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import handover, intake, merging, notes, plan, protection, referrals
from fyr.cases.actions.contact import Contact
from fyr.cases.actions.intake import Intake
from fyr.cases.actions.merging import part_models
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Entry, Referral, SafeContact, Task
from fyr.cases.models.part import CasePart
from fyr.vault.models import Wrap
from tests.routes import SECRET, ground

pytestmark = pytest.mark.django_db


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def proposed(cast, world):
    """The case of region-syd is offered to the social services of Exempelby."""
    return handover.propose(
        by=cast["alma"],
        case=world.case,
        to_unit=unit("social-exempelby"),
        urgency="day",
        ground=ground(),
        message="Hej",
    )


def holders(case):
    with whole_node():
        held = Wrap.objects.filter(subject=case.pk).values("holder")
        return set(Unit.objects.filter(pk__in=held).values_list("code", flat=True))


def test_until_somebody_accepts_a_handover_the_sender_leads_and_the_receiver_sees_nothing(
    browse, cast, world, proposed
):
    address = f"/cases/{world.case.pk}/"
    assert browse(cast["carina"]).get(address).status_code == 404
    asked = browse(cast["carina"]).get(f"/cases/referrals/{proposed.pk}/").content.decode()
    assert SECRET not in asked
    assert browse(cast["alma"]).send(f"{address}notes/new/", text="kvar").status_code == 302


def test_after_a_handover_the_receiver_leads_and_the_sender_can_still_be_asked(browse, cast, world, proposed):
    address = f"/cases/{world.case.pk}/"
    hers = browse(cast["carina"])
    assert hers.send(f"/cases/referrals/{proposed.pk}/").url == address
    assert hers.get(address).status_code == 200
    with whole_node():
        case = Case.objects.get(pk=world.case.pk)
        assert (case.unit.code, case.responsible) == ("social-exempelby", cast["carina"])
    assert (
        hers.send(f"{address}intake/", alias="Nya", age="adult", interpreter="no", version=case.version).status_code
        == 302
    )
    former = browse(cast["alma"])
    assert former.get(address).status_code == 200
    assert former.send(f"{address}close/", outcome="moved").status_code == 403
    assert browse(cast["björn"]).get(address).status_code == 404
    assert holders(world.case) == {"social-exempelby", "region-syd", "iom-amp"}


def test_whoever_had_the_case_open_before_a_handover_does_nothing_in_it_that_her_unit_may_not_do_any_more(
    cast, world, proposed
):
    before = case_for(cast["alma"], world.case.pk)
    referrals.accept_referral(by=cast["carina"], referral=proposed)
    with pytest.raises(Refused):
        notes.write_note(by=cast["alma"], case=before, text="för sent")


def test_no_task_is_left_with_somebody_who_sees_the_case_no_longer(cast, world, proposed):
    plan.add_task(by=cast["alma"], case=world.case, title="Ring", due_on=timezone.localdate(), assignee=cast["alma"])
    with whole_node():
        referrals.accept_referral(by=cast["carina"], referral=proposed)
        left = set(Task.objects.filter(case=world.case).values_list("assignee__name", flat=True))
    assert left == {cast["alma"].name}, "she who stays keeps her tasks for the overlap"


def test_the_case_is_found_by_its_new_unit_under_its_own_key(browse, cast, world, proposed):
    with whole_node():
        referrals.accept_referral(by=cast["carina"], referral=proposed)
    found = browse(cast["carina"]).post("/cases/search/", {"q": f"{SECRET} alias"}).content.decode()
    assert str(world.case.pk) in found


def test_whoever_cannot_lead_cases_cannot_take_one_over(cast, world):
    proposed = handover.propose(
        by=cast["alma"], case=world.case, to_unit=unit("iom-amp"), urgency="week", ground=ground(), message=""
    )
    with pytest.raises(Refused), whole_node():
        referrals.accept_referral(by=cast["elsa"], referral=proposed)
    with whole_node():
        assert Case.objects.get(pk=world.case.pk).unit.code == "region-syd"


def test_only_one_handover_waits_at_a_time(cast, world, proposed):
    with pytest.raises(Refused):
        handover.propose(
            by=cast["alma"], case=world.case, to_unit=unit("iom-amp"), urgency="week", ground=ground(), message=""
        )


def test_a_protected_case_is_handed_over_to_the_one_who_accepts_and_no_colleague(browse, cast, world):
    protection.protect(by=cast["alma"], case=world.case, protection="marked")
    case = case_for(cast["alma"], world.case.pk)
    asked = handover.propose(
        by=cast["alma"], case=case, to_unit=unit("social-exempelby"), urgency="day", ground=ground(), message=""
    )
    with whole_node():
        referrals.accept_referral(by=cast["carina"], referral=asked)
    assert browse(cast["carina"]).get(f"/cases/{case.pk}/").status_code == 200
    assert browse(cast["björn"]).get(f"/cases/{case.pk}/").status_code == 404


@pytest.fixture
def twin(cast):
    told = Intake(alias="Dubblett", circumstances="Sågs på stationen", contact=Contact(phone="+46701740655", how="sms"))
    unit_of = unit("region-syd")
    case = case_for(cast["alma"], intake.open_case(by=cast["alma"], unit=unit_of, intake=told).pk)
    notes.write_note(by=cast["alma"], case=case, text="Hon har en syster")
    return case


def test_two_cases_of_one_person_become_one_and_nothing_is_lost(browse, cast, world, twin):
    hers = browse(cast["alma"])
    answer = hers.send(f"/cases/{twin.pk}/merge/", into=world.case.ref.lower(), why="Samma telefon")
    assert answer.status_code == 302
    page = hers.get(f"/cases/{world.case.pk}/timeline/").content.decode()
    for told in ("Hon har en syster", "Dubblett", "Sågs på stationen", "+46701740655", "Samma telefon"):
        assert told in page, told
    closed = hers.get(f"/cases/{twin.pk}/").content.decode()
    assert f"/cases/{world.case.pk}/" in closed
    with whole_node():
        assert Case.objects.get(pk=twin.pk).outcome == "duplicate"
        for model in part_models():
            left = model._default_manager.filter(case=twin)
            assert (
                all(getattr(one, "act", "") == "case.merged" for one in left)
                or model in (SafeContact,)
                or model.only_one
            )


def test_what_one_case_alone_knew_is_filled_in_and_what_differs_is_told(cast, world, twin):
    empty = case_for(
        cast["alma"], intake.open_case(by=cast["alma"], unit=unit("region-syd"), intake=Intake(alias="Tom")).pk
    )
    merging.merge(by=cast["alma"], case=twin, into=empty, why="samma")
    contact = SafeContact.objects.get(case=empty)
    contact.case = empty
    assert (contact.phone, contact.how) == ("+46701740655", "sms")


def test_whoever_worked_with_one_of_the_two_is_not_let_into_the_other(browse, cast, world, twin):
    merging.merge(by=cast["alma"], case=case_for(cast["alma"], world.case.pk), into=twin, why="samma")
    assert browse(cast["elsa"]).get(f"/cases/{twin.pk}/").status_code == 404
    with whole_node():
        assert not Referral.objects.filter(case=twin, state="sent").exists()


@pytest.mark.parametrize("wrong", ["own", "strangers", "consultation"])
def test_no_case_is_merged_with_itself_a_strangers_or_an_anonymous_one(browse, cast, twin, wrong):
    if wrong == "own":
        ref = twin.ref
    elif wrong == "strangers":
        with whole_node():
            told = Intake(alias="Annans")
            ref = intake.open_case(by=cast["carina"], unit=unit("social-exempelby"), intake=told).ref
    else:
        told = Intake(alias="Samtal", consultation=True)
        ref = intake.open_case(by=cast["alma"], unit=unit("region-syd"), intake=told).ref
    assert browse(cast["alma"]).send(f"/cases/{twin.pk}/merge/", into=ref, why="x").status_code == 422
    assert Case.objects.get(pk=twin.pk).closed_at is None


def test_every_kind_of_part_knows_what_becomes_of_it_when_cases_merge():
    for model in part_models():
        alone = {field.name for one in model._meta.constraints for field in [model._meta.get_field(name) for name in getattr(one, "fields", ())]}  # fmt: skip
        if "case" in alone and not any(getattr(one, "condition", None) for one in model._meta.constraints):
            assert model.only_one or "case" not in alone, f"{model.__name__} has one per case: say so in only_one"
    assert issubclass(part_models()[0], CasePart)


def test_a_colleague_who_is_told_finds_the_note_on_her_day_until_she_has_read_it(browse, cast, world):
    hers = browse(cast["björn"])
    mine = lambda: [item.url for item in hers.get("/").context["items"] if "for-me" in item.url]
    (url,) = mine()
    assert f"{SECRET} note" in hers.get(url).content.decode()
    assert hers.send(url).url == "/"
    assert mine() == []
    assert browse(cast["alma"]).get(url).status_code == 404


def test_nobody_outside_the_case_can_be_told_of_a_note(cast, world):
    with pytest.raises(Refused):
        notes.write_note(by=cast["alma"], case=world.case, text="x", tell=[cast["carina"]])


def test_a_wrong_note_is_put_right_and_what_stood_there_can_be_seen(browse, cast, world):
    hers = browse(cast["alma"])
    address = f"/cases/{world.case.pk}/notes/{world.values['entry_id']}/correct/"
    assert hers.send(address, text="Det var brodern").status_code == 302
    page = hers.get(f"/cases/{world.case.pk}/").content.decode()
    assert "Det var brodern" in page
    whole = hers.get(f"/cases/{world.case.pk}/timeline/").content.decode()
    assert f"<s>{SECRET} note" in whole
    assert hers.send(address, text="Igen").status_code == 422
    assert Entry.objects.filter(case=world.case, struck=True).count() == 1


def test_what_was_done_is_not_rewritten_in_the_timeline(browse, cast, world):
    act = Entry.objects.filter(case=world.case, act="case.opened").get()
    assert browse(cast["alma"]).send(f"/cases/{world.case.pk}/notes/{act.pk}/correct/", text="x").status_code == 422

"""Two cases become one: no mark that protects her is lost, and nobody saves over what came from the other case."""

import itertools
import re

import pytest
from django.utils import timezone

from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import contact as contacts
from fyr.cases.actions import events, intake, merging, protection
from fyr.cases.actions.contact import Contact
from fyr.cases.actions.intake import Intake
from fyr.cases.actions.leaving import export_persons
from fyr.cases.actions.merged_columns import COLUMNS
from fyr.cases.codes.case import Age
from fyr.cases.errors import ChangedMeanwhile
from fyr.cases.models import Case, Deadline, Disclosure, Entry, EventFacts, SafeContact

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    def make(**told):
        with whole_node():
            unit = Unit.objects.get(code="region-syd")
            case = intake.open_case(by=cast["alma"], unit=unit, intake=Intake(**{"alias": "Tvilling", **told}))
            return case_for(cast["alma"], case.pk)

    return make


@pytest.fixture
def merged(cast):
    def merge(case, into):
        with whole_node():
            merging.merge(by=cast["alma"], case=case_for(cast["alma"], case.pk), into=into, why="Samma person")
            return case_for(cast["alma"], into.pk)

    return merge


def told_in(case):
    with whole_node():
        entry = Entry.objects.filter(case=case, act="case.merged").latest("at")
        entry.case = case
        return entry.text


def test_of_every_column_of_a_case_it_is_said_what_becomes_of_it():
    assert set(COLUMNS) == {field.name for field in Case._meta.concrete_fields}


def test_danger_a_child_and_what_it_concerns_survive_a_merge(opened, merged):
    gone = opened(
        danger=True, age="child", concerns=frozenset({"child_sexual"}), language="Rumänska", contact_came="police"
    )
    kept = merged(gone, opened(concerns=frozenset({"trafficking"})))
    assert kept.danger and kept.treated_as_child
    assert {one.value for one in kept.concerns} == {"child_sexual", "trafficking"}
    assert (kept.language, kept.contact_came) == ("Rumänska", "police")


@pytest.mark.parametrize(("gone", "stays"), list(itertools.product(Age, Age)))
def test_she_is_treated_as_a_child_where_either_case_does_and_the_other_age_is_told(opened, merged, gone, stays):
    kept = merged(opened(age=gone), opened(age=stays))
    assert kept.treated_as_child == bool({gone, stays} & {Age.CHILD, Age.DOUBTFUL})
    differ = Age.NOT_KNOWN not in {gone, stays} and gone != stays
    assert ("Ålder" in told_in(kept)) == differ


def test_a_language_that_differs_is_told_and_the_one_that_stays_is_kept(opened, merged):
    kept = merged(opened(language="Rumänska"), opened(language="Bulgariska"))
    assert kept.language == "Bulgariska"
    assert "Rumänska" in told_in(kept)


def test_the_first_report_of_concern_counts(opened, merged):
    first = timezone.now()
    gone, stays = opened(age="child"), opened(age="child")
    Case.objects.filter(pk=gone.pk).update(concern_reported_at=first)
    assert merged(gone, stays).concern_reported_at == first


def test_whoever_had_safe_contact_open_does_not_save_over_what_came_from_the_other_case(cast, opened, merged):
    gone = opened(contact=Contact(phone="+46701740655", avoid="Ring inte"))
    kept = merged(gone, opened(contact=Contact(how="sms")))
    with pytest.raises(ChangedMeanwhile):
        contacts.change_safe_contact(by=cast["alma"], case=kept, contact=Contact(how="mejl"), version=1)
    held = SafeContact.objects.get(case=kept)
    held.case = kept
    assert (held.phone, held.avoid, held.how) == ("+46701740655", "Ring inte", "sms")


def test_what_was_written_about_the_other_cases_contact_is_shown_beside_this_ones_before_it_is_saved(
    browse, cast, opened, merged
):
    gone, stays = (
        opened(contact=Contact(phone="+46701740655")),
        opened(contact=Contact(phone="+46701740699", avoid="Aldrig")),
    )
    hers = browse(cast["alma"])
    page = hers.get(f"/cases/{gone.pk}/safe-contact/").content.decode()
    slip = re.search(r'name="_slip" value="([^"]+)"', page).group(1)
    merged(gone, stays)
    told = {"phone": "+46701740600", "voicemail": "not_asked", "version": "1", "_slip": slip}
    answer = hers.send(f"/cases/{gone.pk}/safe-contact/", **told)
    assert answer.url.startswith(f"/cases/{stays.pk}/safe-contact/?draft=")
    form = hers.get(answer.url).content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', form).group(1) for name in ("key", "version", "_slip")}
    refused = hers.post(f"/cases/{stays.pk}/safe-contact/", {**told, **hidden})
    assert refused.status_code == 422 and "Aldrig" in refused.content.decode()
    with whole_node():
        held = SafeContact.objects.get(case=stays)
        held.case = case_for(cast["alma"], stays.pk)
        assert held.avoid == "Aldrig"


def test_a_correction_of_facts_that_both_cases_had_goes_on_at_those_that_stay(browse, cast, opened, merged):
    gone, stays = opened(), opened()
    on = timezone.localdate().isoformat()
    facts = events.Facts("raid", on, "Malmö", "Arbetsgivaren", "")
    with whole_node():
        first = events.note_event(by=cast["alma"], case=gone, facts=facts)
        second = EventFacts(case=stays, event=first.event, noted_by=cast["alma"], updated_by=cast["alma"])
        for name, value in first.facts.items():
            setattr(second, name, value)
        second.save()
    hers = browse(cast["alma"])
    address = f"/cases/{gone.pk}/events/{first.pk}/"
    assert hers.get(address).status_code == 200
    merged(gone, stays)
    answer = hers.get(address, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].startswith(f"/cases/{stays.pk}/events/{second.pk}/")


def test_who_merged_is_accountable_for_what_ended_by_it(cast, world, opened, merged):
    stays = opened()
    merged(world.case, stays)
    with whole_node():
        ended = Disclosure.objects.filter(case__in=[world.case.pk, stays.pk], ended_at__isnull=False)
        assert ended.exists()
        assert set(ended.values_list("ended_by", flat=True)) == {cast["alma"].pk}
        cancelled = Deadline.objects.filter(case=stays, state="cancelled")
        assert set(cancelled.values_list("ended_by", flat=True)) <= {cast["alma"].pk}


def test_what_protects_her_in_the_case_that_stays_stands_open_in_no_other(browse, cast, opened, merged):
    """Who she is lies in one place only, so that protecting that place protects her."""
    gone = opened(first_name="Mira", contact=Contact(phone="+46701740655"), circumstances="Sågs på stationen")
    kept = merged(gone, opened(first_name="Mirela", contact=Contact(phone="+46701740699")))
    with whole_node():
        protection.protect(by=cast["alma"], case=kept, protection="registration")
    other = browse(cast["björn"])
    assert other.get(f"/cases/{kept.pk}/").status_code == 404
    left = other.get(f"/cases/{gone.pk}/").content.decode()
    for told in ("Mira", "+46701740655", "Sågs på stationen", kept.ref, str(kept.pk)):
        assert told not in left, told
    assert other.get(f"/cases/{gone.pk}/safe-contact/").status_code in (403, 404), "nor does a form lead there"
    for query in ("Mira", "+46701740655"):
        found = other.post("/cases/search/", {"q": query}).content.decode()
        assert str(gone.pk) not in found, query
    with whole_node():
        persons = list(export_persons(by=cast["alma"], units=[gone.unit_id], with_identity=True))
        assert "Mira" not in str(persons) and gone.ref not in str(persons)

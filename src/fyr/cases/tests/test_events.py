"""One raid opens many cases; whoever sees one of them learns of the others only where she may see those too."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from fyr.access import scope
from fyr.access.models import Unit
from fyr.cases import extract
from fyr.cases.access import case_for
from fyr.cases.actions import closing, events, intake, merging, protection, team
from fyr.cases.actions.events import Facts, Person
from fyr.cases.actions.intake import Intake
from fyr.cases.chapters import CHAPTERS
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.events import events_of, siblings
from fyr.cases.models import Case, Entry, EventFacts
from fyr.vault.models import Wrap
from tests.routes import ground

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()
FACTS = Facts("raid", TODAY, "Bokvägen 4", "Städ AB", "Sov i källaren")
ALIASES = ("Aspen", "Björken", "Cypressen")


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def raided(cast):
    """Three persons of one raid, in cases of region-syd."""
    persons = [Person(ALIASES[0]), Person(ALIASES[1], danger=True), Person(ALIASES[2], age="child")]
    opened = events.open_event(by=cast["alma"], unit=unit("region-syd"), facts=FACTS, persons=persons)
    return [case_for(cast["alma"], one.pk) for one in opened]


@pytest.fixture
def elsewhere(cast, raided):
    """A fourth person of the same raid, whom the social services of Exempelby lead; region-syd sees nothing of her."""
    carina = cast["carina"]
    mine = case_for(
        carina, intake.open_case(by=carina, unit=unit("social-exempelby"), intake=Intake(alias="Dragon")).pk
    )
    event = EventFacts.objects.filter(case=raided[0]).values_list("event", flat=True).get()
    events._keep(carina, mine, event, FACTS)
    return case_for(carina, mine.pk)


def facts_of(case):
    """Whoever acted last: PostgreSQL shows a test what that member sees."""
    with scope.whole_node():
        return events_of(case)[0]


def address(name, case, *more):
    return reverse(f"cases:{name}", args=[case.pk, *more])


def test_each_person_has_a_case_of_her_own_under_a_key_of_her_own(raided):
    assert [one.alias for one in raided] == list(ALIASES)
    assert [one.danger for one in raided] == [False, True, False]
    assert raided[2].treated_as_child
    assert len({bytes(one) for one in Wrap.objects.filter(subject__in=[c.pk for c in raided]).values_list("wrapped", flat=True)}) == 3  # fmt: skip
    assert len({facts_of(one).event for one in raided}) == 1
    assert all(facts_of(one).facts == facts_of(raided[0]).facts for one in raided)


def test_all_cases_are_opened_or_none(cast):
    with pytest.raises(Refused):
        events.open_event(by=cast["carina"], unit=unit("region-syd"), facts=FACTS, persons=[Person("Alm")])
    with pytest.raises(Refused):
        events.open_event(by=cast["alma"], unit=unit("region-syd"), facts=FACTS, persons=[])
    with pytest.raises(Refused):
        events.open_event(by=cast["alma"], unit=unit("region-syd"), facts=Facts("raid", "2099-01-01"), persons=[Person("x")])  # fmt: skip
    assert not Case.objects.exists()


def test_an_event_tells_a_member_of_no_case_she_may_not_see(browse, cast, raided, elsewhere):
    hers = browse(cast["carina"]).get(address("events", elsewhere))
    text = hers.content.decode()
    assert "Bokvägen 4" in text
    assert not any(secret in text for one in raided for secret in (one.alias, one.ref, str(one.pk)))
    assert [one["case"].pk for one in hers.context["events"][0]["cases"]] == [elsewhere.pk]
    theirs = browse(cast["alma"]).get(address("events", raided[0]))
    text = theirs.content.decode()
    assert {one["case"].pk for one in theirs.context["events"][0]["cases"]} == {one.pk for one in raided}
    assert "Dragon" not in text
    assert elsewhere.ref not in text


def test_whoever_is_assigned_to_one_case_sees_the_facts_and_none_of_the_others(browse, cast, raided):
    told = {"unit": unit("social-exempelby"), "until": timezone.localdate(), "ground": ground()}
    team.assign(by=cast["alma"], case=raided[0], member=cast["carina"], **told)
    text = browse(cast["carina"]).get(address("events", raided[0])).content.decode()
    assert "Städ AB" in text
    assert not any(secret in text for one in raided[1:] for secret in (one.alias, one.ref, str(one.pk)))


def test_the_page_is_the_same_however_many_others_there_are(browse, cast, elsewhere, raided):
    before = browse(cast["carina"]).get(address("events", elsewhere)).context["events"]
    known, led = facts_of(raided[0]), unit("region-syd")
    with scope.acting(cast["alma"]):
        events.add_person(by=cast["alma"], case=raided[0], facts_id=known.pk, unit=led, person=Person("Ek"))
    after = browse(cast["carina"]).get(address("events", elsewhere)).context["events"]
    assert [(one["rows"], one["cases"], one["earlier"]) for one in before] == [
        (one["rows"], one["cases"], one["earlier"]) for one in after
    ]


def test_a_case_with_protected_identity_leaves_the_others_lists(cast, raided):
    colleague = cast["björn"]
    mine = case_for(colleague, raided[0].pk)
    assert len(siblings(colleague, facts_of(mine))) == 2
    protection.protect(by=cast["alma"], case=raided[1], protection="marked")
    assert [one.case_id for one in siblings(colleague, facts_of(mine))] == [raided[2].pk]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level policies")
def test_a_forgotten_filter_on_the_event_finds_no_row_of_a_case_she_may_not_see(cast, raided, elsewhere):
    event = facts_of(raided[0]).event
    with scope.acting(cast["carina"]):
        assert list(EventFacts.objects.filter(event=event).values_list("case", flat=True)) == [elsewhere.pk]
        assert EventFacts.objects.filter(event=event).count() == 1


def test_the_same_event_in_a_case_she_may_not_see_refuses_nothing(cast, raided, elsewhere):
    """A unique index across cases would tell, by refusing, that another row is there."""
    unique = [one for one in EventFacts._meta.constraints if "event" in getattr(one, "fields", ())]
    assert [tuple(one.fields) for one in unique] == [("case", "event")]
    assert not EventFacts._meta.get_field("event").unique
    with pytest.raises(IntegrityError), transaction.atomic():
        EventFacts.objects.create(
            case=raided[0], event=facts_of(raided[0]).event, noted_by=cast["alma"], updated_by=cast["alma"]
        )


def test_a_correction_reaches_those_that_she_may_change_and_that_said_the_same(cast, raided, elsewhere):
    alma = cast["alma"]
    events.correct_event(
        by=alma, case=raided[1], facts_id=facts_of(raided[1]).pk, facts=Facts("raid", TODAY, "Bokvägen 6"), version=1
    )
    assert {facts_of(one).place for one in raided} == {"Bokvägen 6"}
    assert facts_of(case_for(cast["carina"], elsewhere.pk)).place == "Bokvägen 4"
    kept = facts_of(raided[0]).earlier
    assert [(one["place"], one["by"]) for one in kept] == [("Bokvägen 4", alma.name)]
    told = Entry.objects.filter(act="event.corrected")
    assert {entry.case_id for entry in told} == {one.pk for one in raided}
    assert all(entry.text is None and not entry.code for entry in told)


def test_a_correction_overwrites_nothing_that_another_case_says_otherwise(cast, raided):
    EventFacts.objects.filter(case=raided[2]).update(version=2)
    other = facts_of(raided[2])
    other.place = "Bokvägen 8"
    other.save()
    changed = events.correct_event(
        by=cast["alma"], case=raided[0], facts_id=facts_of(raided[0]).pk, facts=Facts("raid", TODAY, "Ny"), version=1
    )
    assert changed == 1
    assert [facts_of(one).place for one in raided] == ["Ny", "Ny", "Bokvägen 8"]


def test_a_closed_case_keeps_what_it_said(cast, raided):
    closing.close_case(by=cast["alma"], case=raided[1], outcome="support_secured", note="Nämnden")
    events.correct_event(
        by=cast["alma"], case=raided[0], facts_id=facts_of(raided[0]).pk, facts=Facts("raid", TODAY, "Ny"), version=1
    )
    assert [facts_of(one).place for one in raided] == ["Ny", "Bokvägen 4", "Ny"]


def test_two_who_correct_are_told_of_each_other(cast, raided):
    told = {"by": cast["alma"], "version": 1}
    events.correct_event(**told, case=raided[0], facts_id=facts_of(raided[0]).pk, facts=Facts("raid", TODAY, "Ny"))
    with pytest.raises(ChangedMeanwhile):
        events.correct_event(
            **told, case=raided[1], facts_id=facts_of(raided[1]).pk, facts=Facts("raid", TODAY, "Annan")
        )
    assert {facts_of(one).place for one in raided} == {"Ny"}


def test_the_form_opens_a_case_for_every_line(browse, cast):
    hers = browse(cast["alma"])
    new = reverse("cases:new_event")
    assert new in hers.get(reverse("cases:list")).content.decode()
    sent = {
        "kind": "inspection", "on": TODAY, "place": "Ladan", "unit": str(unit("region-syd").pk), "alias_1": "Alm",
        "age_1": "adult", "alias_7": "Bok", "age_7": "child", "danger_7": "on", "age_2": "not_known",
    }  # fmt: skip
    answer = hers.send(new, **sent)
    opened = {
        one.alias: one for pk in Case.objects.values_list("pk", flat=True) for one in [case_for(cast["alma"], pk)]
    }
    assert sorted(opened) == ["Alm", "Bok"]
    assert (opened["Bok"].age, opened["Bok"].danger) == ("child", True)
    assert answer.url in {address("events", one) for one in opened.values()}


def test_a_line_without_alias_is_asked_for_and_what_was_written_stays(browse, cast):
    sent = {"kind": "raid", "on": TODAY, "unit": str(unit("region-syd").pk), "danger_5": "on", "place": "Ladan"}
    answer = browse(cast["alma"]).send(reverse("cases:new_event"), **sent)
    assert answer.status_code == 422
    assert "alias_5" in answer.context["form"].errors
    assert "Ladan" in answer.content.decode()
    assert browse(cast["alma"]).send(reverse("cases:new_event"), kind="raid", on=TODAY).status_code == 422
    assert not Case.objects.exists()


def test_the_same_form_sent_twice_opens_the_cases_once(browse, cast):
    sent = {"key": "5b1e0c3e-7a4e-4a6e-9df1-0a9b8d1f1d11", "kind": "raid", "on": TODAY, "alias_1": "Alm"}
    sent |= {"unit": str(unit("region-syd").pk)}
    hers = browse(cast["alma"])
    assert hers.send(reverse("cases:new_event"), **sent).url == hers.send(reverse("cases:new_event"), **sent).url
    assert Case.objects.count() == 1


def test_from_a_case_the_facts_are_corrected_and_another_person_is_added(browse, cast, raided):
    hers = browse(cast["alma"])
    known = facts_of(raided[0])
    assert hers.get(address("correct_event", raided[0], known.pk)).status_code == 200
    sent = {"kind": "inspection", "on": TODAY, "place": "Lagret", "version": 1}
    assert hers.send(address("correct_event", raided[0], known.pk), **sent).status_code == 302
    sent = {"alias": "Ek", "age": "doubtful", "unit": str(unit("region-syd").pk)}
    assert hers.send(address("add_to_event", raided[0], known.pk), **sent).status_code == 302
    others = siblings(cast["alma"], facts_of(raided[0]))
    added = next(one for one in others if one.case.alias == "Ek")
    assert (added.place, added.kind, added.case.treated_as_child) == ("Lagret", "inspection", True)
    assert not Entry.objects.filter(case__in=raided, act="case.opened", at__gt=added.noted_at).exists()


def test_a_case_opened_by_itself_gets_its_event_afterwards(browse, cast):
    alma = cast["alma"]
    case = case_for(alma, intake.open_case(by=alma, unit=unit("region-syd"), intake=Intake(alias="Ek")).pk)
    assert browse(alma).send(address("note_event", case), kind="outreach", on=TODAY, place="Torget").status_code == 302
    assert facts_of(case).place == "Torget"


def test_who_reads_only_opens_and_corrects_nothing(browse, cast, raided):
    hers = browse(cast["björn"])
    known = facts_of(raided[0])
    assert hers.get(address("events", raided[0])).status_code == 200
    assert hers.get(address("correct_event", raided[0], known.pk)).status_code == 403
    assert hers.get(address("add_to_event", raided[0], known.pk)).status_code == 403
    assert hers.get(reverse("cases:new_event")).status_code == 403


def test_two_cases_of_one_person_in_one_event_become_one_with_one_event(cast, raided):
    first, second, third = raided
    events.correct_event(
        by=cast["alma"], case=first, facts_id=facts_of(first).pk, facts=Facts("raid", TODAY, "Ny"), version=1
    )
    other = facts_of(second)
    other.employer = "Hemligt AB"
    other.save()
    merging.merge(by=cast["alma"], case=second, into=first, why="Samma person")
    kept = facts_of(first)
    assert EventFacts.objects.filter(case=first).count() == 1
    assert kept.place == "Ny"
    assert any(one["employer"] == "Hemligt AB" for one in kept.earlier)
    told = list(Entry.objects.filter(case=first, act="case.merged"))
    for entry in told:
        entry.case = first
    assert not any("Hemligt" in (entry.text or "") for entry in told), "the timeline is read by more members"
    assert [one.case_id for one in siblings(cast["alma"], kept)] == [third.pk]


def test_papers_tell_the_event_in_words_and_nothing_that_ties_two_persons_together(raided):
    chapters = [one for one in CHAPTERS if one.code == "identification"]
    event = str(facts_of(raided[0]).event)
    told = str(extract.in_words(raided[0], chapters, "sv"))
    assert "Bokvägen 4" in told
    assert "'raid'" not in told
    assert event not in told
    assert event not in str(extract.as_data(raided[0], chapters))

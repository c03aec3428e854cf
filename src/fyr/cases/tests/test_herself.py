"""About herself: each question may be left out, and an answer goes no further than she wants."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fyr.access.models import Unit
from fyr.cases import herself
from fyr.cases.access import case_for
from fyr.cases.actions import herself as actions
from fyr.cases.actions import intake
from fyr.cases.actions.herself import Told
from fyr.cases.actions.intake import Intake
from fyr.cases.codes.herself import FOR_KNOWLEDGE, Said, Use
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.htcds import catalogue
from fyr.cases.models import AboutHerself, Entry, Record
from tests.routes import SECRET

CODES = [one.code for one in herself.all_questions()]


@dataclass(frozen=True)
class Row:
    question: str
    said: str
    choices: list[str] | None
    use: str
    words: str = SECRET


chosen = some.lists(some.sampled_from(["woman", "other", "bisexual", "seeing", "yes"]), max_size=3)
rows = some.lists(
    some.builds(
        Row,
        question=some.sampled_from(CODES),
        said=some.sampled_from(Said.values),
        choices=some.none() | chosen,
        use=some.sampled_from(Use.values),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(rows)
def test_an_answer_comes_out_as_knowledge_only_where_she_said_so_last(answers):
    told = herself.for_knowledge(answers)
    for code in CODES:
        now = next((one for one in answers if one.question == code), None)
        if now is None or now.said == Said.NOT_ASKED:
            assert told[code] == "not_asked"
        elif now.use not in FOR_KNOWLEDGE:
            assert code not in told
        elif now.said == Said.GIVEN:
            assert isinstance(told[code], tuple)
            assert set(told[code]) <= set(now.choices or [])
        else:
            assert told[code] == now.said
    assert SECRET not in str(told)


def test_the_questions_are_whole_in_both_languages_and_stay_within_the_standard():
    codes = {one["code"] if isinstance(one, dict) else one for one in ("Feminine", "Masculine", "NonConforming")}
    assert len(set(CODES)) == len(CODES)
    for one in herself.all_questions():
        assert one.source
        for language in ("sv", "en"):
            assert all(one.told(language)[part] for part in ("title", "ask", "why", "used_for"))
            assert all(choice.label(language) for choice in one.choices)
        assert {choice.htcds for choice in one.choices} - {""} <= codes
    assert "prs_Gender" in catalogue.FIELDS


pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    opened = intake.open_case(
        by=cast["alma"], unit=Unit.objects.get(code="region-syd"), intake=Intake(alias="Mia", first_name="Mia")
    )
    return case_for(cast["alma"], opened.pk)


@pytest.fixture
def say(cast, case):
    def said(question, said="given", *choices, version=0, **told):
        answer = Told(said, choices, **told)
        return actions.note(by=cast["alma"], case=case, question=question, told=answer, version=version)

    return said


def test_one_question_is_kept_by_itself_and_leads_to_the_next(browse, cast, case):
    hers = browse(cast["alma"])
    address = f"/cases/{case.pk}/herself/"
    told = {
        "said": "given",
        "choices": "woman",
        "use": "help",
        "present": "alone",
        "version": "0",
        "asked_on": "2026-01-09",
    }
    answer = hers.send(address + "gender/", **told)
    assert answer.status_code == 302
    assert answer.url.endswith("/herself/trans_experience/")
    assert AboutHerself.objects.filter(case=case).count() == 1
    page = hers.get(address + "trans_experience/").content.decode()
    assert f"{address}sexual_orientation/" in page, "she can skip it"
    assert hers.get(address + "nothing/").status_code == 404


def test_unless_she_says_otherwise_it_is_for_help_only(browse, cast, case):
    page = browse(cast["alma"]).get(f"/cases/{case.pk}/herself/gender/")
    assert page.context["form"]["use"].initial == Use.HELP
    assert not page.context["form"]["carry"].initial
    assert Told("declined").use == Use.HELP


def test_earlier_answers_stay_readable_and_the_newest_holds(browse, cast, case, say):
    say("gender", "given", "man")
    say("gender", "given", "nonbinary", version=1)
    page = browse(cast["alma"]).get(f"/cases/{case.pk}/herself/").content.decode()
    assert page.index("Icke-binär") < page.index("Man eller pojke")
    assert herself.latest(actions.answers(case))["gender"].choices == ["nonbinary"]


def test_the_second_of_two_who_note_an_answer_overwrites_nothing(browse, cast, case, say):
    say("gender", "given", "man")
    with pytest.raises(ChangedMeanwhile):
        say("gender", "declined")
    hers = browse(cast["alma"])
    told = {"said": "declined", "use": "help", "present": "alone", "version": "0", "asked_on": "2026-01-09"}
    answer = hers.send(f"/cases/{case.pk}/herself/gender/", **told)
    assert answer.status_code == 422
    assert "Man eller pojke" in answer.content.decode()
    told["version"] = answer.context["form"].data["version"]
    assert hers.send(f"/cases/{case.pk}/herself/gender/", **told).status_code == 302


def test_what_may_be_used_for_nothing_is_not_kept(case, say):
    kept = say("sexual_orientation", "given", "queer", words="Hemligt", use="nothing")
    assert (kept.choices, kept.words, kept.said) == (None, None, "given")
    assert "sexual_orientation" not in herself.for_knowledge(actions.answers(case))


@pytest.mark.parametrize("use", ["knowledge", "nothing"])
def test_those_who_help_do_not_read_what_is_not_for_help(browse, cast, case, say, use):
    say("sexual_orientation", "given", "queer", words="Tidigare ord")
    say("sexual_orientation", "given", "asexual", words="Senare ord", use=use, version=1)
    page = browse(cast["alma"]).get(f"/cases/{case.pk}/herself/").content.decode()
    for hidden in ("Tidigare ord", "Senare ord", "Queer", "Asexuell"):
        assert hidden not in page


def test_do_not_ask_again_keeps_what_she_said_and_passes_the_question_over(browse, cast, case, say):
    say("gender", "given", "woman")
    hers = browse(cast["alma"])
    for code in ("gender", "trans_experience"):
        assert hers.send(f"/cases/{case.pk}/herself/{code}/do-not-ask/").status_code == 302
    held = herself.latest(actions.answers(case))
    assert (held["gender"].said, held["gender"].choices) == ("given", ["woman"])
    assert held["trans_experience"].said == "not_asked"
    assert herself.next_question(actions.answers(case)).code == "sexual_orientation"
    assert herself.for_knowledge(actions.answers(case))["trans_experience"] == "not_asked"


def test_not_known_declined_none_and_not_asked_stay_four_answers(case, say):
    for code, said in (("gender", "unknown"), ("trans_experience", "declined"), ("disability", "none")):
        say(code, said, use="both")
    told = herself.for_knowledge(actions.answers(case))
    assert told == {
        "gender": "unknown", "trans_experience": "declined", "disability": "none",
        "sexual_orientation": "not_asked", "own": "not_asked",
    }  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        Told("given"),
        Told("declined", ("woman",)),
        Told("given", ("woman", "man")),
        Told("given", ("unheard",)),
        Told("not_asked"),
        Told("given", ("other",), carry=True),
        Told("given", ("woman",), use="knowledge", carry=True),
    ],
)
def test_an_answer_that_contradicts_itself_is_refused_and_nothing_is_kept(cast, case, told):
    with pytest.raises(Refused):
        actions.note(by=cast["alma"], case=case, question="gender", told=told, version=0)
    assert not AboutHerself.objects.exists()


def test_her_gender_goes_into_the_record_only_where_that_was_ticked(case, say):
    def gender():
        record = Record.objects.get(case=case, section="person")
        record.case = case
        return record.value("prs_Gender")

    say("gender", "given", "woman")
    assert gender() is None
    say("gender", "given", "woman", carry=True, version=1)
    assert gender() == "Feminine"


def test_a_consultation_holds_none_of_it_and_says_so(browse, cast):
    unit = Unit.objects.get(code="region-syd")
    opened = intake.open_case(by=cast["alma"], unit=unit, intake=Intake(alias="Nn", consultation=True))
    hers = browse(cast["alma"])
    page = hers.get(f"/cases/{opened.pk}/herself/")
    assert page.status_code == 200
    assert str(actions.CONSULTATION)[:20] in page.content.decode() or "anonym" in page.content.decode()
    assert hers.get(f"/cases/{opened.pk}/herself/gender/").status_code == 302
    assert hers.send(f"/cases/{opened.pk}/herself/gender/do-not-ask/").status_code == 422
    case = case_for(cast["alma"], opened.pk)
    with pytest.raises(Refused):
        actions.note(by=cast["alma"], case=case, question="gender", told=Told("declined"), version=0)


def test_it_stands_in_no_timeline_list_plan_or_chosen_paper(browse, cast, world):
    hers = browse(cast["alma"])
    assert f"{SECRET} own words" in hers.get(f"/cases/{world.case.pk}/herself/").content.decode()
    for page in ("", "timeline/", "plan/", "steps/", "children/", "papers/", "papers/summary/", "papers/decision/"):
        assert f"{SECRET} own words" not in hers.get(f"/cases/{world.case.pk}/{page}").content.decode(), page
    assert 'value="herself"' not in hers.get(f"/cases/{world.case.pk}/papers/summary/").content.decode()
    forged = {"language": "sv", "safe": "on", "chapters": ["herself"]}
    assert hers.send(f"/cases/{world.case.pk}/papers/summary/", **forged).status_code == 422
    assert not Entry.objects.filter(act="herself.noted").exclude(code="").exists()


def test_her_own_answer_to_a_request_for_access_holds_it(browse, cast, world):
    told = {"language": "sv", "form": "json", "safe": "on"}
    answer = browse(cast["alma"]).send(f"/cases/{world.case.pk}/papers/access/", **told).content.decode()
    assert f"{SECRET} own words" in answer
    assert f"{SECRET} custodian" in answer


@pytest.mark.parametrize(("name", "read", "write"), [("björn", 200, 403), ("elsa", 200, 403), ("carina", 404, 404)])
def test_who_may_read_reads_who_may_write_writes_and_a_stranger_finds_nothing(browse, cast, world, name, read, write):
    hers = browse(cast[name])
    assert hers.get(f"/cases/{world.case.pk}/herself/").status_code == read
    assert hers.send(f"/cases/{world.case.pk}/herself/gender/").status_code == write


def test_a_question_that_was_never_asked_can_be_passed_over_and_asked_after_all(browse, cast, case):
    hers = browse(cast["alma"])
    address = f"/cases/{case.pk}/herself/"
    assert hers.send(f"{address}disability/do-not-ask/").status_code == 302
    page = hers.get(address)
    assert page.status_code == 200
    assert re.search("Fråga inte igen|Do not ask again", page.content.decode())
    told = {"said": "declined", "use": "help", "present": "alone", "version": "1", "asked_on": "2026-01-09"}
    assert hers.send(f"{address}disability/", **told).status_code == 302
    assert hers.get(address).status_code == 200, "the earlier row stays readable"

"""Rules come as a file: what is wrong in it is told at once, and another country's programme is another file and nothing else."""

import datetime
import json

import pytest
from django.db import OperationalError
from django.utils.translation import override

from fyr.access.errors import Refused
from fyr.cases.access import case_for
from fyr.office.checks import safe_to_serve
from fyr.returns import budget, machine, programmes
from fyr.returns.access import part_for
from fyr.returns.actions import closing, deciding, support
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.example.way import Way
from fyr.returns.forms.agreements import ShareForm
from fyr.returns.models import Contact, Edition, Item, Programme
from fyr.returns.programmes import RULES, read
from fyr.returns.rounds import months_after
from fyr.returns.tests.conftest import open_case, told_rules
from fyr.web import registry
from tests.routes import sign_in

pytestmark = pytest.mark.django_db
EURO = 100
DAY = datetime.timedelta(days=1)


def faults(told):
    with pytest.raises(Refused) as refused:
        read(told if isinstance(told, bytes) else json.dumps(told).encode())
    return str(refused.value.text).splitlines()


def wrong_everywhere():
    told = told_rules(
        grounds=["begging"], currencies=["kr"], per_person={"amount": "20000", "currency": "SEK"}, follow_up_months=0,
        contacts_after_months=[], survey_from_age=-1, reports_from="2024", transfers={"RO": {"basis": "because"}},
        never_say=[""],
    )  # fmt: skip
    rules = told["rules"]
    rules["reports_from"]["verified"], rules["never_say"]["source"] = "soon", None
    rules["intensified_within_days"] = 14
    rules["per_persons"] = rules.pop("per_person")
    return told | {"code": "å m p", "name": " ", "unit": 5, "rules": rules}


def test_every_fault_is_told_at_once_with_its_place_and_what_to_write():
    with override("en"):
        told = faults(wrong_everywhere())
    assert told == [
        "code: write letters from a to z, digits and hyphens only, such as amp. It stands in addresses.",
        "name: fill this in.",
        "unit: write a text of at most 50 characters.",
        "rules.grounds.value: write a list of identified, suspected, prostitution.",
        "rules.currencies.value: write a list of codes such as SEK.",
        "rules.follow_up_months.value: write a number of months from 1 to 120.",
        "rules.contacts_after_months.value: write a list of months from 1 to 120, such as [1, 3, 6].",
        'rules.intensified_within_days: write {"value": …, "source": …, "verified": …}.',
        "rules.survey_from_age.value: write an age from 1 to 99.",
        "rules.reports_from.value: write a year from 2000 to 2099.",
        "rules.reports_from.verified: write a day as 2026-11-27, or null.",
        told[11],
        "rules.never_say.value: write a list of words.",
        'rules.never_say.source: write a text that says where it stands, or "".',
        f"rules.per_persons: there is no such rule. These are: {', '.join(RULES)}.",
        "rules.per_person: is missing; write null as its value where it is not known.",
    ]
    assert told[11].startswith("rules.transfers.value: write {") and "eea" in told[11]


def test_the_same_faults_are_told_in_swedish():
    with override("en"):
        english = faults(wrong_everywhere())
    with override("sv"):
        swedish = faults(wrong_everywhere())
    place = lambda line: line.partition(":")[0]
    assert [place(line) for line in swedish] == [place(line) for line in english]
    assert "name: fill this in." in english and "name: fill this in." not in swedish
    assert "rules.grounds.value: skriv en lista med identified, suspected, prostitution." in swedish


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("follow_up_months", True),
        ("contacts_after_months", [1, True]),
        ("contacts_after_months", [10**9]),
        ("intensified_within_days", 10**9),
        ("survey_from_age", 14.0),
        ("reports_from", 202),
        ("per_person", {"amount": True, "currency": "SEK"}),
        ("per_person", {"amount": 0, "currency": "SEK"}),
        ("per_person", {"amount": 5, "currency": ["SEK"]}),
        ("per_person", {"amount": 5, "currency": "NOK"}),
        ("transfers", {"ro": {"basis": "eea", "source": ""}}),
        ("transfers", {"RO": {"basis": "eea", "source": 4}}),
        ("never_say", ["  "]),
        ("grounds", "identified"),
        ("currencies", {"SEK": 1}),
    ],
)
def test_a_value_that_would_do_harm_on_the_way_of_somebody_is_refused_when_it_comes_in(name, value):
    (said,) = faults(told_rules(**{name: value}))
    assert said.startswith(f"rules.{name}.value:")


@pytest.mark.parametrize("verified", [20261127, "20261127", "2026-W48-5", "2026-11-31", False, ""])
def test_the_day_on_which_a_rule_was_verified_is_a_day(verified):
    told = told_rules()
    told["rules"]["grounds"]["verified"] = verified
    (said,) = faults(told)
    assert said.startswith("rules.grounds.verified:")


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\xff", b"[]", b'{"rules": 5}', b"[" * 100_000, b'{"a": "\\u0000"}', b'{"a": "\\ud800"}']
)
def test_what_is_no_file_of_rules_is_refused_in_one_line(data):
    assert len(faults(data)) == 1


def test_the_file_that_comes_with_fyr_is_right():
    told = told_rules()
    assert read(json.dumps(told).encode()) == told and {*told["rules"]} == {*RULES}


def finland(**values):
    """Another country: everything that a file can say is said otherwise."""
    told = told_rules(
        grounds=["identified"], currencies=["EUR", "RON"], per_person={"amount": 1_000 * EURO, "currency": "EUR"},
        contacts_after_months=[2, 5], intensified_within_days=7, survey_from_age=21, never_say=["Kotiin"],
        transfers={"RO": {"basis": "eea", "source": "Sopimus 7"}},
    )  # fmt: skip
    told |= {"code": "fi", "name": "Vapaaehtoinen paluu (esimerkki)"}
    return keep_programme(by=None, told=read(json.dumps(told).encode()))


def test_the_next_country_is_another_file_and_its_rules_hold_on_the_whole_way(cast, programme):
    way = Way.begun(cast, open_case(cast), finland())
    way.person(born=f"{way.today.year - 19}-01-01").told().asked().consented().assessed(way.alma, "risk", "needs")
    with pytest.raises(Refused) as refused:
        way.referred()
    assert refused.value.field == "ground"
    deciding.refer(by=way.alma, ret=way.seen(way.alma), ground="identified")
    share = ShareForm(row=way.seen(way.elsa), by=way.elsa)
    assert [share.fields[one].initial for one in ("basis", "basis_source")] == ["eea", "Sopimus 7"]
    way.decided().agreed("follow_up").shown().assessed(way.elsa, "risk", "health").planned().left().arrived()
    planned = [months_after(way.today, months) for months in (2, 5)]
    assert list(Contact.objects.filter(of=way.pk).values_list("planned_on", flat=True)) == planned
    with pytest.raises(Refused) as refused:
        way.item(100 * EURO, currency="SEK")
    assert refused.value.field == "currency"
    with pytest.raises(Refused):
        support.agree_plan(by=way.elsa, ret=way.seen(way.elsa), text="Kotiin!", contacts="Hemhamn")
    lacking = {one.code for one in machine.missing(way.seen(cast["tove"]), "survey")}
    assert lacking == {"old_enough"}
    way.person(born="1996-05-02").surveyed(cast["tove"], points="worst")
    assert min(Contact.objects.filter(of=way.pk).values_list("planned_on", flat=True)) == way.today + 7 * DAY
    assert way.seen(way.elsa).ground == "identified"


def test_each_programme_goes_by_its_own_rules_on_the_same_node(cast, programme):
    finland()
    way = Way.begun(cast, open_case(cast), programme).person().told().asked().consented()
    way.assessed(way.alma, "risk", "needs").referred()
    assert way.seen(way.alma).ground == "suspected"
    assert [one.code for one in Programme.objects.order_by("code")] == ["amp", "fi"]


def approved(way, amount, currency="EUR"):
    row = way.item(amount, currency=currency)
    support.approve_item(by=way.elsa, item=part_for(way.elsa, Item, row.pk))


def test_nobody_is_given_more_than_the_limit_per_person_where_it_is_known(cast):
    way = Way.begun(cast, open_case(cast), finland())
    way.person().told().asked().consented().assessed(way.alma, "risk", "needs")
    deciding.refer(by=way.alma, ret=way.seen(way.alma), ground="identified")
    way.decided().shown().planned()
    approved(way, 600 * EURO)
    with pytest.raises(Refused) as refused, override("en"):
        approved(way, 401 * EURO)
    assert "400\N{NO-BREAK SPACE}EUR" in str(refused.value.text)
    # What is planned and not approved counts nothing; what is dropped gives room again.
    approved(way, 400 * EURO)
    with pytest.raises(Refused):
        approved(way, 1)
    gone = Item.objects.filter(of=way.pk, state="approved").first()
    support.drop_item(by=way.elsa, item=part_for(way.elsa, Item, gone.pk), reason="behövs inte")
    approved(way, 1)


def test_what_is_not_known_stays_unknown_and_nothing_stops(cast, client):
    told = told_rules(**{name: None for name in RULES if name != "grounds"})
    programme = keep_programme(by=None, told=read(json.dumps(told).encode()))
    way = Way.begun(cast, open_case(cast), programme)
    way.ready_to_go().left().arrived()
    approved(way, 10**12, "SEK")
    way.surveyed(cast["tove"], points="worst")
    with override("en"):
        assert ("Most that the programme gives one person", "Not known") in budget.told(way.seen(way.elsa), [])
    assert not {rule.value for rule in programmes.rules_of(programme)[1:]} - {None}
    sign_in(client, cast["elsa"])
    client.cookies["fyr_language"] = "en"
    assert client.get(f"/returns/programmes/{programme.code}/rules/").content.count(b"Not known") == len(RULES) - 1


def test_a_rule_that_nobody_has_verified_stands_in_the_check_and_on_its_page_until_somebody_has(cast, client):
    told = told_rules()
    told["rules"]["grounds"]["verified"] = "2026-11-01"
    programme = keep_programme(by=None, told=told)
    open_ = {f"amp.{name}" for name in RULES} - {"amp.grounds"}
    assert {one.code for one in registry.unverified_rules() if one.code.startswith("amp.")} == open_
    with override("en"):
        said = " ".join(str(one.msg) for one in safe_to_serve(None) if one.id == "fyr.W013")
    assert all(f"“{code}”" in said for code in open_) and "“amp.grounds”" not in said
    sign_in(client, cast["elsa"])
    client.cookies["fyr_language"] = "en"
    page = client.get(f"/returns/programmes/{programme.code}/rules/").content.decode()
    rules = page.partition("What every return asks for")[0]
    assert rules.count("Not verified") == len(RULES) - 1
    assert all(str(one["source"])[:30] in rules for one in told["rules"].values())


def test_the_check_answers_before_there_is_a_database(monkeypatch):
    class Missing:
        class objects:
            def all():
                raise OperationalError("no such table: returns_programme")

    monkeypatch.setattr(programmes, "Programme", Missing)
    assert list(programmes.all_rules()) == []


def test_new_rules_of_a_programme_take_the_place_of_the_old_ones_and_returns_go_on(way, cast):
    way.person().told().asked()
    kept = keep_programme(by=None, told=told_rules(survey_from_age=21))
    assert (kept.version, Programme.objects.count()) == (2, 1)
    assert way.seen(way.alma).programme.rule("survey_from_age") == 21
    assert way.seen(way.alma).state == "wants"


def test_rules_for_a_unit_that_is_not_here_are_not_kept(cast):
    with pytest.raises(Refused):
        keep_programme(by=None, told=told_rules() | {"unit": "nowhere"})
    assert not Programme.objects.exists()


def test_the_year_with_which_tables_begin_stays_once_one_was_shown(programme):
    keep_programme(by=None, told=told_rules(reports_from=2025))
    Edition.objects.create(programme=programme, number=1, table={})
    with pytest.raises(Refused):
        keep_programme(by=None, told=told_rules(reports_from=2023))
    keep_programme(by=None, told=told_rules(reports_from=2025, survey_from_age=21))


def test_the_limit_is_of_a_person_and_not_of_one_of_her_returns(cast):
    keep_programme(by=None, told=told_rules(per_person={"amount": 1_000, "currency": "SEK"}, currencies=["SEK"]))
    way = Way.begun(cast, open_case(cast), Programme.objects.get()).ready_to_go().left().arrived()
    approved(way, 1_000, "SEK")
    item = Item.objects.get(of=way.pk)
    support.deliver_item(by=way.elsa, item=part_for(way.elsa, Item, item.pk), delivered_on=way.today, receipt="7")
    # Paid from the grant; the same person's mark stands in the ledger for every return of hers.
    Item.objects.filter(pk=item.pk).update(state="paid", paid_by=way.elsa)
    first = budget.person(way.seen(way.elsa))
    closing.close(by=way.elsa, ret=way.seen(way.elsa), outcome="completed", words="hon klarar sig")
    again = Way.begun(cast, case_for(way.alma, way.case_id), Programme.objects.get()).ready_to_go().left().arrived()
    with pytest.raises(Refused):
        approved(again, 1, "SEK")
    assert budget.person(again.seen(again.elsa)) == first

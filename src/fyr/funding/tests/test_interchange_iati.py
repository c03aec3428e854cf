"""IATI 2.03, judged by its own schema and its own rules."""

import datetime
import json

import pytest
from lxml import etree

from fyr.funding.interchange.formats import written
from fyr.funding.interchange.iati_grants import budgets
from fyr.funding.models import PublishedDecision, PublishedGrant
from fyr.funding.tests import iati_rules
from fyr.funding.tests.interchange_samples import grant, published, reference

pytestmark = pytest.mark.django_db


def exported() -> etree._Element:
    return etree.fromstring(b"".join(written("iati")))


def faults(document: etree._Element) -> list[str]:
    schema = etree.XMLSchema(etree.parse(str(reference("iati/iati-activities-schema.xsd"))))
    schema.validate(document)
    rules = json.loads(reference("iati/rulesets/standard.json").read_text())
    found, asked = iati_rules.broken(rules, document)
    assert asked > 20
    return [*(str(one) for one in schema.error_log), *found]


def texts(document, path: str) -> list[str]:
    return [str(one) for one in document.xpath(path)]


@pytest.mark.parametrize("publisher", ["SE-ON-2021006149", ""])
def test_what_is_published_is_valid_iati_and_breaks_no_rule(settings, publisher):
    settings.FUNDING_PUBLISHER, settings.FUNDING_PUBLISHER_ID = "Jämställdhetsmyndigheten", publisher
    published()
    document = exported()
    assert faults(document) == []
    rules = json.loads(reference("iati/rulesets/standard.json").read_text())
    assert iati_rules.broken(rules, document, "warning")[0] == []


def test_rows_with_nothing_but_their_columns_are_valid_too():
    decision = PublishedDecision.objects.create(title="", currency="SEK")
    day = datetime.date(2024, 3, 8)
    PublishedGrant.objects.create(
        identifier="360G-a-1", decision=decision, title="", amount=0, currency="SEK", awarded_on=day
    )
    PublishedGrant.objects.create(
        identifier="360G-a-2", title="\x0b", amount=1, currency="SEK", awarded_on=day.replace(2098)
    )
    assert faults(exported()) == []


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        ("//activity-date", "6.11.1"),
        ("//sector", "6.2.2"),
        ("//recipient-country", "3.7"),
        ("//policy-marker/@significance", "6.14.1"),
        ("//title/narrative", "4.3.1"),
    ],
)
def test_the_rules_see_what_is_missing(spoil, rule):
    published()
    document = exported()
    for one in document.xpath(spoil):
        parent = one.getparent()
        parent.remove(one) if isinstance(one, etree._Element) else parent.attrib.pop(one.attrname)
    rules = json.loads(reference("iati/rulesets/standard.json").read_text())
    assert any(one.startswith(rule) for one in iati_rules.broken(rules, document)[0])


def test_a_budget_of_two_years_and_a_day_to_come_are_seen_by_the_rules():
    published()
    document = exported()
    document.find(".//budget/period-end").set("iso-date", "2030-01-01")
    document.find(".//transaction/transaction-date").set("iso-date", "2098-01-01")
    found = " ".join(iati_rules.broken(json.loads(reference("iati/rulesets/standard.json").read_text()), document)[0])
    assert "7.5.3" in found
    assert "11.2.1" in found


def test_a_grant_lies_below_its_decision_and_both_say_so(settings):
    settings.FUNDING_PUBLISHER_ID = "SE-ON-2021006149"
    decision, *_grants = published()
    document = exported()
    parent = f"SE-ON-2021006149-decision-{decision.pk}"
    children = ["SE-ON-2021006149-360G-fyr-JAMY-2024-1", "SE-ON-2021006149-360G-fyr-JAMY-2024-2"]
    assert texts(document, "//iati-identifier/text()") == [parent, *children]
    assert texts(document, "iati-activity[1]/related-activity[@type='2']/@ref") == children
    assert texts(document, "//related-activity[@type='1']/@ref") == [parent, parent]


def test_money_is_told_to_the_last_digit_and_what_was_repaid_is_taken_off():
    published()
    document = exported()
    found = {
        (kind, value)
        for one in document.xpath("iati-activity[2]/transaction")
        for kind in texts(one, "transaction-type/@code")
        for value in texts(one, "value/text()")
    }
    assert found == {("2", "1500000.50"), ("3", "500000.50"), ("3", "-10000.00")}
    assert texts(document, "iati-activity[1]/transaction/value/text()") == ["22000000.00"]
    assert texts(document, "iati-activity[1]/budget/value/text()") == ["11000000.00", "11000000.00"]
    assert texts(document, "iati-activity[1]/budget/@status") == ["2", "1"]


@pytest.mark.parametrize(
    ("ends", "years"), [("2024-03-08", 1), ("2025-03-07", 1), ("2025-03-08", 2), ("2027-12-31", 4)]
)
def test_budgets_are_of_a_year_at_most_and_add_up_to_the_grant(ends, years):
    found = budgets(datetime.date(2024, 3, 8), datetime.date.fromisoformat(ends), 100_000_001)
    assert len(found) == years
    assert sum(amount for _first, _last, amount, _status in found) == 100_000_001
    assert all((last - first).days <= 365 for first, last, _amount, _status in found)


def test_a_protected_recipient_has_no_number_and_a_count_of_few_persons_is_not_told():
    published()
    document = exported()
    hidden = document.xpath("iati-activity[3]/participating-org[@role='4']")[0]
    assert hidden.get("ref") is None
    assert texts(hidden, "narrative/text()") == ["Civila samhället, Skåne"]
    children = document.xpath("iati-activity[2]/result/indicator[title/narrative='Barn']")[0]
    assert texts(children, "period/target/@value") == ["5"]
    assert children.findall("period/actual") == []


def test_every_text_says_its_language_and_swedish_letters_stay():
    published()
    document = exported()
    assert all(one.get(iati_rules.LANG) == "sv" for one in document.iter("narrative"))
    assert "Föreningen Ljus <Väst>" in texts(document, "//narrative/text()")


def test_grants_of_other_funders_are_not_told_again(cast):
    from fyr.funding.actions.imports import take_all
    from fyr.funding.tests.interchange_samples import package

    published()
    take_all(by=cast["farida"], name="a.json", data=package(grant(1)))
    assert "360G-abc-1" not in etree.tostring(exported(), encoding="unicode")

"""What leaves the programme: tables that were shown once and stay, words that name nobody, and one number for the public."""

import datetime
import io
import json
import re
import uuid
from collections import Counter

import openpyxl
import pikepdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from fyr.access import scope
from fyr.access.errors import ChangedMeanwhile, Refused
from fyr.disclosure import K
from fyr.disclosure.linked import bounds
from fyr.disclosure.tests.attacks import naive, narrowed
from fyr.funding.actions import decisions
from fyr.funding.actions.activities import add_activity
from fyr.funding.models import PublishedGrant, Result
from fyr.funding.tests.conftest import Money
from fyr.returns import facts, numbers
from fyr.returns.actions import reports, travel
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.example import statistics
from fyr.returns.example.way import Way
from fyr.returns.models import Fact, Narrative, Return
from fyr.returns.publication import EVENTS, plan_of, publish_ended, shown
from fyr.returns.reporting.paper import report_html
from fyr.returns.tests.conftest import open_case, told_rules
from fyr.web.pdf import can_make_pdf
from tests.routes import sign_in

pytestmark = pytest.mark.django_db

FIRST = 2021
LAST = timezone.localdate().year - 1
NUMBER = re.compile(r"\d+")
PAGE = "/returns/programmes/amp/"
CALM = "Ett lugnt år. Fler kommuner än förut hörde av sig tidigt."
AT_LEAST = {"en": "at least", "sv": "minst"}


@pytest.fixture
def programme(cast):
    return keep_programme(by=None, told=told_rules(reports_from=FIRST))


@pytest.fixture
def numbers_of(programme, monkeypatch):
    """Forty invented persons a year, several years of them."""
    monkeypatch.setattr(statistics, "FIRST", FIRST)
    statistics.invent(programme)
    assert Fact.objects.count() == statistics.PERSONS * (LAST - FIRST + 1)
    return programme


@pytest.fixture
def browse(client, cast):
    """A member at the addresses of the programme, in English."""

    def as_(name):
        sign_in(client, cast[name])
        client.cookies["fyr_language"] = "en"
        return client

    return as_


def keyed(**told):
    return {"key": str(uuid.uuid4())} | told


def records(programme):
    return [
        {event: (told[0], told[1]) for event, told in one.events.items()}
        for one in Fact.objects.filter(programme=programme)
    ]


def counted(programme, table):
    """How many they really are: what nobody outside may come to know."""
    return Counter(
        one[table.event][1][table.dimension]
        for one in records(programme)
        if table.event in one and table.first <= max(one[table.event][0], FIRST) <= table.last
    )


def as_it_lies(table="returns_edition"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY number")
        return [tuple(str(one) for one in row) for row in cursor]


def test_the_workbook_holds_every_table_as_it_was_shown_and_no_other_number(browse, numbers_of):
    answer = browse("elsa").get(f"{PAGE}report/xlsx/")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    tables = shown(numbers_of)
    assert len(book.sheetnames) == len(tables) + 1 and len(tables) > 30
    for sheet, table in zip(list(book)[1:], tables, strict=True):
        rows = list(sheet.values)
        assert rows[1][0] == numbers.years_of(table)
        if table.withheld:
            assert rows[2][0].startswith("Not shown") and len(rows) == 3
            continue
        told = [row for row in rows[3:-1]]
        assert sorted(low for _label, _told, low, _high in told if low) == sorted(table.cells.values())
        assert all(low % K == 0 and high == low + K - 1 for _label, _told, low, high in told)
        assert {words for _label, words, low, _high in told if not low} <= {f"<{K}"}
        total = sum(table.cells.values())
        assert rows[-1] == ("In all", f"{total} or more" if total else "Too few to show", total, None)
    words = " ".join(str(value) for row in book.worksheets[0].values for value in row if value)
    years = {str(year) for year in range(FIRST, LAST + 1)}
    notes = {str(number) for number in (*range(2 * K, 3 * K), K)} | {str(at) for at in range(1, len(tables) + 1)}
    assert {*NUMBER.findall(words)} <= years | notes


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_paper_holds_the_numbers_that_were_shown_and_no_other(numbers_of, language):
    page = report_html(numbers.report_of(numbers_of), language)
    cells = re.findall(r"<td>([^<]*)</td>", page.replace("&lt;", "≤"))
    allowed = {f"≤{K}"}
    for table in shown(numbers_of):
        allowed |= {f"{one}–{one + K - 1}" for one in table.cells.values()}
    totals = {str(sum(table.cells.values())) for table in shown(numbers_of)}
    others = {one for one in cells if one not in allowed}
    assert all(not NUMBER.findall(one) or {*NUMBER.findall(one)} <= totals for one in others)
    assert any(one in allowed and one != f"≤{K}" for one in cells)


@pytest.mark.skipif(not can_make_pdf(), reason="Debian's pango is missing, so no PDF can be made here")
def test_the_report_opens_as_a_tagged_pdf_with_language_and_title(browse, numbers_of):
    client = browse("nina")
    for language in ("en", "sv"):
        client.cookies["fyr_language"] = language
        answer = client.get(f"{PAGE}report/pdf/")
        assert answer.headers["Content-Type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == language
            assert "/StructTreeRoot" in pdf.Root and pdf.Root.ViewerPreferences.DisplayDocTitle
            with override(language):
                assert str(pdf.docinfo["/Title"]) == numbers.report_of(numbers_of).title
            with pdf.open_metadata() as said:
                assert said["pdfuaid:part"] == "1"


def test_a_report_of_a_programme_without_numbers_opens_too(browse, programme):
    assert publish_ended() == len(shown(programme))
    book = openpyxl.load_workbook(io.BytesIO(browse("elsa").get(f"{PAGE}report/xlsx/").content))
    assert book.sheetnames[0] == "About the report"
    assert browse("elsa").get(f"{PAGE}report/docx/").status_code == 404


def test_whoever_has_every_edition_learns_no_more_of_a_cell_than_the_cell_says(numbers_of):
    plan, tables = plan_of(numbers_of), shown(numbers_of)
    assert all(narrowed(tables[:many], plan) == [] for many in range(1, len(tables) + 1))
    found = bounds(tables, plan)
    for (at, code), (low, high) in found.items():
        assert high - low == K - 1 and low <= counted(numbers_of, tables[at])[code] <= high
    assert found
    # The same persons, each table by itself: this attacker would get through.
    assert narrowed(naive(records(numbers_of), [], until=LAST, plan=plan), plan)


def test_the_page_tells_the_least_that_the_tables_say_together(browse, numbers_of):
    tables = shown(numbers_of)
    page = browse("farida").get(PAGE).content.decode()
    for one in numbers.flow(tables):
        assert one.persons % K == 0 and f"{one.persons} or more" in page
    with scope.whole_node():
        came = Counter(event for one in records(numbers_of) for event in one)
    for one, event in zip(numbers.flow(tables), EVENTS, strict=True):
        assert 0 < one.persons <= came[event]


def test_what_was_shown_stands_byte_for_byte_whatever_happens_to_the_persons(numbers_of):
    before = as_it_lies()
    assert publish_ended() == 0 and as_it_lies() == before
    for at, fact in enumerate(Fact.objects.filter(programme=numbers_of)):
        if at % 3 == 0:
            fact.delete()
        elif at % 3 == 1:
            fact.events["referred"][1]["ground"] = "prostitution"
            fact.save()
    assert publish_ended() == 0 and as_it_lies() == before
    with time_machine.travel(datetime.datetime(LAST + 2, 1, 2, tzinfo=datetime.UTC), tick=False):
        publish_ended()
    assert as_it_lies()[: len(before)] == before
    plan = plan_of(numbers_of)
    assert narrowed(shown(numbers_of), plan) == []


def test_erasing_a_return_takes_its_fact_along_and_moves_nothing_that_was_shown(numbers_of, cast):
    way = Way.begun(cast, open_case(cast), numbers_of).ready_to_go().left()
    Return.objects.filter(pk=way.pk).update(referred_on=day(LAST), agreed_on=day(LAST), departed_on=day(LAST))
    facts.follow(way.seen(cast["elsa"]))
    made = facts.digest(way.seen(cast["elsa"]))
    assert Fact.objects.get(of_return=made).events["departed"][0] == LAST
    before, many = as_it_lies(), Fact.objects.count()
    way.seen(cast["elsa"]).delete()
    assert not Fact.objects.filter(of_return=made).exists() and Fact.objects.count() == many - 1
    assert publish_ended() == 0 and as_it_lies() == before


def day(year, month=6):
    return datetime.date(year, month, 1)


def test_a_fact_is_years_and_codes_and_leads_back_to_nobody(programme, cast):
    Way.begun(cast, open_case(cast), programme, word="Kanarie-Zq7").ready_to_go().left()
    held = Fact.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM returns_fact")
        (row,) = cursor.fetchall()
    assert "Kanarie" not in str(row) and str(timezone.localdate()) not in str(row)
    assert {name: one[0] for name, one in held.events.items()} == dict.fromkeys(
        ("referred", "agreed", "departed"), timezone.localdate().year
    )


def test_whoever_is_referred_anew_stops_no_table(ready, programme, cast):
    """Nobody is counted twice: of every event the first time counts, whatever came of it."""
    ready.left()
    Return.objects.filter(pk=ready.pk).update(
        referred_on=day(LAST), agreed_on=day(LAST - 1), departed_on=day(LAST - 1, 7)
    )
    Fact.objects.all().delete()
    facts.follow(ready.seen(cast["elsa"]))
    assert Fact.objects.get().events.keys() == {"referred"}
    publish_ended()
    Return.objects.filter(pk=ready.pk).update(referred_on=day(LAST + 1), agreed_on=day(LAST + 1))
    facts.follow(ready.seen(cast["elsa"]))
    years = {event: year for event, (year, _codes) in Fact.objects.get().events.items()}
    assert years == {"referred": LAST, "agreed": LAST + 1}
    publish_ended()


# Who opens the page, the rules and the report; tells of a year; says that she has read it; takes results over.
MATRIX = {
    "alma": (200, 403, 403, 403), "björn": (200, 403, 403, 403), "carina": (404, 403, 403, 403),
    "daniel": (404, 403, 403, 403), "elsa": (200, 200, 302, 403), "farida": (200, 403, 403, 200),
    "gunnar": (200, 403, 403, 403), "hedda": (200, 403, 403, 403), "ivar": (404, 403, 403, 403),
    "jonna": (404, 403, 403, 403), "karin": (404, 403, 403, 403), "lova": (200, 403, 403, 200),
    "mikael": (200, 403, 403, 403), "nina": (200, 403, 403, 403), "olle": (200, 403, 403, 403),
    "petra": (200, 403, 403, 403), "radu": (200, 403, 302, 403), "sofia": (404, 404, 404, 403),
    "tove": (200, 200, 302, 403),
}  # fmt: skip


@pytest.fixture
def money(cast):
    return Money(cast)


@pytest.fixture
def paid_for(money):
    """The programme with the grant that pays for it, and its activity, all on the public page."""
    grant = money.running(2_000)
    decisions.publish(by=money.farida, decision=grant.decision)
    add_activity(by=money.farida, of=grant, title="Stöd", theme="return", source="Beslut")
    return keep_programme(by=None, told=told_rules(reports_from=FIRST), grant=grant)


def test_who_opens_what_of_a_programme(browse, paid_for, cast):
    assert {*MATRIX} == {*cast}
    reports.tell(by=cast["elsa"], programme=paid_for, year=LAST, text=CALM, version=0)
    found = {}
    for name in MATRIX:
        client = browse(name)
        seen = {client.get(PAGE + one).status_code for one in ("", "rules/", "report/xlsx/")}
        assert len(seen) == 1, name
        tell = client.get(f"{PAGE}tell/{LAST}/").status_code
        check = client.post(f"{PAGE}tell/{LAST}/check/", keyed(read=1)).status_code
        found[name] = (*seen, tell, check, client.get(f"{PAGE}results/").status_code)
    assert found == MATRIX


def test_a_partner_abroad_learns_neither_that_there_is_a_programme_nor_its_name(browse, programme, cast):
    way = Way.begun(cast, open_case(cast), programme).ready_to_go().shown("hemhamn", "partner", ("person", "plan"))
    client = browse("sofia")
    hidden, nothing = client.get(PAGE), client.get(PAGE.replace("amp", "none"))
    assert (hidden.status_code, nothing.status_code) == (404, 404)
    bare = lambda one: re.sub(r'(nonce|value|name="csrf\w+" value)="[^"]*"', "", one.content.decode()).replace("none", "amp")  # fmt: skip
    assert bare(hidden) == bare(nothing)
    for address in ("/returns/", f"/returns/record/{way.pk}/", f"/returns/record/{way.pk}/history/"):
        page = client.get(address)
        assert page.status_code == 200
        assert not [word for word in ("ÅMP", programme.name, "programmes/amp") if word in page.content.decode()]


@pytest.mark.parametrize(
    "text",
    [
        "Elena kom hem.",
        "Vi mötte ELENAS mor.",
        "Någon som kallas Sparven reste.",
        "De flesta bor kring Iasi nu.",
        "Resan gick 2026-03-04.",
        "Tre kvinnor reste tidigt.",
        "En kvinna reste tidigt.",
    ],
)
def test_a_year_is_not_told_with_names_places_days_or_few(browse, programme, cast, text):
    Way.begun(cast, open_case(cast, alias="Sparven"), programme).ready_to_go()
    sent = keyed(text=f"{CALM}\n{text}", version=0)
    answer = browse("tove").post(f"{PAGE}tell/{LAST}/", sent)
    assert answer.status_code == 422 or (answer.status_code == 200 and b"error" in answer.content)
    assert b"Line 2:" in answer.content and not Narrative.objects.exists()


def test_the_reference_of_a_return_is_not_told_either(programme, cast):
    way = Way.begun(cast, open_case(cast), programme).ready_to_go()
    with pytest.raises(Refused):
        reports.tell(by=cast["tove"], programme=programme, year=LAST, text=way.seen(cast["tove"]).ref, version=0)


def test_a_year_in_words_leaves_once_a_second_person_has_read_it(browse, numbers_of, cast):
    told = lambda: [text for _year, text in numbers.report_of(numbers_of).narrative]
    answer = browse("elsa").post(f"{PAGE}tell/{LAST}/", keyed(text=CALM, version=0))
    assert (answer.status_code, told()) == (302, [])
    client = browse("elsa")
    assert b"I have read it" not in client.get(PAGE).content
    client.post(f"{PAGE}tell/{LAST}/check/", keyed(read=1))
    assert b"You wrote it" in client.get(PAGE).content and told() == []
    assert CALM.encode() not in browse("farida").get(PAGE).content
    client = browse("radu")
    page = client.get(PAGE).content.decode()
    version = re.search(r'name="read" value="(\d+)"', page)[1]
    client.post(f"{PAGE}tell/{LAST}/check/", keyed(read=version))
    assert told() == [CALM] and CALM.encode() in browse("farida").get(PAGE).content
    held = Narrative.objects.get()
    reports.tell(by=cast["tove"], programme=numbers_of, year=LAST, text=f"{CALM} Mer.", version=held.version)
    assert told() == [] and CALM.encode() not in browse("farida").get(PAGE).content


def test_what_was_read_is_what_leaves(programme, cast):
    """Changed between reading and pressing, it is read once more."""
    row = reports.tell(by=cast["elsa"], programme=programme, year=LAST, text=CALM, version=0)
    reports.tell(by=cast["elsa"], programme=programme, year=LAST, text="Annat.", version=row.version)
    with pytest.raises(Refused):
        reports.check(by=cast["tove"], narrative=row, version=row.version)
    assert Narrative.objects.get().checked_by is None
    reports.check(by=cast["tove"], narrative=row, version=row.version + 1)
    assert Narrative.objects.get().checked_by == cast["tove"]


def test_two_who_tell_of_the_same_year_do_not_write_over_each_other(programme, cast):
    reports.tell(by=cast["elsa"], programme=programme, year=LAST, text=CALM, version=0)
    with pytest.raises(ChangedMeanwhile):
        reports.tell(by=cast["tove"], programme=programme, year=LAST, text="Annat.", version=0)
    assert Narrative.objects.get().text == CALM


def test_a_name_that_the_officer_alone_knows_is_found_when_she_reads(programme, cast):
    way = Way.begun(cast, open_case(cast), programme).ready_to_go()
    Return.objects.filter(pk=way.pk).update(protected=True, officer=cast["elsa"])
    with scope.acting(cast["tove"]):
        row = reports.tell(by=cast["tove"], programme=programme, year=LAST, text="Elena kom hem.", version=0)
    with scope.acting(cast["elsa"]), pytest.raises(Refused):
        reports.check(by=cast["elsa"], narrative=row, version=row.version)
    assert Narrative.objects.get().checked_by is None


def test_whoever_is_not_of_the_operator_neither_tells_nor_reads_for_it(programme, cast):
    row = reports.tell(by=cast["elsa"], programme=programme, year=LAST, text=CALM, version=0)
    for name in ("alma", "farida", "radu", "sofia"):
        with pytest.raises(PermissionDenied):
            reports.tell(by=cast[name], programme=programme, year=LAST, text="Annat.", version=row.version)
    for name in ("alma", "farida", "sofia"):
        with pytest.raises(PermissionDenied):
            reports.check(by=cast[name], narrative=row, version=row.version)


def test_the_number_for_the_public_is_the_one_that_was_shown_and_stands_there_once(
    browse, paid_for, monkeypatch, cast, client
):
    monkeypatch.setattr(statistics, "FIRST", FIRST)
    statistics.invent(paid_for)
    tables = shown(paid_for)
    year, value = next(
        (year, told) for year in range(FIRST, LAST + 1) if (told := numbers.travelled_in(tables, year)) is not None
    )
    exact = sum(1 for one in records(paid_for) if one.get("departed", (0,))[0] == year)
    assert value % K == 0 and value < exact
    activity = paid_for.grant.activities.get()
    sent = {"activity": str(activity.pk), "year": str(year)}
    assert browse("farida").post(f"{PAGE}results/", keyed(**sent)).status_code == 302
    assert Result.objects.get().value == value
    for language in ("en", "sv"):
        client = browse("lova")
        client.cookies["fyr_language"] = language
        assert client.post(f"{PAGE}results/", keyed(**sent)).status_code != 302
    (result,) = Result.objects.filter(activity=activity)
    client.logout()
    for language in ("en", "sv"):
        client.cookies["fyr_language"] = language
        page = client.get(reverse("funding:public_decision", args=[paid_for.grant.decision_id]))
        said = page.content.decode()
        assert page.status_code == 200
        assert f"{AT_LEAST[language]} {value}" in said and result.title in said
    (told,) = PublishedGrant.objects.get(pk=paid_for.grant_id).content["activities"][0]["results"]
    assert str(exact) not in NUMBER.findall(json.dumps(told))


def test_no_year_is_taken_over_that_was_not_shown_by_itself_and_to_no_other_grant(paid_for, money, cast):
    publish_ended()
    activity = paid_for.grant.activities.get()
    take = lambda **more: reports.take_results_over(**{"by": cast["farida"], "programme": paid_for, "activity": activity, "year": LAST} | more)  # fmt: skip
    for year in (LAST, LAST + 1, 1999):
        with pytest.raises(Refused) as refused:
            take(year=year)
        assert refused.value.field == "year"
    other = add_activity(by=money.farida, of=money.running(100), title="Annat", theme="return", source="x")
    with pytest.raises(Refused) as refused:
        take(activity=other)
    assert refused.value.field == "activity"
    with pytest.raises(PermissionDenied):
        take(by=cast["gunnar"])
    assert not Result.objects.exists()


def test_a_journey_that_did_not_take_place_is_counted_by_nobody(ready, cast):
    ready.left()
    fact = lambda: Fact.objects.get(of_return=facts.digest(ready.seen(cast["elsa"]))).events
    assert "departed" in fact()
    travel.turn_back(by=cast["elsa"], ret=ready.seen(cast["elsa"]), note="flyget ställdes in")
    assert "departed" not in fact() and "agreed" in fact()

"""What goes out comes in again as it was, and is valid by the standard's own schema."""

import csv
import io
import json

import openpyxl
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from fyr.funding.actions.imports import take_all
from fyr.funding.interchange.formats import FORMATS, written
from fyr.funding.interchange.giving import package as packed
from fyr.funding.interchange.guard import guarded, unguarded
from fyr.funding.interchange.reading import read
from fyr.funding.models import PublishedGrant
from fyr.funding.tests.interchange_samples import grant, package, published, real_grants, reference

pytestmark = pytest.mark.django_db
# The package schema of 1.4.3 asks for the grant schema of 1.4.2, which differs in nothing that is asked here.
OLDER = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.2/schema/360-giving-schema.json"
ODD = grant(
    7,
    title="=1+1",
    description="@SUM(A1)\r\n\tandra raden, \"citat\" och _x000D_",
    amountAwarded=0.05,
    recipientOrganization=[
        {"id": "GB-1", "name": "'=apostrof", "location": [{"name": "Malmö", "latitude": -12.5}]},
        {"id": "GB-2", "name": "-två", "Nickname": "Två"},
    ],
    beneficiaryLocation=[{"name": "Skåne"}, {"name": "Öland"}, {"x": 1}],
    relatedActivity=["a", "b;c"],
    classifications=[],
    fundingType=[{"title": "Projekt"}],
    toIndividualsDetails={"primaryGrantReason": "GTIR010", "grantPurpose": ["GTIP010", "GTIP020"]},
    extra={"djup": [1, 1.5, None, True, "ö"]},
    nummer="0123",
)  # fmt: skip


def validator() -> Draft202012Validator:
    grants = json.loads(reference("360giving/schema/360-giving-schema.json").read_text())
    whole = json.loads(reference("360giving/schema/360-giving-package-schema.json").read_text())
    registry = Registry().with_resources(
        [(grants["$id"], DRAFT202012.create_resource(grants)), (OLDER, DRAFT202012.create_resource(grants))]
    )
    return Draft202012Validator(whole, registry=registry, format_checker=FormatChecker())


def exported(form: str) -> bytes:
    return b"".join(written(form))


def test_own_and_imported_grants_are_valid_360giving(cast):
    published()
    take_all(by=cast["farida"], name="a.json", data=package(grant(1), ODD))
    take_all(by=cast["farida"], name="a.json", data=real_grants())
    held = json.loads(exported("360giving"))
    assert [one.message for one in validator().iter_errors(held)] == []
    assert len(held["grants"]) == 787
    del held["grants"][0]["title"]
    held["grants"][1]["awardDate"] = "8 mars"
    assert len(list(validator().iter_errors(held))) == 2


def test_what_the_record_of_an_own_grant_lacks_is_told_from_its_columns():
    _decision, _first, second = published()
    (told,) = json.loads(packed([second]))["grants"]
    assert told["amountAwarded"] == 100000
    assert told["recipientOrganization"] == [
        {"id": "360G-fyr-JAMY-2024-2-recipient", "name": "Civila samhället, Skåne"}
    ]
    assert read("a.json", packed([second])).faults == []


@pytest.mark.parametrize("form", ["360giving", "csv", "xlsx"])
def test_what_was_imported_goes_out_and_comes_in_again_the_same(cast, form):
    take_all(by=cast["farida"], name="a.json", data=package(grant(1), ODD))
    take_all(by=cast["farida"], name="a.json", data=real_grants())
    before = {one.identifier: one.record for one in PublishedGrant.objects.all()}
    data = exported(form)
    PublishedGrant.objects.all().delete()
    made = take_all(by=cast["farida"], name=FORMATS[form].file, data=data)
    assert (made.rejections, made.total) == ([], 785)
    assert {one.identifier: one.record for one in PublishedGrant.objects.all()} == before
    assert exported(form) == data


def test_tables_have_the_headings_of_the_standard_and_the_workbook_tells_about_itself(cast):
    published()
    rows = list(csv.reader(io.StringIO(exported("csv").decode("utf-8-sig"))))
    assert rows[0][:8] == [
        "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date",
        "Recipient Org:Identifier", "Recipient Org:Name",
    ]  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(exported("xlsx")))
    assert book.sheetnames == ["grants", "Meta"]
    assert [cell.value for cell in book["grants"][1]] == rows[0]
    assert dict(book["Meta"].values)["Version"] == "1.4"


def test_no_cell_is_one_that_a_spreadsheet_program_would_calculate(cast):
    take_all(by=cast["farida"], name="a.json", data=package(ODD))
    rows = list(csv.reader(io.StringIO(exported("csv").decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r")) or cell == "-två"]
    book = openpyxl.load_workbook(io.BytesIO(exported("xlsx")))
    assert not [cell for row in book["grants"] for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("text", ["=a", "'=a", "''=a", "'a", "a", " =a", "+46", "＝a", "\n=a"])
def test_the_guard_of_a_cell_is_taken_off_again(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_nothing_and_of_a_chosen_few_is_written(form):
    assert exported(form)
    _decision, first, second = published()
    data = b"".join(written(form, PublishedGrant.objects.filter(pk=first.pk)))
    if form != "xlsx":
        assert first.identifier.encode() in data
        assert second.identifier.encode() not in data


def test_exports_ask_the_two_public_tables_and_no_other():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    published()
    with CaptureQueriesContext(connection) as asked:
        for form in FORMATS:
            exported(form)
    tables = {word for one in asked for word in one["sql"].replace('"', " ").split() if word.startswith("funding_")}
    assert tables == {"funding_publisheddecision", "funding_publishedgrant"}

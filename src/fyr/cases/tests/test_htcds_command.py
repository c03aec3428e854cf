"""The command as people type it: what goes in comes out equal, and whatever is wrong is one clear line."""

import copy
import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fyr.access.models import Membership, Unit
from fyr.access.permissions import Permission
from fyr.access.rights import Rights
from fyr.cases.htcds import invent
from fyr.cases.htcds.catalogue import FIELDS
from fyr.cases.htcds.formats import format_for
from fyr.cases.htcds.tests.standard import live_keys
from fyr.cases.htcds.tests.test_validate import BROKEN
from fyr.cases.htcds.validate import check, check_file
from fyr.cases.models import Case

pytestmark = pytest.mark.django_db
VICTIMS = ("PossibleVictimOfTrafficking", "ActualVictimOfTrafficking")
DRY = {"dry-run": True}
ALMA = {"by": "alma@fyr.example", "unit": "region-syd"}
PEOPLE = [{"fyr_SourceReference": f"Källa {row}", **one} for row, one in enumerate(invent.persons(500, seed=11), 1)]


@pytest.fixture(autouse=True)
def english(cast):
    with override("en"):
        yield


def fyr(*arguments, **options):
    """What the command prints; SystemExit and CommandError go on to the test, with `said` as it was until then."""
    out, errors = io.StringIO(), io.StringIO()
    typed = [
        f"--{name}" if value is True else f"--{name}={value}" for name, value in options.items() if value is not None
    ]
    try:
        call_command("htcds", *map(str, arguments), *typed, stdout=out, stderr=errors)
    except (CommandError, SystemExit) as error:
        error.said = (out.getvalue(), errors.getvalue())
        raise
    return out.getvalue()


def written(folder, content, name="in.json"):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


def test_five_hundred_persons_go_in_and_come_out_equal(tmp_path):
    assert {key for one in PEOPLE for key in one} == {*FIELDS, "fyr_SourceReference"}
    file, out = written(tmp_path, PEOPLE), tmp_path / "out.json"
    assert fyr("import", file, **DRY, **ALMA) == "The file is right: 500 persons. Nothing was imported.\n"
    assert Case.objects.count() == 0
    assert fyr("import", file, **ALMA) == "Imported 500 persons.\n"
    assert fyr("export", out=out, **ALMA) == f"Exported 500 persons to {out}, with identity.\n"
    assert json.loads(out.read_bytes()) == PEOPLE
    with pytest.raises(SystemExit) as refused:
        fyr("import", file, json=True, **ALMA)
    report = json.loads(refused.value.said[0])
    assert report["imported"] == 0
    assert [one["row"] for one in report["rejected"]] == list(range(1, 501))
    assert Case.objects.count() == 500


def test_the_five_hundred_use_every_live_field_of_the_standard_absent_unstated_and_answered():
    for key in live_keys():
        held = [one.get(key, "absent") for one in PEOPLE]
        assert "absent" in held and None in held and any(each not in ("absent", None) for each in held), key


@settings(max_examples=10, phases=[Phase.generate])
@given(st.dictionaries(st.integers(0, 499), st.sampled_from(BROKEN), min_size=1, max_size=30))
def test_a_broken_copy_is_refused_row_by_row(broken):
    rows = copy.deepcopy(PEOPLE)
    for row, (key, value, _expectation) in broken.items():
        rows[row][key] = value
    result = check(rows)
    assert [(one.row, one.field) for one in result.rejections] == [(row + 1, broken[row][0]) for row in sorted(broken)]
    for one in result.rejections:
        assert broken[one.row - 1][2] in one.expectation
    assert len(result.persons) == 500 - len(broken)


def test_a_broken_copy_imports_nothing_and_names_row_field_value_and_expectation(tmp_path):
    rows = copy.deepcopy(PEOPLE[:30])
    rows[2]["prs_Gender"], rows[7]["shoe_size"], rows[7]["prs_Birthdate"] = "woman", 4, "2026-02-30"
    file = written(tmp_path, rows)
    with pytest.raises(CommandError, match="Nothing was imported: 3 things") as refused:
        fyr("import", file, **ALMA)
    lines = refused.value.said[1].splitlines()
    assert lines[0].startswith('Row 3, prs_Gender: "woman". Write one of the standard\'s codes: Feminine')
    assert [line.split(":")[0] for line in lines] == ["Row 3, prs_Gender", "Row 8, prs_Birthdate", "Row 8, shoe_size"]
    with pytest.raises(SystemExit) as refused:
        fyr("import", file, json=True, **ALMA)
    report = json.loads(refused.value.said[0])
    assert [set(one) for one in report["rejected"]] == [{"row", "field", "value", "expectation", "sheet", "cell"}] * 3
    assert report["rejected"][2]["value"] == "4"
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("in.json", b"\xef\xbb\xbf[]", "in.json: nothing was imported. The file begins with a byte order mark"),
        ("in.json", {"prs_Gender": None}, "put square brackets around"),
        ("in.json", b"", "The file is empty"),
        ("in.json", b"[1", "line 1, column"),
        ("in.xlsx", [], "of another kind than its name says"),
        ("in.pdf", [], "files that end in .json, .xlsx, .csv, .zip"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_one_line(tmp_path, name, content, told):
    with pytest.raises(CommandError) as refused:
        fyr("import", written(tmp_path, content, name), **ALMA)
    assert told in str(refused.value) and "\n" not in str(refused.value)
    assert refused.value.said == ("", "")


def test_an_empty_array_says_that_there_was_nobody_in_it(tmp_path):
    assert "holds no person" in fyr("import", written(tmp_path, []), **ALMA)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"by": "nobody@fyr.example"}, "No member with the address nobody@fyr.example"),
        ({"unit": "nowhere"}, "no unit with the code nowhere"),
        ({"unit": ""}, "no unit with the code"),
        ({"by": "bjorn@fyr.example"}, "Björn Sandell may not import cases into region-syd"),
        ({"unit": "trygg-hamn"}, "Alma Lindqvist may not import cases into trygg-hamn"),
    ],
)
@pytest.mark.parametrize("dry", [DRY, {}])
def test_a_wrong_member_or_unit_is_one_line(tmp_path, changed, told, dry):
    with pytest.raises(CommandError, match=told):
        fyr("import", written(tmp_path, [{}]), **dry, **ALMA | changed)
    assert Case.objects.count() == 0


def test_a_file_that_is_not_there_is_told_in_the_language_of_the_machine(tmp_path):
    with pytest.raises(CommandError, match="no such file or folder"):
        fyr("import", tmp_path / "in.json", **ALMA)
    with pytest.raises(CommandError, match="it is a folder"):
        fyr("import", tmp_path, **ALMA)
    with override("sv"), pytest.raises(CommandError, match="det finns ingen sådan fil"):
        fyr("import", tmp_path / "in.json", **ALMA)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"by": "bjorn@fyr.example"}, "may not export"),
        ({"by": "bjorn@fyr.example", "unit": None}, "may not export"),
        ({"unit": "trygg-hamn"}, "may not export"),
        ({"out": "out.pdf"}, "files that end in .json"),
        ({"out": "nowhere/out.json"}, "no such file or folder"),
    ],
)
def test_an_export_that_cannot_be_leaves_no_file(tmp_path, monkeypatch, changed, told):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=told):
        fyr("export", **ALMA | {"out": "out.json"} | changed)
    assert list(tmp_path.iterdir()) == []


def test_identity_leaves_only_the_units_where_the_member_holds_that_right(tmp_path, cast, monkeypatch):
    for code in ("region-syd", "trygg-hamn"):
        unit, out = Unit.objects.get(code=code), tmp_path / "out.json"
        Membership.objects.get_or_create(member=cast["alma"], unit=unit, role="regional_coordinator")
        person = {"prs_FirstName": code, "prs_Gender": "Feminine"}
        assert fyr("import", written(tmp_path, [person]), **ALMA | {"unit": code}) == "Imported 1 person.\n"
    hold = Rights.hold

    def not_everywhere(self, permission, held_in):
        return hold(self, permission, held_in) and (permission != Permission.EXPORT_IDENTITY or held_in != unit.pk)

    monkeypatch.setattr(Rights, "hold", not_everywhere)
    assert "only from the units where Alma Lindqvist may" in fyr("export", out=out, **ALMA | {"unit": None})
    assert json.loads(out.read_bytes()) == [
        {"prs_FirstName": "region-syd", "prs_Gender": "Feminine"},
        {"prs_Gender": "Feminine"},
    ]
    assert "without identity" in fyr("export", out=out, force=True, **ALMA | {"unit": "trygg-hamn"})
    assert json.loads(out.read_bytes()) == [{"prs_Gender": "Feminine"}]


@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_a_spreadsheet_goes_in_and_comes_out_equal_and_never_over_another_file(tmp_path, suffix):
    people = [{**one, "fyr_More": {"event": [{"hte_City": "Riga"}]}} for one in PEOPLE[:25]]
    file = tmp_path / f"in{suffix}"
    file.write_bytes(b"".join(format_for(file.name).write(people)))
    out = tmp_path / f"out{suffix}"
    assert fyr("import", file, **ALMA) == "Imported 25 persons.\n"
    fyr("export", out=out, **ALMA)
    assert check_file(out.name, out.read_bytes()).persons == people
    with pytest.raises(CommandError, match="is there already"):
        fyr("export", out=out, **ALMA)
    fyr("export", out=out, force=True, format="json", **ALMA)
    assert json.loads(out.read_bytes()) == people


def test_a_broken_spreadsheet_names_sheet_and_cell_and_a_known_reference_its_row(tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("prs_Gender;fyr_SourceReference\n\nwoman;A\nFeminine;B\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 thing to mend") as refused:
        fyr("import", file, **ALMA)
    assert refused.value.said[1].startswith('Sheet persons.csv, cell A3, prs_Gender: "woman".')
    file.write_text("prs_Gender;fyr_SourceReference\n\nFeminine;A\n", encoding="utf-8")
    fyr("import", file, **ALMA)
    with pytest.raises(CommandError) as refused:
        fyr("import", file, **ALMA)
    assert refused.value.said[1].startswith("Row 3, fyr_SourceReference")


def test_the_rows_for_statistics_hold_no_identity_and_leave_protected_cases_out(tmp_path):
    fyr("import", written(tmp_path, PEOPLE[:40]), **ALMA)
    Case.objects.filter(pk=Case.objects.first().pk).update(protection="marked")
    out = tmp_path / "rows.csv"
    fyr("ctdc", out=out, **ALMA)
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    victims = sum(one.get("vic_TraffickingStatus") in VICTIMS for one in PEOPLE[:40])
    assert victims - 1 <= len(rows) <= victims
    assert {one["yearOfRegistration"] for one in rows} == {str(timezone.localdate().year)}
    assert not any(str(one.get("prs_FirstName")) in out.read_text() for one in PEOPLE[:40] if one.get("prs_FirstName"))
    with pytest.raises(CommandError, match="is there already"):
        fyr("ctdc", out=out, **ALMA)
    with pytest.raises(CommandError, match="may not export"):
        fyr("ctdc", out=out, **ALMA | {"by": "bjorn@fyr.example"})

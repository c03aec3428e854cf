"""`fyr returns` as people type it: rules in whole or not at all, and everything that is wrong in clear lines."""

import io
import json
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from fyr.funding.tests.conftest import Money
from fyr.journal.models import Entry
from fyr.returns.example import statistics
from fyr.returns.models import Edition, Programme
from fyr.returns.tests.conftest import RULES, told_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(cast):
    with override("en"):
        yield


def fyr(*typed):
    """What the command prints; where it ends with a fault, what stood on the error stream before stays with that."""
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("returns", *map(str, typed), stdout=out, stderr=errors)
    except CommandError as error:
        error.said = errors.getvalue()
        raise
    return out.getvalue()


def refused(*typed):
    with pytest.raises(CommandError) as info:
        fyr(*typed)
    return info.value


def written(folder, told):
    file = folder / "rules.json"
    file.write_bytes(told if isinstance(told, bytes) else json.dumps(told).encode())
    return file


def test_the_rules_of_a_programme_go_in_with_what_is_still_to_do():
    said = fyr("programme", RULES)
    programme = Programme.objects.get()
    assert (programme.code, programme.unit.code, programme.rules) == ("amp", "iom-amp", told_rules()["rules"])
    assert said.splitlines()[0] == f"amp: {programme.name}"
    assert "Grant: none yet, so nothing can be paid; add --grant" in said
    assert "Rules that are not verified: grounds, currencies, per_person" in said
    assert said.endswith("Kept, as version 1 of its rules.\n")
    assert Entry.objects.filter(label="programme.kept").count() == 1


def test_a_dry_run_says_the_same_and_keeps_nothing():
    said = fyr("programme", RULES, "--dry-run")
    assert said.startswith("amp: ") and said.endswith("The file is right. Nothing was taken in.\n")
    assert not Programme.objects.exists() and not Entry.objects.filter(label="programme.kept").exists()


def test_a_dry_run_of_new_rules_leaves_the_old_ones(tmp_path):
    fyr("programme", RULES)
    fyr("programme", written(tmp_path, told_rules(survey_from_age=20)), "--dry-run")
    held = Programme.objects.get()
    assert (held.version, held.rule("survey_from_age")) == (1, 14)


def test_new_rules_keep_the_grant_and_say_their_version(cast, tmp_path):
    grant = Money(cast).running(1_000)
    said = fyr("programme", RULES, "--grant", grant.pk)
    assert f"Grant: {grant.title} ({grant.pk})" in said
    said = fyr("programme", written(tmp_path, told_rules(survey_from_age=20)))
    assert f"({grant.pk})" in said and "version 2" in said
    assert Programme.objects.get().grant_id == grant.pk


def test_every_fault_of_a_file_stands_on_a_line_of_its_own_and_nothing_is_kept(tmp_path):
    told = told_rules(survey_from_age=-1, currencies=["kr"])
    del told["rules"]["grounds"]
    error = refused("programme", written(tmp_path, told))
    assert str(error) == "Nothing was taken in: 3 things to mend."
    assert [line.partition(":")[0] for line in error.said.splitlines()] == [
        "rules.currencies.value",
        "rules.survey_from_age.value",
        "rules.grounds",
    ]
    assert not Programme.objects.exists()


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_unit_or_a_grant_that_does_not_fit_is_named_in_a_dry_run_too(cast, tmp_path, dry):
    money = Money(cast)
    other = money.running(1_000, to="exempelstad")
    said = [
        str(refused("programme", written(tmp_path, told_rules() | {"unit": "nowhere"}), *dry)),
        str(refused("programme", RULES, "--grant", other.pk, *dry)),
        str(refused("programme", RULES, "--grant", uuid.uuid4(), *dry)),
        str(refused("programme", RULES, "--grant", "amp", *dry)),
    ]
    assert "There is no unit nowhere." in said[0]
    assert "Another organisation received this grant." in said[1]
    assert said[3].startswith("There is no grant amp. Write the last part of the address")
    assert all(one.endswith("Nothing was taken in.") for one in said)
    assert not Programme.objects.exists()


def test_a_programme_that_moves_to_another_organisation_does_not_take_the_grant_along(cast, tmp_path):
    fyr("programme", RULES, "--grant", Money(cast).running(1_000).pk)
    error = refused("programme", written(tmp_path, told_rules() | {"unit": "trygg-hamn"}))
    assert "Another organisation received this grant." in str(error)
    assert Programme.objects.get().unit.code == "iom-amp"


@pytest.mark.parametrize(("name", "why"), [("gone.json", "there is no such file or folder"), ("", "it is a folder")])
def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path, name, why):
    said = str(refused("programme", tmp_path / name))
    assert said == f"{tmp_path / name} cannot be read: {why}. Nothing was taken in."


def test_a_file_that_is_no_json_is_one_line(tmp_path):
    error = refused("programme", written(tmp_path, b"{"))
    assert error.said.startswith("This is no JSON: ")
    assert str(error) == "Nothing was taken in: 1 thing to mend."


def test_programmes_are_listed_with_unit_grant_and_the_rules_that_nobody_has_verified(tmp_path):
    assert fyr("programmes") == "No programme is kept yet. Take one in with 'fyr returns programme FILE'.\n"
    told = told_rules()
    for rule in told["rules"].values():
        rule["verified"] = "2026-11-01"
    fyr("programme", written(tmp_path, told | {"code": "read", "name": "Läst"}))
    told["rules"]["never_say"]["verified"] = None
    fyr("programme", written(tmp_path, told | {"code": "open", "name": "Öppen"}))
    assert fyr("programmes").splitlines() == [
        "read: Läst",
        "  Run by IOM återvändandeprogrammet ÅMP (iom-amp)",
        "  Grant: none yet, so nothing can be paid; add --grant",
        "  Rules that are not verified: none",
        "open: Öppen",
        "  Run by IOM återvändandeprogrammet ÅMP (iom-amp)",
        "  Grant: none yet, so nothing can be paid; add --grant",
        "  Rules that are not verified: never_say",
    ]


def test_publishing_by_hand_does_what_the_clock_does_and_does_it_once(monkeypatch):
    fyr("programme", RULES)
    monkeypatch.setattr(statistics, "publish_ended", lambda: 0)
    statistics.invent(Programme.objects.get())
    said = fyr("publish")
    many = Edition.objects.count()
    assert many > 10 and said == f"{many} new tables are shown.\n"
    assert fyr("publish") == "0 new tables are shown.\n"
    assert Edition.objects.count() == many

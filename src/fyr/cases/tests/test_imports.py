"""A file from the browser: checked before anything, sealed while it waits, imported whole or not at all."""

import datetime
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from fyr.access.models import Membership, Unit
from fyr.access.scope import whole_node
from fyr.cases.actions import import_runs, transfer
from fyr.cases.actions.leaving import export_persons
from fyr.cases.codes.imports import ImportFailure, ImportState
from fyr.cases.htcds import invent
from fyr.cases.htcds.formats import format_for
from fyr.cases.models import Case, Import, ImportPart
from fyr.vault.models import Wrap
from fyr.work import clock
from tests.routes import sign_in

pytestmark = pytest.mark.django_db
PEOPLE = [{"fyr_SourceReference": f"Källa {row}", **one} for row, one in enumerate(invent.persons(45, seed=5), 1)]


@pytest.fixture
def unit(cast):
    return Unit.objects.get(code="region-syd")


@pytest.fixture
def alma(client, cast):
    sign_in(client, cast["alma"])
    return client


def choose(client, unit, people, name="in.xlsx"):
    data = people if isinstance(people, bytes) else b"".join(format_for(name).write(people))
    form = {"unit": unit.pk, "file": SimpleUploadedFile(name, data), "key": uuid.uuid4()}
    return client.post("/cases/import/", form)


def work():
    """As the background worker does."""
    with whole_node():
        import_runs.run_waiting()


def begin(client, address):
    return client.post(f"{address}start/", {"key": uuid.uuid4()})


@pytest.mark.parametrize("name", ["in.xlsx", "in.zip", "in.json"])
def test_a_file_is_checked_confirmed_and_imported_in_the_background(alma, cast, unit, name):
    answer = choose(alma, unit, PEOPLE, name)
    assert answer.status_code == 302
    page = alma.get(answer.url).content.decode()
    assert "45" in page and Case.objects.count() == 0
    assert begin(alma, answer.url).url == answer.url
    waiting = alma.get(answer.url)
    assert waiting.headers["Refresh"] == "3" and b"<progress" in waiting.content
    assert Case.objects.count() == 0
    work()
    done = alma.get(answer.url)
    assert "Refresh" not in done.headers
    assert Import.objects.get().state == ImportState.DONE
    assert list(export_persons(by=cast["alma"], units=[unit.pk], with_identity=True)) == PEOPLE
    assert ImportPart.objects.count() == 0
    assert not Wrap.objects.filter(subject=Import.objects.get().pk).exists()


def test_the_clock_runs_imports_and_tidies_up_after_them():
    assert clock._ticks["cases.imports"].run is import_runs.run_waiting
    assert clock._ticks["cases.tidy_imports"].run is import_runs.tidy


def test_a_file_with_something_wrong_imports_nothing_and_says_where(alma, unit):
    people = [dict(one) for one in PEOPLE]
    people[3]["prs_Gender"] = "woman"
    answer = choose(alma, unit, people)
    page = alma.get(answer.url).content.decode()
    assert "Sheet1, H6" in page and "prs_Gender" in page and "woman" in page
    report = alma.get(f"{answer.url}report.csv").content.decode("utf-8-sig")
    assert "Sheet1;H6;6;prs_Gender;" in report
    assert begin(alma, answer.url).status_code == 302
    work()
    assert Case.objects.count() == 0 and Import.objects.get().state == ImportState.REFUSED


def test_only_a_hundred_are_shown_and_all_are_in_the_report(alma, unit):
    answer = choose(alma, unit, json.dumps([{"prs_Gender": "x"}] * 130).encode(), "in.json")
    page = alma.get(answer.url).content.decode()
    assert page.count("prs_Gender") == 100 and "30" in page
    assert alma.get(f"{answer.url}report.csv").content.decode().count("prs_Gender") == 130


def test_those_who_are_here_already_are_counted_and_left_as_they_are(alma, unit):
    begin(alma, choose(alma, unit, PEOPLE[:5]).url)
    work()
    answer = choose(alma, unit, PEOPLE[:8])
    job = Import.objects.latest("made_at")
    assert (job.total, job.known, job.new) == (8, 5, 3)
    begin(alma, answer.url)
    work()
    assert Case.objects.count() == 8


def test_nothing_of_a_file_that_waits_lies_readable_in_the_database(alma, unit):
    choose(alma, unit, [{"prs_FirstName": "Kanarie-Zq7"}])
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons FROM cases_importpart")
        assert b"Kanarie" not in bytes(cursor.fetchone()[0])


def test_a_large_file_is_never_put_on_the_disk(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["fyr.web.uploads.MemoryOnly"]


def test_who_loses_the_right_meanwhile_imports_nothing(alma, cast, unit):
    answer = choose(alma, unit, PEOPLE[:3])
    begin(alma, answer.url)
    Membership.objects.filter(member=cast["alma"]).delete()
    work()
    assert Case.objects.count() == 0
    assert Import.objects.get().failure == ImportFailure.RIGHT


def test_a_record_that_came_in_meanwhile_stops_the_import(alma, cast, unit):
    begin(alma, choose(alma, unit, PEOPLE[:3]).url)
    transfer.import_persons(by=cast["alma"], unit=unit, persons=[PEOPLE[1]])
    work()
    assert Import.objects.get().failure == ImportFailure.KNOWN and Case.objects.count() == 1


def test_an_error_in_the_middle_leaves_nothing_and_the_worker_goes_on(alma, unit, monkeypatch):
    begin(alma, choose(alma, unit, PEOPLE).url)
    monkeypatch.setattr(transfer, "_make_visible", lambda *_: 1 / 0)
    work()
    job = Import.objects.get()
    assert (job.failure, Case.objects.count(), ImportPart.objects.count()) == (ImportFailure.ERROR, 0, 0)


def test_an_import_that_was_given_up_does_not_become_visible_after_all(alma, unit, monkeypatch):
    begin(alma, choose(alma, unit, PEOPLE[:3]).url)
    stage = transfer._stage

    def slow(*arguments):
        Import.objects.update(moved_at=timezone.now() - datetime.timedelta(hours=1))
        import_runs.tidy()
        return stage(*arguments)

    monkeypatch.setattr(transfer, "_stage", slow)
    work()
    assert (Import.objects.get().failure, Case.objects.count()) == (ImportFailure.STOPPED, 0)


def test_a_file_that_nobody_confirmed_is_forgotten_after_a_day(alma, unit):
    choose(alma, unit, PEOPLE[:3])
    job = Import.objects.get()
    Import.objects.update(made_at=timezone.now() - datetime.timedelta(hours=25))
    import_runs.tidy()
    assert not Import.objects.exists() and not ImportPart.objects.exists()
    assert not Wrap.objects.filter(subject=job.pk).exists()


def test_a_checked_file_can_be_taken_back(alma, unit):
    answer = choose(alma, unit, PEOPLE[:3])
    assert alma.get(f"{answer.url}drop/").status_code == 200
    alma.post(f"{answer.url}drop/", {"key": uuid.uuid4()})
    assert not Import.objects.exists()


def test_nobody_else_sees_an_import_and_nobody_imports_where_she_may_not(alma, client, cast, unit):
    address = choose(alma, unit, PEOPLE[:3]).url
    elsewhere = Unit.objects.get(code="trygg-hamn")
    assert choose(alma, elsewhere, PEOPLE[:3]).status_code == 422
    for name in ("björn", "jonna", "hedda"):
        sign_in(client, cast[name])
        for route in ("", "start/", "drop/", "report.csv"):
            assert client.get(f"{address}{route}").status_code in (403, 404), (name, route)


@pytest.mark.parametrize("name", ["in.xls", "in.pdf", "in"])
def test_a_file_with_another_name_is_told_which_ones_fyr_reads(alma, unit, name):
    answer = choose(alma, unit, b"x", name)
    assert answer.status_code == 422 and b".xlsx" in answer.content

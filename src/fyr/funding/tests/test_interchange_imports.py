"""Grants of other funders on their way in."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.utils import timezone

from fyr.access.errors import Refused
from fyr.access.models import Membership
from fyr.funding.actions import imports
from fyr.funding.models import GrantImport, PublishedGrant
from fyr.funding.models.incoming import IncomingState
from fyr.funding.tests.interchange_samples import grant, package, published
from fyr.journal.models import Entry

MANY = package(*(grant(number) for number in range(1, 502)))


def labels() -> list[str]:
    return list(Entry.objects.filter(label__startswith="funding.import").order_by("at").values_list("label", flat=True))


@pytest.fixture
def farida(cast):
    return cast["farida"]


def test_a_file_is_checked_first_then_started_and_then_taken_in_by_the_clock(farida):
    made = imports.check(by=farida, name="a.json", data=package(grant(1), grant(2, currency="EUR", amountAwarded=10.5)))
    assert (made.state, made.total, made.known) == (IncomingState.CHECKED, 2, 0)
    assert made.sums == {"SEK": 15_000_000, "EUR": 1050}
    assert PublishedGrant.objects.count() == 0
    imports.run_waiting()
    assert PublishedGrant.objects.count() == 0
    imports.start(by=farida, import_id=made.pk)
    imports.run_waiting()
    made = imports.import_of(farida, made.pk)
    assert (made.state, made.done, made.rows) == (IncomingState.DONE, 2, [])
    row = PublishedGrant.objects.get(identifier="360G-abc-2")
    assert (row.amount, row.currency, row.awarded_on) == (1050, "EUR", datetime.date(2024, 3, 8))
    assert (row.recipient, row.recipient_id, row.imported) == ("Föreningen Ljus", "SE-ON-8020001234", True)
    assert labels() == ["funding.import.checked", "funding.import.started", "funding.import.done"]


def test_a_file_with_a_fault_is_kept_as_a_list_of_faults_and_nothing_is_taken_in(farida):
    made = imports.check(by=farida, name="a.json", data=package(grant(1), grant(2, currency="kr")))
    assert (made.state, made.rows, made.sums) == (IncomingState.WRONG, [], {})
    assert made.rejections[0][:3] == [2, "currency", "kr"]
    with pytest.raises(Refused):
        imports.start(by=farida, import_id=made.pk)
    assert imports.take_all(by=farida, name="a.json", data=b"x").state == IncomingState.WRONG
    assert PublishedGrant.objects.count() == 0


def test_the_same_file_twice_changes_nothing_and_a_changed_grant_changes_alone(farida):
    imports.take_all(by=farida, name="a.json", data=package(grant(1), grant(2)))
    before = list(PublishedGrant.objects.order_by("pk").values())
    again = imports.take_all(by=farida, name="a.json", data=package(grant(1), grant(2)))
    assert (again.state, again.known) == (IncomingState.DONE, 2)
    assert list(PublishedGrant.objects.order_by("pk").values()) == before
    imports.take_all(by=farida, name="a.json", data=package(grant(1, amountAwarded=1), grant(2)))
    changed = {one["id"] for one in PublishedGrant.objects.values()} & {one["id"] for one in before}
    assert len(changed) == 2
    assert [one.amount for one in PublishedGrant.objects.order_by("identifier")] == [100, 15_000_000]


@pytest.mark.django_db(transaction=True)
def test_an_import_that_was_killed_goes_on_where_it_was(farida, monkeypatch):
    made = imports.check(by=farida, name="a.json", data=MANY)
    imports.start(by=farida, import_id=made.pk)
    real, calls = imports.take, []

    def killed(grants):
        calls.append(len(grants))
        real(grants)
        if len(calls) == 2:
            raise OperationalError("killed")
        return set()

    monkeypatch.setattr(imports, "take", killed)
    with pytest.raises(OperationalError):
        imports.run_waiting()
    made.refresh_from_db()
    assert (made.state, made.done, PublishedGrant.objects.count()) == (IncomingState.RUNNING, 200, 200)
    imports.run_waiting()
    made.refresh_from_db()
    assert (made.state, made.done, PublishedGrant.objects.count()) == (IncomingState.DONE, 501, 501)
    assert calls == [200, 200, 200, 101]


def test_two_workers_take_no_batch_in_twice(farida):
    made = imports.check(by=farida, name="a.json", data=MANY)
    imports.start(by=farida, import_id=made.pk)
    one, other = (GrantImport.objects.select_related("by").get(pk=made.pk) for _ in range(2))
    assert imports._batch(one)
    assert not imports._batch(other)
    made.refresh_from_db()
    assert made.done == 200


def test_a_long_import_lets_the_clock_go_on_and_can_be_stopped(farida, monkeypatch):
    monkeypatch.setattr(imports, "SECONDS", 0.0)
    made = imports.check(by=farida, name="a.json", data=MANY)
    imports.start(by=farida, import_id=made.pk)
    imports.run_waiting()
    made.refresh_from_db()
    assert (made.state, made.done) == (IncomingState.RUNNING, 200)
    imports.stop(by=farida, import_id=made.pk)
    imports.run_waiting()
    made.refresh_from_db()
    assert (made.state, made.done, made.rows) == (IncomingState.STOPPED, 200, [])
    assert PublishedGrant.objects.count() == 200
    with pytest.raises(Refused):
        imports.stop(by=farida, import_id=made.pk)


def test_a_grant_of_this_node_is_never_written_over(farida):
    _decision, own, _second = published()
    own.identifier = "360G-earlier-prefix-1"
    own.save()
    data = package(grant(1), grant(2, id=own.identifier))
    made = imports.check(by=farida, name="a.json", data=data)
    assert made.rejections[0][:3] == [2, "id", own.identifier]
    own.delete()
    late = imports.check(by=farida, name="a.json", data=data)
    imports.start(by=farida, import_id=late.pk)
    own.save(force_insert=True)
    imports.run_waiting()
    late.refresh_from_db()
    assert (late.state, late.rejections[0][:3]) == (IncomingState.DONE, [2, "id", own.identifier])
    kept = PublishedGrant.objects.get(identifier=own.identifier)
    assert (kept.imported, kept.amount) == (False, own.amount)


def test_only_who_works_with_money_may_take_grants_in(cast, farida):
    made = imports.check(by=farida, name="a.json", data=package(grant(1)))
    for stranger in (cast["alma"], cast["gunnar"], cast["jonna"]):
        with pytest.raises(PermissionDenied):
            imports.check(by=stranger, name="a.json", data=package(grant(1)))
        for act in (imports.start, imports.stop):
            with pytest.raises(Http404):
                act(by=stranger, import_id=made.pk)
        with pytest.raises(Http404):
            imports.import_of(stranger, made.pk)


def test_whoever_lost_the_right_takes_nothing_more_in(farida):
    made = imports.check(by=farida, name="a.json", data=package(grant(1)))
    imports.start(by=farida, import_id=made.pk)
    Membership.objects.filter(member=farida).update(until=timezone.now())
    imports.run_waiting()
    made.refresh_from_db()
    assert (made.state, made.rows, PublishedGrant.objects.count()) == (IncomingState.STOPPED, [], 0)


def test_imports_are_forgotten_after_a_week(farida):
    imports.check(by=farida, name="new.json", data=package(grant(1)))
    old = imports.check(by=farida, name="old.json", data=package(grant(1)))
    GrantImport.objects.filter(pk=old.pk).update(at=timezone.now() - datetime.timedelta(days=8))
    imports.tidy()
    assert [one.name for one in GrantImport.objects.all()] == ["new.json"]


def test_a_text_longer_than_its_column_is_shown_shortened_and_kept_whole(farida):
    imports.take_all(by=farida, name="a.json", data=package(grant(1, title="å" * 600)))
    row = PublishedGrant.objects.get()
    assert len(row.title) == 500
    assert row.record["title"] == "å" * 600


def test_the_command_takes_a_file_in_and_says_what_is_wrong_with_another(farida, tmp_path):
    import json

    from django.core.management import CommandError, call_command

    right, wrong = tmp_path / "right.json", tmp_path / "wrong.json"
    right.write_bytes(package(grant(1)))
    wrong.write_bytes(package(grant(2), grant(3, amountAwarded="12x")))

    def run(*words: object) -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("funding", *map(str, words), stdout=out, stderr=err)
        except SystemExit as stopped:
            assert stopped.code == 1
            err.write("(1)")
        return out.getvalue(), err.getvalue()

    assert "150" in run("import", right, "--by", farida.email, "--dry-run")[0]
    assert (PublishedGrant.objects.count(), GrantImport.objects.count()) == (0, 0)
    said = run("import", wrong, "--by", farida.email)[1]
    assert 'amountAwarded "12x": ' in said
    assert said.endswith("(1)")
    assert PublishedGrant.objects.count() == 0
    told = json.loads(run("import", wrong, "--by", farida.email, "--json")[0])
    assert (told["state"], told["rejected"][0]["row"]) == ("wrong", 2)
    told = json.loads(run("import", right, "--by", farida.email, "--json")[0])
    assert (told["state"], told["taken"], told["sums"]) == ("done", 1, {"SEK": 15_000_000})
    out = tmp_path / "out.json"
    run("export", "--format", "360giving", "--out", out)
    assert json.loads(out.read_bytes())["grants"][0]["id"] == "360G-abc-1"
    for words in (
        ("export", "--format", "csv", "--out", out),
        ("export", "--format", "csv", "--out", tmp_path / "none" / "out.csv"),
        ("import", right, "--by", "alma@fyr.example"),
        ("import", tmp_path / "none.json", "--by", farida.email),
    ):
        with pytest.raises(CommandError):
            run(*words)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out.json", "right.json", "wrong.json"]

"""Promise 15: every read, search, export and refusal is logged, or it does not happen."""

import pytest
from django.db import DatabaseError

from fyr import journal
from fyr.cases.actions import notes
from fyr.cases.actions.leaving import export_persons
from fyr.cases.models import Entry as TimelineEntry
from fyr.journal.models import Entry
from fyr.journal.reading import openings
from fyr.journal.sequencer import sequence
from tests.routes import all_routes, build, sign_in

pytestmark = [pytest.mark.promise(15), pytest.mark.django_db]

# What no member asks for, and what would end her session.
UNLOGGED = {"web:healthz", "account_logout"}


def test_each_request_of_a_member_leaves_exactly_one_entry(client, cast):
    world = build(cast)
    routes = [route for route in all_routes() if "GET" in route.rule.methods and route.name not in UNLOGGED]
    for name in ("alma", "hedda", "jonna", "ivar"):
        sign_in(client, cast[name])
        for route in routes:
            before = Entry.objects.count()
            answer = client.get(route.url(world.values))
            assert Entry.objects.count() == before + 1, route.name
            newest = Entry.objects.order_by("-at", "-pk").first()
            expected = "refused" if answer.status_code >= 400 else "done"
            assert (newest.label, newest.outcome, newest.actor) == (route.name.lower(), expected, cast[name].pk)


def noted_by_newest():
    """The pseudonyms in the newest entry."""
    newest = Entry.objects.order_by("-at", "-pk").first()
    others = bytes(newest.others or b"")
    return {bytes(newest.subject or b""), *(others[at : at + 16] for at in range(0, len(others), 16))}


def test_opening_a_case_notes_which_case(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    client.get(f"/cases/{world.case.pk}/")
    newest = Entry.objects.order_by("-at", "-pk").first()
    assert bytes(newest.subject) == world.case.box.pseudonym


def test_a_list_notes_every_case_it_shows(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    client.get("/cases/")
    assert world.case.box.pseudonym in noted_by_newest()


def test_whoever_took_a_case_out_or_listed_it_stands_among_those_who_opened_it(client, cast):
    world = build(cast)
    list(export_persons(by=cast["alma"], units=[world.case.unit_id], with_identity=True))
    build(cast)
    sign_in(client, cast["alma"])
    client.get("/cases/")
    sequence()
    found = {entry.label for entry in openings(world.case.box.pseudonym)}
    assert {"case.exported", "cases:list"} <= found


def test_a_method_that_nobody_knows_is_answered_and_noted(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    before = Entry.objects.count()
    assert client.generic("A!B", f"/cases/{world.case.pk}/").status_code == 405
    assert Entry.objects.count() == before + 1


def test_an_act_leaves_one_entry_and_not_two(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    before = Entry.objects.count()
    key = "11111111-1111-4111-8111-111111111111"
    answer = client.post(f"/cases/{world.case.pk}/notes/new/", {"key": key, "text": "seen"})
    assert answer.status_code == 302
    assert Entry.objects.count() == before + 1
    assert Entry.objects.order_by("-at", "-pk").first().label == "note.written"


def test_a_case_that_an_act_elsewhere_opened_is_noted_beside_the_act(client, cast):
    """The case from which another person of the same event is added was read, though nothing was done in it."""
    world = build(cast)
    sign_in(client, cast["alma"])
    address = f"/cases/{world.case.pk}/events/{world.values['facts_id']}/add/"
    told = {"key": "11111111-1111-4111-8111-111111111111", "unit": world.case.unit_id, "alias": "Andra", "age": "adult"}
    assert client.post(address, told).status_code == 302
    newest = Entry.objects.order_by("-at", "-pk").first()
    assert bytes(newest.subject) == world.case.box.pseudonym
    assert (newest.label, newest.actor) == ("cases:add_to_event", cast["alma"].pk)


def test_a_page_that_cannot_be_journalled_is_not_shown(client, cast, monkeypatch):
    world = build(cast)
    sign_in(client, cast["alma"])

    def broken(**_entry):
        raise DatabaseError("no room")

    monkeypatch.setattr(journal, "append", broken)
    answer = client.get(f"/cases/{world.case.pk}/")
    assert answer.status_code == 503
    assert b"Kanarie" not in answer.content


def test_an_act_that_cannot_be_journalled_does_not_happen(cast, monkeypatch):
    world = build(cast)
    before = TimelineEntry.objects.count()

    def broken(**_entry):
        raise DatabaseError("no room")

    monkeypatch.setattr(journal, "append", broken)
    with pytest.raises(DatabaseError):
        notes.write_note(by=cast["alma"], case=world.case, text="never")
    assert TimelineEntry.objects.count() == before


def test_a_refused_act_of_a_stranger_is_noted(client, cast):
    world = build(cast)
    sign_in(client, cast["carina"])
    client.post(f"/cases/{world.case.pk}/notes/new/", {"text": "x"})
    newest = Entry.objects.order_by("-at", "-pk").first()
    assert (newest.label, newest.outcome, newest.subject) == ("cases:new_note", "refused", None)

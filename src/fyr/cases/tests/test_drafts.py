"""No text is lost that the server has once acknowledged, and none is saved twice."""

import datetime
import re
import uuid

import pytest
import time_machine
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fyr.access import actions
from fyr.access.models import Membership, Unit
from fyr.access.scope import whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import intake, merging
from fyr.cases.actions.intake import Intake
from fyr.cases.acts import Act
from fyr.cases.models import Entry, Need
from fyr.vault.models import Wrap
from fyr.web import drafts as pages
from fyr.work import drafts
from fyr.work.models import Draft
from tests.routes import build, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    made = build(cast)
    drafts.drop(Draft.objects.all())
    return made


def opened(client, address):
    """A form as the page has it: its key and its slip, and the page itself."""
    page = client.get(address).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]+)"', page).group(1) for name in ("key", "_slip")}, page


def note_page(world):
    return reverse("cases:new_note", args=[world.case.pk])


def keep(client, form, **told):
    return client.post("/draft/", {**form, **told})


def test_what_was_kept_is_offered_once_more_and_fills_the_form(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    assert keep(client, form, text="half a thought").status_code == 204
    page = client.get(note_page(world)).content.decode()
    assert "half a thought" not in page
    link = re.search(r'href="([^"]+\?draft=[^"]+)"', page).group(1)
    again = client.get(link).content.decode()
    assert "half a thought" in again
    assert form["key"] in again


def test_a_saved_form_leaves_no_draft_and_no_key(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    keep(client, form, text="whole")
    draft = Draft.objects.get()
    client.post(note_page(world), {**form, "text": "whole"})
    assert not Draft.objects.exists()
    assert not Wrap.objects.filter(subject=draft.pk).exists()


def test_a_draft_that_arrives_after_its_form_was_sent_is_not_offered(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    client.post(note_page(world), {**form, "text": "sent"})
    keep(client, form, text="sent")
    assert "?draft=" not in client.get(note_page(world)).content.decode()
    assert not Draft.objects.exists()


def test_what_was_written_on_after_sending_is_kept_under_a_new_key(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    client.post(note_page(world), {**form, "text": "sent"})
    keep(client, form, text="sent, and more")
    again = client.get(f"{note_page(world)}?draft={Draft.objects.get().pk}").content.decode()
    assert "sent, and more" in again
    assert form["key"] not in again


def test_without_script_a_button_keeps_the_form_unchecked(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    before = Entry.objects.count()
    answer = client.post(note_page(world), {**form, "text": "", "_draft": "1"})
    assert answer.status_code == 200
    assert b"ds-error-summary" not in answer.content
    assert (Draft.objects.count(), Entry.objects.count()) == (1, before)


def test_a_form_that_meets_an_ended_session_is_kept_for_its_writer_alone(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    client.cookies.pop("fyr_session")
    answer = client.post(note_page(world), {**form, "text": "not lost"})
    assert (answer.status_code, answer.url) == (302, f"/sign-in/?next={note_page(world)}")
    sign_in(client, cast["björn"])
    assert b"?draft=" not in client.get(note_page(world)).content
    assert drafts.of_member(cast["björn"].pk) == []
    sign_in(client, cast["alma"])
    assert b"?draft=" in client.get(note_page(world)).content


def test_a_form_with_a_token_of_an_earlier_session_is_kept_too(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    client.handler.enforce_csrf_checks = True
    answer = client.post(note_page(world), {**form, "text": "not lost"})
    assert answer.status_code == 403
    assert note_page(world) in answer.content.decode()
    assert dict(drafts.of_member(cast["alma"].pk)[0].held)["text"] == ["not lost"]


def test_a_form_without_a_session_stands_beside_what_she_kept_and_goes_when_that_is_sent(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    keep(client, form, text="hers")
    for text in ("planted", "planted again"):
        Client().post(note_page(world), {**form, "text": text})
    with whole_node():
        newest, older = drafts.of_member(cast["alma"].pk)
    assert (dict(newest.held)["text"], dict(older.held)["text"]) == (["planted again"], ["hers"])
    again = client.get(f"{note_page(world)}?draft={newest.pk}").content.decode()
    assert form["key"] in again and "planted again" in again
    client.post(note_page(world), {**form, "text": "planted again"})
    assert not Draft.objects.exists()


def test_a_draft_of_an_earlier_version_that_does_not_name_its_form_opens_still(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    keep(client, form, text="older")
    draft = drafts.of_member(cast["alma"].pk)[0]
    draft.page = {name: value for name, value in draft.page.items() if name != "form"}
    draft.save(update_fields=["page"])
    again = client.get(f"{note_page(world)}?draft={draft.pk}").content.decode()
    assert "older" in again and form["key"] in again


def test_what_comes_without_a_session_is_bounded(client, cast, world, monkeypatch):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    send = lambda **told: Client().post(note_page(world), form | {"key": str(uuid.uuid4())} | told)
    for told in ({"text": "x" * 70_000}, {"text_more": "x"}, {"key": "none"}):
        send(**told)
    with whole_node():
        assert [draft.held for draft in drafts.of_member(cast["alma"].pk)] == [[]]
    monkeypatch.setattr(pages, "MOST", 3)
    for _more in range(4):
        send(text="planted")
    with whole_node():
        assert Draft.objects.count() == 3
        drafts.drop(Draft.objects.all())
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5)):
        send(text="too late")
    with whole_node():
        assert not Draft.objects.exists()


def test_nobody_else_keeps_lists_or_discards_a_draft_of_hers(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    keep(client, form, text="hers")
    draft = Draft.objects.get()
    for name in ("björn", "jonna"):
        sign_in(client, cast[name])
        assert keep(client, form, text="forged").status_code == 403
        assert str(draft.pk) not in client.get("/drafts/").content.decode()
        client.post(reverse("web:discard_draft", args=[draft.pk]))
        assert drafts.one(cast[name].pk, draft.pk) is None
    sign_in(client, cast["alma"])
    with whole_node():
        assert dict(drafts.one(cast["alma"].pk, draft.pk).held)["text"] == ["hers"]
    client.post(reverse("web:discard_draft", args=[draft.pk]))
    with whole_node():
        assert not Draft.objects.exists()


def test_only_the_fields_of_the_form_are_kept_and_a_forged_slip_keeps_nothing(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    keep(client, form, text="x", password="secret", csrfmiddlewaretoken="t")
    assert [name for name, _values in drafts.of_member(cast["alma"].pk)[0].held] == ["text"]
    assert keep(client, {**form, "_slip": form["_slip"][:-2]}, text="y").status_code == 403
    assert keep(client, form, text="z" * 70_000).status_code == 413


def test_the_table_shows_neither_text_nor_page_nor_case(client, cast, world):
    from django.db import connection

    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    keep(client, form, text="Kanarie-Zq7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM work_draft")
        row = b"|".join(
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for value in cursor.fetchone()
        )
    for told in ("Kanarie-Zq7", str(world.case.pk), world.case.pk.hex, "notes"):
        assert told.encode() not in row


def test_drafts_end_after_thirty_days_and_when_she_leaves(client, cast, world):
    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    keep(client, form, text="old")
    Draft.objects.update(saved_at=timezone.now() - datetime.timedelta(days=29))
    drafts.forget_old()
    assert Draft.objects.exists()
    actions.leave(by=None, membership=Membership.objects.get(member=cast["alma"], until__isnull=True))
    assert not Draft.objects.exists()
    assert not Wrap.objects.filter(holder=cast["alma"].pk).exists()


def test_what_she_wrote_of_a_new_case_stays_with_the_organisation_she_wrote_it_for(client, cast, world):
    there, elsewhere = Unit.objects.get(code="region-syd"), Unit.objects.get(code="social-exempelby")
    ylva = actions.add_member(by=None, email="ylva@fyr.example", name="Ylva", unit=there, role="social_worker")
    sign_in(client, ylva)
    form, _page = opened(client, "/cases/new/")
    keep(client, form, alias="Hemlig")
    actions.join(by=None, member=ylva, unit=elsewhere, role="social_worker")
    assert drafts.count(ylva.pk) == 1
    actions.leave(by=None, membership=Membership.objects.get(member=ylva, unit=there))
    assert drafts.count(ylva.pk) == 0


def test_after_discarding_she_is_led_to_an_address_of_the_node_and_nowhere_else(client, cast, world):
    sign_in(client, cast["alma"])
    to = {
        "/cases/": "/cases/",
        "nonsense": "/drafts/",
        "//else.example/": "/drafts/",
        "https://else.example": "/drafts/",
    }
    discard = reverse("web:discard_draft", args=[uuid.uuid4()])
    assert {asked: client.post(discard, {"next": asked}).url for asked in to} == to


def test_the_forms_of_passphrases_keep_no_draft(client, cast, world):
    sign_in(client, cast["alma"])
    assert b"_slip" not in client.get("/cases/export/").content


def test_keeping_a_draft_leaves_one_entry_without_a_subject(client, cast, world):
    from fyr.journal.models import Entry as Noted

    sign_in(client, cast["alma"])
    form, _page = opened(client, note_page(world))
    before = Noted.objects.count()
    keep(client, form, text="x")
    newest = Noted.objects.order_by("-at", "-pk").first()
    assert (Noted.objects.count(), newest.label, newest.subject) == (before + 1, "web:keep_draft", None)
    assert newest.codes == '{"method":"post"}'


def test_saving_what_stands_there_already_changes_nothing(client, cast, world):
    sign_in(client, cast["alma"])
    with whole_node():
        need = Need.objects.get(case=world.case)
    address = reverse("cases:change_need", args=[world.case.pk, need.pk])
    form, _page = opened(client, address)
    need.case = world.case
    told = {**form, "kind": need.kind, "description": need.description, "version": need.version}
    answer = client.post(address, told, follow=True)
    assert [told.level_tag for told in answer.context["messages"]] == ["info"]
    with whole_node():
        assert _changes() == 0
        assert Need.objects.get().version == need.version


STEPS = st.lists(
    st.sampled_from(["type", "keep", "end", "sign in", "send", "kill", "other", "merge"]), min_size=4, max_size=14
)


@settings(max_examples=20)
@example(["type", "keep", "merge", "sign in"])
@example(["type", "merge", "send", "other", "send", "send"])
@example(["type", "merge", "keep", "end", "send"])
@given(steps=STEPS)
def test_no_acknowledged_text_is_lost_and_none_is_saved_twice(client, cast, world, steps):
    """One need, two editors, a case that becomes part of another: what the server has acknowledged stands in a draft or in
    the need, each text once, and the page of the draft shows it."""
    drafts.drop(Draft.objects.all())
    with whole_node():
        # Earlier examples have left it in another case.
        case = case_for(cast["alma"], Need.objects.get(pk=world.values["need_id"]).case_id)
    address = reverse("cases:change_need", args=[case.pk, world.values["need_id"]])
    before = _changes()
    sign_in(client, cast["alma"])
    (form, page), text, acknowledged, saved = opened(client, address), "start", None, []
    version = _hidden(page, "version")
    for number, step in enumerate(steps):
        told = {**form, "kind": "medical", "description": text, "version": version}
        if step == "type":
            text = f"text {number} {uuid.uuid4()}"
        elif step == "end":
            client.cookies.pop("fyr_session", None)
        elif step == "sign in":
            sign_in(client, cast["alma"])
        elif step == "other":
            with whole_node():
                Need.objects.filter(pk=world.values["need_id"]).update(version=F("version") + 1)
        elif step == "merge":
            case = _merged(cast["alma"], case)
        elif step == "kill":
            _killed(client, address, told)
        elif step == "keep" and client.post("/draft/", told).status_code == 204:
            acknowledged = text
        elif step == "send":
            answer = client.post(address, told)
            if answer.status_code == 422:
                # The page stands open with her text, and takes what the answer told it.
                form["key"], version = (
                    _hidden(answer.content.decode(), "key"),
                    _hidden(answer.content.decode(), "version"),
                )
            elif "draft=" in answer.url:
                led = client.get(answer.url, follow=True)
                acknowledged, address, page = text, led.request["PATH_INFO"], led.content.decode()
                form = {name: _hidden(page, name) for name in form}
                assert text in page
                version = _hidden(page, "version")
            else:
                acknowledged = text
                if not answer.url.startswith("/sign-in/"):
                    saved.append(text)
                    acknowledged = None
        if acknowledged is not None:
            assert acknowledged in _everywhere(cast["alma"], case)
    assert _changes() - before <= len(set(saved))
    if saved:
        assert saved[-1] in _everywhere(cast["alma"], case)
    sign_in(client, cast["alma"])
    for draft in drafts.of_member(cast["alma"].pk):
        page = client.get(f"{draft.page['path']}?draft={draft.pk}", follow=True).content.decode()
        assert dict(draft.held)["description"][0] in page


def _hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page).group(1)


def _merged(member, case):
    """The case becomes part of another one of the same unit."""
    with whole_node():
        other = case_for(member, intake.open_case(by=member, unit=case.unit, intake=Intake(alias="Tvillingen")).pk)
        merging.merge(by=member, case=case_for(member, case.pk), into=other, why="Samma person")
        return case_for(member, other.pk)


def _changes():
    with whole_node():
        return Entry.objects.filter(act=Act.NEED_CHANGED).count()


def _everywhere(member, case):
    """What was sent and what waits, in clear."""
    with whole_node():
        need = Need.objects.get(case=case)
        need.case = case
        kept = [value for draft in drafts.of_member(member.pk) for _name, values in draft.held for value in values]
        return [need.description, *kept]


def _killed(client, address, told):
    """The process ends before the commit: nothing of the request remains."""
    from django.db import transaction

    class Killed(Exception):
        pass

    try:
        with transaction.atomic():
            client.post(address, told)
            raise Killed
    except Killed:
        pass

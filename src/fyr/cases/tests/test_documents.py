"""Documents of a case: who sees which, what is kept of a file, and what is left when it is removed."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404

from fyr.access.models import Unit
from fyr.cases.access import case_for
from fyr.cases.actions import documents, referrals
from fyr.cases.codes.documents import READ_BY_KIND, DocumentKind, FileMedia, FileTreatment
from fyr.cases.documents import readable
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Document, DocumentChunk, Entry, Referral
from fyr.vault.errors import Tampered
from fyr.web.harmless.kinds import Harmless, Media, Treatment
from tests.hostile import photo_with_place

pytestmark = pytest.mark.django_db
TEXT = Harmless("Beslut om vård".encode(), Media.TEXT, Treatment.UNCHANGED)


@pytest.fixture
def add(cast, world):
    def one(kind="decision", names_her=False, **more):
        told = {"by": cast["alma"], "case": world.case, "title": "Beslut", "file": TEXT}
        return documents.add_document(**told | {"kind": kind, "names_her": names_her} | more)

    return one


def address(world, *parts):
    return "/".join(["/cases", str(world.case.pk), "documents", *map(str, parts), ""])


def seen_by(member, world):
    return set(readable(case_for(member, world.case.pk)).values_list("kind", "names_her"))


def test_every_kind_has_its_reader_and_every_code_of_the_examination_its_words():
    assert set(READ_BY_KIND) < set(DocumentKind.values)
    assert set(FileMedia.values) == {one.value for one in Media}
    assert set(FileTreatment.values) == {one.value for one in Treatment}


def test_each_member_sees_the_documents_that_her_rights_reach_and_no_trace_of_others(cast, world, add, browse):
    everything = {(kind, named) for kind in DocumentKind.values for named in (True, False)}
    added = {add(kind, named): (kind, named) for kind, named in sorted(everything)}
    referrals.accept_referral(
        by=cast["daniel"], referral=Referral.objects.get(to_unit=Unit.objects.get(code="trygg-hamn"))
    )
    plain = {"decision", "agreement", "other"}
    assert seen_by(cast["alma"], world) == everything
    assert seen_by(cast["björn"], world) == everything
    assert seen_by(cast["elsa"], world) == {one for one in everything if one[0] in plain | {"identity"}}
    assert seen_by(cast["daniel"], world) == {(kind, False) for kind in plain}
    browser = browse(cast["daniel"])
    page = browser.get(address(world)).content.decode()
    for document, (kind, named) in added.items():
        open_to_him = kind in plain and not named
        assert (str(document.pk) in page) == open_to_him
        assert browser.get(address(world, document.pk, "file")).status_code == (200 if open_to_him else 404)
        assert browser.get(address(world, document.pk, "remove")).status_code == (200 if open_to_him else 404)


def test_nobody_adds_or_turns_a_document_into_one_that_she_may_not_read_herself(cast, world, add):
    elsas = case_for(cast["elsa"], world.case.pk)
    with pytest.raises(Refused):
        add("medical", by=cast["elsa"], case=elsas)
    one = add("decision", by=cast["elsa"], case=elsas)
    told = {"by": cast["elsa"], "case": elsas, "document_id": one.pk, "version": 1, "names_her": False, "title": "x"}
    with pytest.raises(Refused):
        documents.change_document(**told, kind="police")
    documents.change_document(**told, kind="identity")
    with pytest.raises(ChangedMeanwhile):
        documents.change_document(**told, kind="identity")


def test_the_timeline_says_neither_what_a_document_is_nor_what_it_is_called(add, world):
    add("police", title="Förundersökning")
    line = Entry.objects.filter(case=world.case).order_by("-at", "-id").first()
    line.case = world.case
    assert (line.act, line.code, line.text) == ("document.added", "", None)


def test_a_photo_goes_in_with_its_place_and_comes_out_without_as_a_download_with_a_neutral_name(cast, world, browse):
    browser = browse(cast["alma"])
    sent = {"kind": "photo", "names_her": "yes", "title": "Rummet", "key": str(uuid.uuid4())}
    for _click in range(2):
        file = SimpleUploadedFile("Anna Andersson.jpg.exe", photo_with_place(), "text/html")
        assert browser.post(address(world, "new"), sent | {"file": file}).status_code == 302
    photo = Document.objects.get(kind="photo")
    answer = browser.get(address(world, photo.pk, "file"), headers={"Range": "bytes=0-5"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert b"Exif" not in answer.content
    assert answer.headers["Content-Disposition"] == f'attachment; filename="document-{photo.pk.hex[:8]}.jpg"'
    assert answer.headers["Content-Type"] == "image/jpeg"
    other = sent | {"file": SimpleUploadedFile("b.txt", b"another one")}
    answer = browser.post(address(world, "new"), other)
    assert answer.status_code == 422, "the same form with another file is told, not swallowed"
    assert Document.objects.filter(kind="photo").count() == 1


def test_a_form_that_comes_back_keeps_what_was_written_and_asks_for_the_file_again(cast, world, browse):
    sent = {"title": "", "kind": "other", "names_her": "no", "note": "Kom med posten"}
    answer = browse(cast["alma"]).send(address(world, "new"), **sent, file=SimpleUploadedFile("a.txt", b"hej"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kom med posten" in page
    assert "Välj filen igen" in page or "Choose the file again" in page
    assert 'enctype="multipart/form-data"' in page


def test_what_was_removed_is_destroyed_and_tells_who_did_it_and_why(cast, world, add, browse):
    one = add(title="Fel person")
    told = {"by": cast["alma"], "case": world.case, "document_id": one.pk, "reason": "Hör inte hit"}
    documents.remove_document(**told)
    assert not DocumentChunk.objects.filter(document=one).exists()
    with pytest.raises(Refused):
        documents.remove_document(**told)
    browser = browse(cast["alma"])
    assert "Hör inte hit" in browser.get(address(world)).content.decode()
    assert browser.get(address(world, one.pk, "file")).status_code == 404
    assert browser.get(address(world, one.pk, "change")).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=one.pk).update(removed_by=None)


def test_a_chunk_of_another_file_is_not_handed_out(cast, world, add):
    one, other = add(), add()
    DocumentChunk.objects.filter(document=one).delete()
    DocumentChunk.objects.filter(document=other).update(document=one)
    with pytest.raises(Tampered):
        documents.content_of(by=cast["alma"], case=world.case, document_id=one.pk)
    with pytest.raises(Http404):
        documents.content_of(by=cast["alma"], case=world.case, document_id=uuid.uuid4())


def test_a_case_holds_so_much_and_no_more(world, add, settings):
    held = sum(Document.objects.filter(case=world.case).values_list("chunks", flat=True))
    settings.DOCUMENTS_LARGEST = (held + 1) * 64 * 1024
    one = add()
    with pytest.raises(Refused) as refused:
        add()
    assert refused.value.field == "file"
    documents.remove_document(by=one.added_by, case=world.case, document_id=one.pk, reason="x")
    add()

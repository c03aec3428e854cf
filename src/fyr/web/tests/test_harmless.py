"""Files from outside: what is refused, and what is gone from what is kept."""

import io
import zipfile

import pytest
from PIL import Image

from fyr.web.harmless import examine as own_process
from fyr.web.harmless.examine import examine
from fyr.web.harmless.kinds import Fault, Harmful, look
from tests import hostile
from tests.hostile import DISARMED, REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_do_harm_is_refused_with_its_reason(name):
    make, fault = REFUSED[name]
    with pytest.raises(Harmful) as refused:
        look(make())
    assert refused.value.fault.value == fault


@pytest.mark.parametrize("name", DISARMED)
def test_what_is_kept_does_nothing_and_tells_nothing(name):
    make, media = DISARMED[name]
    came = make()
    assert hostile.said(came) > set(), "there is something to take away"
    made = look(came)
    assert made.media.value == media
    assert hostile.said(made.content) == set()


def test_a_photo_stands_upright_although_nothing_says_any_more_how_it_was_held():
    with Image.open(io.BytesIO(look(hostile.photo_with_place()).content)) as seen:
        assert seen.size == (30, 40)
        assert not seen.getexif()


def test_a_signed_pdf_keeps_its_signature_and_every_byte():
    signed = hostile.signed_pdf()
    made = look(signed)
    assert (made.content, made.treatment.value) == (signed, "signed")


def test_an_office_file_stays_one_and_lists_nothing_that_is_gone():
    with zipfile.ZipFile(io.BytesIO(look(hostile.docx()).content)) as kept:
        assert "word/document.xml" in kept.namelist()
        assert not any(b"docProps" in kept.read(name) for name in kept.namelist())


def test_the_looking_is_done_in_a_process_without_keys_that_writes_no_file(monkeypatch, tmp_path):
    told = tmp_path / "told.py"
    monkeypatch.setattr(own_process, "CHILD", told)
    told.write_text("import os, sys; sys.stdout.write(f'kept txt unchanged\\n{dict(os.environ)}')")
    assert b"FYR" not in examine(b"x", 10_000).content
    assert examine(b"x", 10_000).content.count(b"KEY") == 0


def test_what_became_too_large_is_refused_and_the_rest_comes_back_from_the_other_process():
    assert examine(hostile.photo_with_place(), 10_000).media.value == "jpg"
    with pytest.raises(Harmful) as refused:
        examine(hostile.photo_with_place(), 10)
    assert refused.value.fault is Fault.TOO_LARGE
    with pytest.raises(Harmful) as refused:
        examine(hostile.bomb(), 10_000)
    assert refused.value.fault is Fault.UNPACKS

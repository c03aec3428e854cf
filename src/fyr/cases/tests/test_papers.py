"""Papers that tell of her: who may make them, what stands on them, and that nothing has no name."""

import json
import re

import pytest
from django.urls import reverse

from fyr.cases import extract
from fyr.cases.access import case_for
from fyr.cases.actions.merging import part_models
from fyr.cases.chapters import CHAPTERS, NOT_ON_PAPER
from fyr.cases.extract import KEPT_BACK
from fyr.cases.labels import FIELDS, PARTS
from fyr.cases.models import Case, Entry
from fyr.cases.tests.test_paper import streams
from fyr.web import pdf
from tests.routes import SECRET

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(not pdf.can_make_pdf(), reason="Debian's pango is missing, so no PDF can be made here")


def test_every_part_of_a_case_stands_in_one_chapter_and_every_field_has_a_name():
    models = [Case, *part_models()]
    placed = [name for chapter in CHAPTERS for name in chapter.parts]
    assert sorted(placed) == sorted({model.__name__ for model in models} - NOT_ON_PAPER)
    assert set(placed) <= set(PARTS)
    fields = {
        field.name for model in models if model.__name__ not in NOT_ON_PAPER for field in model._meta.concrete_fields
    } - KEPT_BACK
    assert fields - set(FIELDS) == set()


def test_the_answer_to_a_request_for_access_holds_everything(browse, cast, world):
    hers = browse(cast["alma"])
    told = {"language": "sv", "form": "json", "safe": "on"}
    answer = hers.send(f"/cases/{world.case.pk}/papers/access/", **told)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="document-')
    held = json.loads(answer.content)
    assert set(held["kept"]) == {name for chapter in CHAPTERS for name in chapter.parts}
    for text in ("first", "alias", "story", "need", "note", "task", "message", "consent", "word"):
        assert f"{SECRET} {text}" in answer.content.decode(), text
    assert held["opened"][0]["name"] == cast["alma"].name
    assert Entry.objects.filter(case=world.case, act="paper.made", code="access").count() == 1


def test_absent_stays_absent_in_the_data(world):
    told = extract.as_data(world.case, CHAPTERS)
    assert told["Need"][0]["unmet_note"] is None


@needs_pango
@pytest.mark.parametrize("kind", ["summary", "decision", "access"])
def test_the_paper_is_pdf_a(browse, cast, world, kind):
    told = {"language": "en", "form": "pdf", "safe": "on", "chapters": ["contact", "plan"]}
    answer = browse(cast["alma"]).send(f"/cases/{world.case.pk}/papers/{kind}/", **told)
    assert answer.status_code == 200, answer.content.decode()[-800:]
    assert answer.content.startswith(b"%PDF-1.7")
    assert b"pdfaid" in b"".join(streams(answer.content))


def test_no_paper_is_made_until_somebody_says_that_it_is_safe(browse, cast, world):
    hers = browse(cast["alma"])
    told = {"language": "sv", "chapters": ["plan"]}
    assert hers.send(f"/cases/{world.case.pk}/papers/summary/", **told).status_code == 422
    assert not Entry.objects.filter(act="paper.made").exists()


def test_who_may_not_read_all_of_it_gives_out_no_part_of_it(browse, cast, world):
    told = {"language": "sv", "form": "json", "safe": "on"}
    assert browse(cast["elsa"]).send(f"/cases/{world.case.pk}/papers/access/", **told).status_code == 403
    page = browse(cast["elsa"]).get(f"/cases/{world.case.pk}/papers/summary/").content.decode()
    assert 'value="case"' not in page, "what was done to her is not hers to put on paper"
    forged = {"language": "sv", "safe": "on", "chapters": ["case"]}
    assert browse(cast["elsa"]).send(f"/cases/{world.case.pk}/papers/summary/", **forged).status_code == 422


def test_a_paper_in_words_holds_chosen_chapters_only(world):
    told = extract.in_words(world.case, [one for one in CHAPTERS if one.code == "plan"], "sv")
    text = str(told)
    assert f"{SECRET} need" in text
    assert f"{SECRET} story" not in text


def test_whoever_helps_prints_nothing_of_who_else_was_asked_or_told(cast, world):
    """The return officer may read identity, so that she may make papers; the shelter was asked beside her."""
    case = case_for(cast["elsa"], world.case.pk)
    chapters = [one for one in CHAPTERS if one.needs in case.may]
    told = str(extract.in_words(case, chapters, "sv"))
    assert "Elsa" in told
    assert not [one for one in ("Trygg hamn", "trygg-hamn", f"{SECRET} message") if one in told]
    whole = str(extract.in_words(world.case, chapters, "sv"))
    assert "Trygg hamn" in whole
    assert f"{SECRET} message" in whole


def test_a_paper_holds_words_and_no_codes_or_ids(world):
    told = str(extract.in_words(world.case, CHAPTERS, "sv"))
    assert not [one for one in ("child.protection", "info.reflection", "'reflection'", " object (") if one in told]
    assert not re.search(r"'[0-9a-f]{8}-[0-9a-f-]{27}'", told)


def test_whoever_helps_ends_no_request_but_her_own(browse, cast, world):
    address = reverse("cases:referral_done", args=[world.case.pk, world.values["referral_id"]])
    assert browse(cast["alma"]).get(address).status_code == 200
    assert browse(cast["elsa"]).get(address).status_code == 404

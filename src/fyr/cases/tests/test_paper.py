"""The plan on paper: accessible, without identity, and only when it is safe to carry."""

import re
import zlib

import pytest

from fyr.cases import page, paper
from fyr.cases.models import Entry
from fyr.web import pdf
from tests.routes import SECRET, build, sign_in

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(not pdf.can_make_pdf(), reason="Debian's pango is missing, so no PDF can be made here")


def streams(document):
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", document, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


@needs_pango
@pytest.mark.parametrize(("language", "title"), [("sv", "Plan"), ("en", "Plan")])
def test_the_pdf_is_tagged_and_knows_its_language_and_title(cast, language, title):
    world = build(cast)
    document = paper.plan_pdf(page.load(world.case), language)
    whole = document + b"".join(streams(document))
    assert document.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in whole
    assert re.search(rb"/Marked true", whole)
    assert re.search(rb"/Lang \(" + language.encode(), whole)
    assert title.encode() in whole or title.encode("utf-16-be") in whole


@needs_pango
def test_the_text_of_the_plan_holds_neither_name_nor_alias_nor_reference(cast):
    from django.template.loader import render_to_string

    world = build(cast)
    html = render_to_string("cases/plan_pdf.html", {"page": page.load(world.case), "language": "sv"})
    for told in (
        f"{SECRET} first",
        f"{SECRET} second",
        f"{SECRET} alias",
        f"{SECRET} story",
        world.case.ref,
        "46701740699",
    ):
        assert told not in html


@needs_pango
def test_what_was_typed_is_on_the_paper_only_where_somebody_said_so(cast):
    from django.template.loader import render_to_string

    loaded = page.load(build(cast).case)
    for texts in (False, True):
        html = render_to_string("cases/plan_pdf.html", {"page": loaded, "language": "sv", "texts": texts})
        assert (f"{SECRET} task" in html) is texts


@needs_pango
def test_every_paper_leaves_its_line_in_the_timeline(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    for _paper in range(2):
        told = {"key": "11111111-1111-4111-8111-111111111111", "safe": "on"}
        assert client.post(f"/cases/{world.case.pk}/plan.pdf", told).status_code == 200
    assert Entry.objects.filter(case=world.case, act="plan.printed").count() == 2


@needs_pango
def test_without_the_word_that_it_is_safe_there_is_no_paper(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    address = f"/cases/{world.case.pk}/plan.pdf"
    refused = client.post(address, {"key": "11111111-1111-4111-8111-111111111111"})
    assert refused.status_code == 422
    given = client.post(address, {"key": "11111111-1111-4111-8111-111111111111", "safe": "on"})
    assert given.headers["Content-Type"] == "application/pdf"


def test_where_pango_is_missing_the_page_says_so_and_can_be_printed(client, cast, monkeypatch):
    world = build(cast)
    monkeypatch.setattr(pdf, "can_make_pdf", lambda: False)
    sign_in(client, cast["alma"])
    shown = client.get(f"/cases/{world.case.pk}/plan/").content.decode()
    assert "libpangoft2-1.0-0" in shown

"""The pages of a plan and a release: whole, in both languages, with nothing fetched and nothing run."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from fyr.release import Budget, plan
from fyr.release.codebook import write
from fyr.release.command import main
from fyr.release.planning import Trust, Verdict
from fyr.release.report import lines, plan_page
from fyr.release.tests.tables import rows, small_book

VOID = {"meta", "rect", "path", "br"}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.seen = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            self.wrong.append(tag)


def looked_at(page):
    tags = Tags()
    tags.feed(page)
    assert tags.open == [] and tags.wrong == []
    names = [tag for tag, _attributes in tags.seen]
    assert not {"script", "img", "link", "iframe"} & set(names)
    assert not re.search(r"https?://|url\(|@import|\son[a-z]+=", page)
    assert names.count("h1") == 1
    ids = [attributes["id"] for _tag, attributes in tags.seen if "id" in attributes]
    assert len(ids) == len(set(ids))
    return tags


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("size", "epsilon"), [(1000, 8.0), (100, 4.0), (30, 0.25)])
def test_a_plan_is_a_whole_page_and_lines_in_both_languages(language, size, epsilon, monkeypatch):
    monkeypatch.setenv("FYR_LANGUAGE", language)
    planned = plan(small_book(size=size), Budget(epsilon))
    page = plan_page(planned)
    looked_at(page)
    assert f'<html lang="{language}">' in page
    told = "\n".join(lines(planned))
    assert str(size) in told and all(one.fields[0] in told for one in planned.ones)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_release_comes_with_a_whole_page_that_names_every_field(language, tmp_path, monkeypatch):
    monkeypatch.setenv("FYR_LANGUAGE", language)
    monkeypatch.chdir(tmp_path)
    book = small_book(name="<b>fjärran & nära</b>")
    rows(book, 1000).to_csv("rows.csv", index=False)
    write(book, tmp_path / "book.json")
    assert main(["build", "rows.csv", "--codebook", "book.json", "--epsilon", "8", "--out", "out"]) == 0
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    looked_at(page)
    assert "<b>" not in page and "&lt;b&gt;fjärran &amp; nära" in page
    assert all(field.name in page for field in book.fields)
    assert str(json.loads((tmp_path / "out" / "release.json").read_text("utf-8"))["epsilon"]).removesuffix(".0") in page


def test_every_text_of_the_engine_stands_in_both_languages_with_the_same_values():
    from fyr.release.errors import _words

    for code, texts in _words().items():
        assert set(texts) == {"en", "sv"}, code
        assert len({frozenset(re.findall(r"(?<!\{)\{(\w+)", text)) for text in texts.values()}) == 1, code


def test_a_plan_reads_no_table_and_says_what_would_help():
    planned = plan(small_book(size=30), Budget(0.25))
    assert planned.verdict == Verdict.NOTHING
    assert planned.hopeless and all(one.trust == Trust.HOPELESS for one in planned.hopeless)
    assert any("30" in line for line in lines(planned))


def test_more_budget_and_more_persons_never_make_a_plan_worse():
    errors = [
        [one.error for one in plan(small_book(size=size), Budget(epsilon)).pairs]
        for size, epsilon in ((1000, 8.0), (1000, 12.0), (10_000, 12.0))
    ]
    for worse, better in pairwise(errors):
        assert all(one <= other for one, other in zip(better, worse, strict=True))

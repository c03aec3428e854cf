"""A table of acts: what it offers, what leads, and what is not possible yet."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from fyr.access.permissions import Permission
from fyr.web.acts import Act, ActTable, Offer, views
from fyr.web.row_form import ConfirmForm

READ, WRITE = Permission.FUNDING_READ, Permission.FUNDING_WRITE
MEMBER: Any = SimpleNamespace()
ROW = SimpleNamespace(pk=1, lacks=["A dated plan", "<b>Her</b> answer"])


def act(code: str, permission: Permission = READ, **more: Any) -> Act:
    return Act("row", code, code.title(), permission, lambda by, row, form: None, **more)


def table(*acts: Act, own_page: tuple[str, ...] = ("row",)) -> ActTable:
    return ActTable(
        app="testslice",
        acts=acts,
        may=lambda member, row: frozenset({READ}),
        row_for=lambda member, kind, pk, permission: ROW,
        parent_of=lambda kind, row: ("whole", "parent"),
        own_page=own_page,
        trail_to=lambda kind, row: [(row, f"/{kind}/")],
        url_of=lambda kind, row: f"/{kind}/",
    )


def codes(offers: list[Offer]) -> list[str]:
    return [one.act.code for one in offers]


def test_only_what_she_may_and_what_fits_is_offered_the_aside_last() -> None:
    made = table(
        act("undo", aside=True),
        act("write"),
        act("approve", WRITE),
        act("late", when=lambda row: False),
        act("mine", hers=lambda by, row: False),
        Act("other", "read", "Read", READ, lambda by, row, form: None),
    )
    assert codes(made.offered(MEMBER, ROW, "row")) == ["write", "undo"]


def test_the_first_is_the_one_that_says_why_and_is_possible() -> None:
    made = table(
        act("undo", aside=True, why="It was wrong."),
        act("send", why="It is whole.", missing=lambda row: row.lacks),
        act("write"),
        act("plan", why="She waits for it."),
    )
    shown = made.page(MEMBER, ROW, "row")
    assert shown["first"].act.code == "plan"
    assert codes(shown["acts"]) == ["send", "write"]
    assert codes(shown["aside_acts"]) == ["undo"]


@pytest.mark.parametrize("form", [None, ConfirmForm])
def test_an_act_that_is_not_possible_yet_says_what_has_to_come_first(form: Any) -> None:
    offers = table(act("send", form=form, missing=lambda row: row.lacks)).offered(MEMBER, ROW, "row")
    shown = render_to_string("web/acts.html", {"offers": offers, "name": "No 1"})
    assert '<p class="fyr-quiet">Send<span class="ds-sr-only">: No 1</span></p>' in shown
    assert "<li>A dated plan</li><li>&lt;b&gt;Her&lt;/b&gt; answer</li>" in shown
    assert "href" not in shown
    assert "<button" not in shown


def test_every_act_has_an_address_of_its_own() -> None:
    made = table(act("send"), act("write", form=ConfirmForm))
    send, write = made.paths({"row": "rows"}, {"row": "some_row"})
    assert (str(send.pattern), send.name) == ("rows/<uuid:some_row_id>/send/", "row_send")
    assert str(made.paths({"row": "rows"})[1].pattern) == "rows/<uuid:row_id>/write/"
    assert send.callback.fyr_rule.methods == {"POST"}
    assert write.callback.fyr_rule.methods == {"GET", "HEAD", "POST"}


def test_what_was_done_shows_on_its_own_page_or_on_that_of_what_it_belongs_to() -> None:
    one = act("send")
    assert table(one).shown_on(one, ROW) == ("row", ROW)
    assert table(one, own_page=()).shown_on(one, ROW) == ("whole", "parent")


@pytest.mark.parametrize(("lacks", "lead"), [([], "Read it once more."), (["A dated plan"], "does not fit")])
def test_who_comes_to_the_form_by_an_old_link_reads_what_has_to_come_first(monkeypatch, rf, lacks, lead) -> None:
    shown: dict[str, Any] = {}
    monkeypatch.setattr(views, "me", lambda request: MEMBER)
    monkeypatch.setattr(views, "form_page", lambda request, form, **more: shown.update(more))
    one = act("send", form=ConfirmForm, lead="Read it once more.", missing=lambda row: lacks)
    table(one).view_of(one)(rf.get("/"), row_id=1)
    with translation.override("en"):
        assert lead in str(shown["lead"])
    assert list(shown["points"]) == lacks

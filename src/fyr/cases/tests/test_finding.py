"""Finding a case: whole, by part and by sound, over sealed data; filters that a member keeps."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases import sound
from fyr.cases.access import case_for
from fyr.cases.actions import intake, record
from fyr.cases.actions.contact import Contact
from fyr.cases.actions.intake import Intake
from fyr.cases.models import SavedFilter

ALIKE = (
    ("Aleksandra", "Alexandra"), ("Mohammed", "Muhamad"), ("Jelena", "Yelena"), ("Khadija", "Kadija"), ("Łucja", "Lucja"),
    ("Katarzyna", "Katarsyna"), ("Kristina", "Christina"), ("Oksana", "Oxana"), ("Sofia", "Zofija"), ("Wiktoria", "Viktorija"),
    ("Szymon", "Shimon"), ("Phuong", "Fuong"), ("Sthapit", "Stapit"), ("Jönsson", "Jonson"), ("Čeněk", "Cenek"),
)  # fmt: skip
UNLIKE = (("Anna", "Maria"), ("Olena", "Oksana"), ("Ali", "Amir"), ("Lind", "Lund-Berg"), ("Karin", "Marin"))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_name_sound_alike(one, other):
    assert sound.key(one) == sound.key(other) != ""


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_different_names_do_not(one, other):
    assert sound.key(one) != sound.key(other)


@given(st.text(max_size=40))
def test_whatever_is_written_has_a_key_or_none_and_breaks_nothing(text):
    assert sound.key(text) == sound.key(text.upper()) or not text.isascii()
    assert sound.key(text).isascii()


@pytest.fixture
def find(browse, cast):
    def of(member, query):
        page = browse(cast[member]).post("/cases/search/", {"q": query})
        groups = page.context["groups"] if page.context else None
        if page.status_code == 302:
            return [page.url]
        return [case.alias for _label, cases in groups or () for case in cases]

    return of


@pytest.fixture
def people(db, cast):
    """Three cases of region-syd."""
    for alias, first, phone in (("Havet", "Aleksandra", "+46701740601"), ("Björken", "Alexandru", "070-174 06 02"), ("Tallen", "Bogdan", "")):  # fmt: skip
        told = Intake(alias=alias, contact=Contact(phone=phone, how="sms"))
        case = case_for(cast["alma"], intake.open_case(by=cast["alma"], unit=Unit.objects.get(code="region-syd"), intake=told).pk)  # fmt: skip
        record.save_section(by=cast["alma"], case=case, section="person", fields={"prs_FirstName": first}, version=0)


@pytest.fixture(params=["few", "many"])
def order(request, monkeypatch):
    """What few cases carry is looked for from the terms, what many carry from the newest case: both find the same."""
    if request.param == "many":
        monkeypatch.setattr("fyr.cases.found.MANY", 0)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Aleksandra", ["Havet", "Björken"]), ("alexandra", ["Björken", "Havet"]), ("alek", ["Havet"]), ("bog", ["Tallen"]),
        ("HAV", ["Havet"]), ("hafet", ["Havet"]), ("0601", ["Havet"]), ("740602", ["Björken"]), ("0701740602", ["Björken"]),
        ("björk", ["Björken"]), ("zz", []), ("aleksandra hav", []), ("070 174 0602", ["Björken"]), ("1", []),
    ],
)  # fmt: skip
def test_a_case_is_found_whole_by_part_and_by_sound_best_fit_first(find, people, order, query, expected):
    assert sorted(find("alma", query)) == sorted(expected)
    assert find("alma", query)[:1] == expected[:1]


def test_the_last_part_of_a_reference_is_enough(find, people, cast):
    from fyr.cases.models import Case

    ref = Case.objects.order_by("opened_at").first().ref
    assert find("alma", ref.rsplit("-", 1)[-1].lower()) == ["Havet"]


def test_no_part_or_sound_of_a_name_finds_a_case_for_a_stranger_or_one_who_may_not_read_names(find, people, order):
    for query in ("Aleksandra", "alek", "alexandra", "havet", "0601"):
        assert find("carina", query) == []
        assert find("daniel", query) == []


def test_the_newest_of_too_many_are_shown_and_a_better_fit_before_all(find, people, order, monkeypatch):
    monkeypatch.setattr("fyr.cases.found.FOUND", 1)
    assert find("alma", "alex") == ["Björken"]
    monkeypatch.setattr("fyr.cases.found.FOUND", 2)
    assert find("alma", "ale") == ["Björken", "Havet"]
    assert find("alma", "Aleksandra") == ["Havet", "Björken"]


def test_digests_of_one_kind_are_never_those_of_another(people):
    from fyr.cases.models import SearchTerm

    by_digest = {}
    for kind, digest in SearchTerm.objects.values_list("kind", "digest"):
        by_digest.setdefault(bytes(digest), set()).add(kind)
    assert all(len(kinds) == 1 for kinds in by_digest.values())
    assert {"name_part", "name_sound", "alias_part", "alias_sound", "phone_part"} <= set(
        itertools.chain(*by_digest.values())
    )


def test_a_filter_that_she_keeps_is_hers_and_holds_code_words_only(browse, cast, people):
    hers = browse(cast["alma"])
    assert hers.send("/cases/filters/save/?state=all&only=child&concern=%3Cb%3E&q=Mira").status_code == 302
    assert hers.send("/cases/filters/save/?state=all&only=child").status_code == 302
    assert [one.chosen for one in SavedFilter.objects.all()] == ["state=all&only=child"]
    page = hers.get("/cases/").content.decode()
    assert "?state=all&amp;only=child" in page
    assert "only=child" not in browse(cast["björn"]).get("/cases/").content.decode().replace('value="child"', "")
    with whole_node():
        kept = SavedFilter.objects.get()
    assert browse(cast["björn"]).send(f"/cases/filters/{kept.pk}/remove/").status_code == 302
    with whole_node():
        assert SavedFilter.objects.filter(pk=kept.pk).exists()
    browse(cast["alma"]).send(f"/cases/filters/{kept.pk}/remove/")
    with whole_node():
        assert not SavedFilter.objects.exists()


def test_her_own_cases_are_one_filter_away(browse, cast, people):
    assert len(browse(cast["alma"]).get("/cases/?only=mine").context["cases"]) == 3
    assert browse(cast["björn"]).get("/cases/?only=mine").context["cases"] == []

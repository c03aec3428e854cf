"""A slice shows up in every room that asks for it, and no room knows it (tests/testslice)."""

import pytest
from django.apps import apps

from fyr.access.scope import whole_node
from tests.routes import all_routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    from tests.routes import build

    return build(cast)


@pytest.fixture
def read(client, cast, world):
    from tests.routes import sign_in

    sign_in(client, cast["alma"])
    return lambda address: client.get(address).content.decode()


def test_a_slice_stands_in_the_navigation_and_on_my_day(read):
    page = read("/")
    assert ">Testslice</a>" in page
    assert "Item of the test slice" in page


def test_a_slice_has_a_panel_on_the_case_page(read, world):
    page = read(f"/cases/{world.case.pk}/")
    assert "Panel of the test slice" in page


def test_an_entry_of_a_slice_stands_on_the_case_page_among_those_of_its_time(read, world):
    with whole_node():
        apps.get_model("cases", "Entry").objects.filter(case=world.case).exclude(
            act__in=("case.opened", "note.written")
        ).delete()
    assert "Entry of the test slice" in read(f"/cases/{world.case.pk}/")


def test_a_slice_has_its_entries_on_the_whole_timeline_too_at_their_moment(read, world):
    page = read(f"/cases/{world.case.pk}/timeline/")
    assert page.index("Kanarie-Zq7 note") < page.index("Entry of the test slice")


def test_the_routes_of_a_slice_are_in_the_access_matrix():
    assert {"testslice:page", "testslice:case"} <= {route.name for route in all_routes()}

"""The 783 grants of a real funder, as it published them."""

import pytest

from fyr.funding.actions.imports import take_all
from fyr.funding.interchange.reading import read
from fyr.funding.models import PublishedGrant
from fyr.funding.models.incoming import IncomingState
from fyr.funding.tests.interchange_samples import real_grants, reference

SHOWN = ("identifier", "amount", "currency", "awarded_on", "recipient", "recipient_id", "funder_id")


def test_real_grants_come_in_from_json_and_from_their_own_workbook_and_are_the_same(cast):
    workbook = reference("grants/ABCT-360Giving-original.xlsx").read_bytes()
    taken = []
    for name, data in (("abct.json", real_grants()), ("abct.xlsx", workbook)):
        made = take_all(by=cast["farida"], name=name, data=data)
        assert (made.state, made.rejections, made.total) == (IncomingState.DONE, [], 783)
        assert made.sums == {"GBP": 1_278_562_500}
        taken.append(list(PublishedGrant.objects.values_list(*SHOWN)))
        PublishedGrant.objects.all().delete()
    assert taken[0] == taken[1]
    assert sum(row[1] for row in taken[0]) == 1_278_562_500


def test_what_others_add_to_the_standard_is_kept():
    record = read("abct.xlsx", reference("grants/ABCT-360Giving-original.xlsx").read_bytes()).records[0]
    assert record["Website"]["Decision Notes"].startswith("A restricted grant of £30,000")
    assert record["Amount Awarded - website format"] == 30000


@pytest.mark.django_db
def test_the_whole_record_of_a_real_grant_is_kept_as_it_was_published(cast):
    import json

    take_all(by=cast["farida"], name="abct.json", data=real_grants())
    published = {one["id"]: one for one in json.loads(real_grants())["grants"]}
    assert {one.identifier: one.record for one in PublishedGrant.objects.all()} == published

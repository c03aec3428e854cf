"""The directory of those who give support, and how a service is given by one of them."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fyr.access.models import Unit
from fyr.cases import providers
from fyr.cases.actions.providers import add_provider, change_provider, retire_provider
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Provider, Service

pytestmark = pytest.mark.django_db
LIST = "/cases/providers/"


def add(by, name="Jouren", **told):
    return add_provider(by=by, **({"name": name, "kind": "civil", "region": "syd", "needs": ["legal"]} | told))


@pytest.mark.parametrize("name", ["alma", "björn", "carina", "daniel", "elsa", "farida", "jonna"])
def test_who_works_with_cases_or_coordinates_reads_the_directory(cast, browse, name):
    add(cast["alma"])
    assert "Jouren" in browse(cast[name]).get(LIST).content.decode()


@pytest.mark.parametrize("name", ["björn", "carina", "daniel", "farida", "hedda"])
def test_coordinators_and_administrators_keep_it_and_nobody_else(cast, browse, name):
    one = add(cast["jonna"])
    member = browse(cast[name])
    for address in ("add_provider", "change_provider", "retire_provider", "confirm_places"):
        args = [] if address == "add_provider" else [one.pk]
        assert member.send(reverse(f"cases:{address}", args=args)).status_code == 403


def test_the_filter_finds_by_need_region_whom_and_language(cast):
    add(cast["alma"], whom=["women"], languages="svenska, Arabiska")
    add(cast["alma"], "Norr", region="nord")
    add(cast["alma"], "Landet", region="")
    names = lambda **chosen: [one.name for one in providers.found(**chosen)]
    assert names(region="syd") == ["Jouren", "Landet"]
    assert names(whom="women") == names(language="arabiska") == ["Jouren"]
    assert names(need="medical") == []


def test_places_that_nobody_confirmed_lately_say_so_until_one_click(cast, browse):
    one = add(cast["alma"], places=4, free=2)
    Provider.objects.update(confirmed_on=timezone.localdate() - datetime.timedelta(days=31))
    assert providers.free_places() == {"syd": (0, 1)}
    member = browse(cast["alma"])
    assert reverse("cases:confirm_places", args=[one.pk]) in member.get(LIST).content.decode()
    member.send(reverse("cases:confirm_places", args=[one.pk]))
    assert providers.free_places() == {"syd": (2, 0)}


def test_unknown_places_are_not_none(cast, browse):
    add(cast["alma"])
    add(cast["alma"], "Full", places=3, free=0)
    assert providers.free_places() == {"syd": (0, 0)}
    assert Provider.objects.get(name="Jouren").confirmed_on is None


def test_more_cannot_be_free_than_there_is(cast):
    with pytest.raises(Refused):
        add(cast["alma"], places=1, free=2)
    one = add(cast["alma"], places=2, free=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Provider.objects.filter(pk=one.pk).update(free=3)


def test_two_editors_do_not_overwrite_one_another(cast, browse):
    one = add(cast["alma"])
    told = {"name": "Ny", "kind": "civil", "needs": ["legal"]}
    address = reverse("cases:change_provider", args=[one.pk])
    assert browse(cast["alma"]).send(address, version=1, **told).status_code == 302
    with pytest.raises(ChangedMeanwhile):
        change_provider(by=cast["jonna"], provider_id=one.pk, version=1, **told)
    assert Provider.objects.get().name == "Ny"


def test_a_worker_chooses_who_meets_the_need_and_the_name_stays(cast, world, browse):
    listed = Provider.objects.get(name="Kliniken")
    jurist = add(cast["alma"], "Jurist")
    member = browse(cast["alma"])
    address = reverse("cases:new_service", args=[world.case.pk, world.values["need_id"]])
    text = member.get(address).content.decode()
    assert "Kliniken" in text and "Jurist" not in text
    day = timezone.localdate().isoformat()
    assert member.send(address, giver=f"listed:{jurist.pk}", on=day).status_code == 422
    assert member.send(address, giver=f"listed:{listed.pk}", provider="x", on=day).status_code == 422
    assert member.send(address, giver=f"listed:{listed.pk}", on=day).status_code == 302
    retire_provider(by=cast["alma"], provider_id=listed.pk)
    given = [service for service in Service.objects.all()]
    for service in given:
        service.case = world.case
    assert "Kliniken" in [service.given_by for service in given]
    assert "Kliniken" not in member.get(address).content.decode()


def test_a_provider_that_is_a_unit_here_gives_as_that_unit(cast, world, browse):
    unit = Unit.objects.get(code="trygg-hamn")
    one = add(cast["alma"], "Hamnen", unit=unit, needs=["medical"])
    address = reverse("cases:new_service", args=[world.case.pk, world.values["need_id"]])
    browse(cast["alma"]).send(address, giver=f"listed:{one.pk}", on=timezone.localdate().isoformat())
    assert Service.objects.filter(provider_unit=unit).count() == 1


def test_the_directory_has_no_field_for_an_address():
    names = {field.name for field in Provider._meta.get_fields()}
    assert not any(word in name for name in names for word in ("address", "street", "postal"))

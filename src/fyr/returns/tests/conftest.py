"""What the tests of the slice begin with: a programme, a case, and the way of one person."""

import json
from pathlib import Path

import pytest

from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import intake
from fyr.cases.actions.intake import Intake
from fyr.cases.models import Case
from fyr.returns import programmes
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.example.way import Way
from fyr.returns.models import Programme
from tests.snapshot import once

RULES = Path(programmes.__file__).parent / "data" / "amp.json"


@pytest.fixture
def client(client):
    """A request leaves the scope of its member behind; between requests the node itself looks."""
    plain = client.request

    def request(**told):
        with whole_node():
            return plain(**told)

    client.request = request
    return client


def told_rules(**values):
    told = json.loads(RULES.read_text(encoding="utf-8"))
    for name, value in values.items():
        told["rules"][name]["value"] = value
    return told


@pytest.fixture
def programme(cast):
    return Programme.objects.get(
        pk=once("a programme", hers(cast), lambda: keep_programme(by=None, told=told_rules()).pk)
    )


def hers(cast):
    """What a way stands on: the members, and what there is besides."""
    return (
        sorted(one.pk for one in cast.values()),
        sorted(Programme.objects.values_list("pk", flat=True)),
        Case.objects.count(),
    )


def walked(name, cast, make):
    """A way as `make` walks it, whose rows are put back once it has been walked."""

    def told():
        way = make()
        return way.pk, way.case_id, way.word

    return Way(cast, *once(name, hers(cast), told))


def open_case(cast, **told):
    unit = Unit.objects.get(code="region-syd")
    known = {"alias": "Alias", "age": "adult", "concerns": frozenset({"trafficking"})}
    return case_for(cast["alma"], intake.open_case(by=cast["alma"], unit=unit, intake=Intake(**known | told)).pk)


@pytest.fixture
def way(cast, programme):
    return Way.begun(cast, open_case(cast), programme)


@pytest.fixture
def child(cast, programme):
    return Way.begun(cast, open_case(cast, age="child"), programme)


@pytest.fixture
def ready(cast, programme):
    """An adult of whom nothing is missing but that somebody says so."""
    return walked("ready to go", cast, lambda: Way.begun(cast, open_case(cast), programme).ready_to_go())

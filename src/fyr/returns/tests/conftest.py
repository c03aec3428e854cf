"""What the tests of the slice begin with: a programme, a case, and the way of one person."""

import json
from pathlib import Path

import pytest

from fyr.access.models import Unit
from fyr.cases.access import case_for
from fyr.cases.actions import intake
from fyr.cases.actions.intake import Intake
from fyr.returns import programmes
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.example.way import Way

RULES = Path(programmes.__file__).parent / "data" / "amp.json"


def told_rules(**values):
    told = json.loads(RULES.read_text(encoding="utf-8"))
    for name, value in values.items():
        told["rules"][name]["value"] = value
    return told


@pytest.fixture
def programme(cast):
    return keep_programme(by=None, told=told_rules())


def open_case(cast, **told):
    unit = Unit.objects.get(code="region-syd")
    known = {"alias": "Alias", "age": "adult", "concerns": frozenset({"trafficking"})}
    return case_for(cast["alma"], intake.open_case(by=cast["alma"], unit=unit, intake=Intake(**known | told)).pk)


@pytest.fixture
def way(cast, programme):
    return Way(cast, open_case(cast), programme)


@pytest.fixture
def child(cast, programme):
    return Way(cast, open_case(cast, age="child"), programme)

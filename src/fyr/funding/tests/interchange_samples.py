"""Reference data that lies beside the repository, and rows as the public tables hold them."""

import datetime
import json
import os
from pathlib import Path

import pytest

from fyr.funding.models import PublishedDecision, PublishedGrant

BESIDE = Path(__file__).resolve().parents[5] / "shared" / "data"
DATA = Path(os.environ.get("FYR_REFERENCE_DATA") or BESIDE)


def reference(name: str) -> Path:
    """A file of the standards or of real grants; the test is skipped where it is not there."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the reference data {name} is not beside this repository")
    return path


def real_grants() -> bytes:
    return reference("grants/ABCT-360Giving.json").read_bytes()


def grant(number: int = 1, **told) -> dict:
    """A right 360Giving grant."""
    return {
        "id": f"360G-abc-{number}",
        "title": "Stöd åt Räddningsmissionen",
        "description": "Boende och samtal",
        "currency": "SEK",
        "amountAwarded": 150000,
        "awardDate": "2024-03-08",
        "recipientOrganization": [{"id": "SE-ON-8020001234", "name": "Föreningen Ljus"}],
        "fundingOrganization": [{"id": "SE-ON-2021006149", "name": "Jämställdhetsmyndigheten"}],
        **told,
    }


def package(*grants: dict) -> bytes:
    return json.dumps({"grants": list(grants)}).encode()


ACTIVITIES = [
    {
        "title": "Skyddat boende",
        "text": "Platser för den som behöver skydd",
        "expected": "Fler får skydd",
        "theme": "support",
        "state": "running",
        "told": "Åtta platser hölls öppna hela året",
        "results": [
            {"title": "Platser", "unit": "platser", "whom": "", "target": 8, "value": 8, "few": False, "persons": False},
            {"title": "Barn", "unit": "barn", "whom": "children", "target": 5, "value": 3, "few": True, "persons": True},
            {"title": "Utbildade", "unit": "personer", "whom": "adults", "target": None, "value": 40, "few": False, "persons": True},
        ],
    },
    {"title": "Utan mått", "results": []},
]  # fmt: skip


def published() -> tuple[PublishedDecision, PublishedGrant, PublishedGrant]:
    """A decision with everything that is published of it, a grant of three years, and one of a protected organisation."""
    decision = PublishedDecision.objects.create(
        title="Insatser mot prostitution & människohandel",
        decided_on=datetime.date(2024, 1, 25),
        amount=2_200_000_000,
        currency="SEK",
        content={
            "ministry": "Arbetsmarknadsdepartementet",
            "number": "5",
            "diary": "A2024/00123",
            "purpose": "Myndigheten ska fördela medel till stöd åt utsatta.",
            "kind": "assignment",
            "chain": "3:1 ap.6",
            "refs": [{"sv": "Anslag", "en": "Appropriation", "value": "3:1 ap.6"}],
            "recipient": {"name": "Jämställdhetsmyndigheten", "identifier": "SE-ON-2021006149", "kind": "government"},
            "keeper": {"name": "Jämställdhetsmyndigheten", "identifier": "SE-ON-2021006149", "kind": "government"},
            "source": "Regleringsbrev 2024",
            "standing": "stated",
            "allotments": [
                {
                    "year": 2024,
                    "kind": "appropriation",
                    "amount": 1_100_000_000,
                    "standing": "stated",
                    "source": "s. 4",
                },
                {"year": 2025, "kind": "authorisation", "amount": 1_100_000_000, "standing": "presumed", "source": ""},
                {"year": 2025, "kind": "release", "amount": 1_100_000_000, "standing": "stated", "source": ""},
                {"year": 2026, "kind": "appropriation", "amount": None, "standing": "presumed", "source": ""},
            ],
            "activities": ACTIVITIES,
        },
    )
    first = PublishedGrant.objects.create(
        identifier="360G-fyr-JAMY-2024-1",
        decision=decision,
        title="Skyddat boende i Västerås",
        description="Åtta platser & samtal",
        funder="Jämställdhetsmyndigheten",
        funder_id="SE-ON-2021006149",
        recipient="Föreningen Ljus <Väst>",
        recipient_id="SE-ON-8020001234",
        amount=150_000_050,
        currency="SEK",
        awarded_on=datetime.date(2024, 3, 8),
        record=grant(
            1, id="360G-fyr-JAMY-2024-1", amountAwarded=1500000.5, plannedDates=[{"startDate": "2024-04-01", "duration": 33}]
        ),
        content={
            "state": "running",
            "starts_on": "2024-04-01",
            "ends_on": "2026-12-31",
            "decided_on": "2024-03-08",
            "scheme": "2024:1",
            "open_call": True,
            "payments": [{"on": "2024-05-02", "amount": 50_000_050}, {"on": "2099-01-01", "amount": 1}],
            "repaid": [{"on": "2025-02-01", "amount": 1_000_000}],
            "used": 40_000_000,
            "held": 9_000_050,
            "left": 0,
            "standing": "stated",
            "county": "Västmanland",
            "kind": "civil",
            "theme": ["support"],
            "activities": ACTIVITIES,
        },
    )  # fmt: skip
    second = PublishedGrant.objects.create(
        identifier="360G-fyr-JAMY-2024-2",
        decision=decision,
        title="Skyddat stöd",
        funder="Jämställdhetsmyndigheten",
        funder_id="SE-ON-2021006149",
        recipient="Civila samhället, Skåne",
        amount=10_000_000,
        currency="SEK",
        awarded_on=datetime.date(2024, 3, 8),
        content={"state": "closed", "starts_on": "2024-04-01", "ends_on": "2024-12-31"},
    )
    return decision, first, second

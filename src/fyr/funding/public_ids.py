"""Under which names and numbers organisations and grants are published."""

from uuid import UUID

from django.conf import settings

from fyr.funding.models import Decision, Party


def keeper_of(decision: Decision) -> dict[str, str]:
    """The organisation that gives the grants, as {name, identifier, kind}."""
    party = Party.objects.filter(unit=decision.unit_id).first()
    if party is None:
        return {
            "name": decision.unit.organisation.name,
            "identifier": own_id("org", decision.unit_id),
            "kind": "government",
        }
    return {"name": party.public_name, "identifier": party.identifier or own_id("org", party.pk), "kind": party.kind}


def identifier_of(party: Party) -> str:
    return "" if party.protected else party.identifier


def own_id(kind: str, pk: UUID) -> str:
    """An id of our own where no public list has one; the id of a row is random and tells nothing."""
    return f"360G-{settings.GIVING_PREFIX}-{kind}-{pk.hex[:12]}"

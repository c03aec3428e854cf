"""Under which names and numbers organisations and grants are published."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from fyr.funding.codes.decisions import DecisionKind
from fyr.funding.codes.standing import Standing
from fyr.funding.models import Decision, Grant, Party


def keeper_of(decision: Decision) -> dict[str, str]:
    """The organisation that gives the grants, as {name, identifier, kind}."""
    if decision.kind == DecisionKind.DIRECT:
        # Whoever keeps it here only follows it.
        return {"name": decision.ministry, "identifier": own_id("org", decision.pk), "kind": "government"}
    party = Party.objects.filter(unit=decision.unit_id).first()
    if party is None:
        return {
            "name": decision.unit.organisation.name,
            "identifier": own_id("org", decision.unit_id),
            "kind": "government",
        }
    return {
        "name": party.public_name,
        "identifier": identifier_of(party) or own_id("org", party.pk),
        "kind": party.kind,
    }


def identifier_of(party: Party) -> str:
    return "" if party.protected else party.identifier


def own_id(kind: str, pk: UUID) -> str:
    """An id of our own where no public list has one; the id of a row is random and tells nothing."""
    return f"360G-{settings.GIVING_PREFIX}-{kind}-{pk.hex[:12]}"


def title_of(grant: Grant) -> str:
    """Of a protected recipient nothing that somebody has written: a title can name what its name hides."""
    return gettext("Grant to a protected recipient") if grant.recipient.protected else grant.title


def description_of(grant: Grant) -> str:
    """Open data has no tags: what is invented or presumed says so in its first words."""
    text = "" if grant.recipient.protected else grant.purpose
    said = text or title_of(grant)
    return said if grant.standing == Standing.STATED else f"{grant.get_standing_display()}. {said}"

"""IATI 2.03 out: an activity for each public decision, and one below it for each of its own grants.

Grants of other funders, which were imported, are left out: each funder publishes its own activities, and a second copy under
another publisher would be counted twice by everybody who adds IATI data up. 360Giving and the tables have them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils import timezone
from lxml import etree

from fyr.funding.interchange import iati_decisions, iati_grants
from fyr.funding.interchange.iati_activity import Told, element
from fyr.funding.interchange.iati_codes import VERSION
from fyr.funding.interchange.iati_results import add_results
from fyr.funding.interchange.publisher import Publisher, publisher
from fyr.funding.models.public import PublishedDecision, PublishedGrant


def pieces(decisions: Iterable[PublishedDecision], grants: Iterable[PublishedGrant]) -> Iterator[bytes]:
    """The file, an activity at a time."""
    who = publisher()
    at = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="{VERSION}" generated-datetime="{at}">\n'.encode()
    below: dict[UUID | None, list[PublishedGrant]] = defaultdict(list)
    for grant in grants:
        if not grant.imported:
            below[grant.decision_id].append(grant)
    for decision in decisions:
        own = below.pop(decision.pk, [])
        parent = iati_decisions.own_id(decision, who)
        yield _written(iati_decisions.told(decision, own, who), who)
        for grant in own:
            yield _written(iati_grants.told(grant, parent, who), who)
    for grant in (one for left in below.values() for one in left):
        yield _written(iati_grants.told(grant, "", who), who)
    yield b"</iati-activities>\n"


def _written(told: Told, who: Publisher) -> bytes:
    made = element(told, who)
    add_results(made, told, who.language)
    return etree.tostring(made, encoding="utf-8", pretty_print=True)

"""360Giving 1.4.3 out: a package of the published grants, own ones and those of others."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.funding import money
from fyr.funding.interchange.giving_fields import RECIPIENT, VERSION
from fyr.funding.interchange.numbers import exact
from fyr.funding.interchange.publisher import publisher
from fyr.funding.models.public import PublishedGrant


def record_of(grant: PublishedGrant) -> dict[str, Any]:
    """Its record; what the record lacks is told from the columns.

    A protected organisation has no number. Its id is then made of the grant's, so that two of its grants do not meet.
    """
    recipient = {"id": grant.recipient_id or f"{grant.identifier}-recipient", "name": grant.recipient}
    told = {
        "id": grant.identifier,
        "title": grant.title,
        "description": grant.description or grant.title,
        "currency": grant.currency,
        "amountAwarded": exact(money.decimal(grant.amount, grant.currency)),
        "awardDate": grant.awarded_on.isoformat(),
        RECIPIENT: [recipient],
        "fundingOrganization": [{"id": grant.funder_id, "name": grant.funder}],
    }
    return told | {key: value for key, value in grant.record.items() if key not in told or value not in (None, "", [])}


def pieces(grants: Iterable[PublishedGrant]) -> Iterator[bytes]:
    """The package, a grant at a time: as many as there are, in the memory of one."""
    head = json.dumps(about(), ensure_ascii=False)
    yield f'{head[:-1]}, "grants": ['.encode()
    between = "\n"
    for grant in grants:
        yield f"{between}{json.dumps(record_of(grant), ensure_ascii=False)}".encode()
        between = ",\n"
    yield b"\n]}\n"


def package(grants: Iterable[PublishedGrant]) -> bytes:
    return b"".join(pieces(grants))


def about() -> dict[str, Any]:
    """What the package says of itself."""
    who = publisher()
    told = {"name": who.name, "identifier": who.identifier, "website": who.website}
    return {
        "version": VERSION,
        "title": _("Grants published by %(name)s") % {"name": who.name},
        "issued": timezone.localdate().isoformat(),
        "publisher": {key: value for key, value in told.items() if value},
        "license": who.licence,
    }

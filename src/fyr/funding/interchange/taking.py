"""Judged records into the table of published grants: what is new is added, what is different changed, the rest left alone."""

from fyr.funding.interchange.rows import FIELDS
from fyr.funding.models.public import PublishedGrant


def take(grants: list[PublishedGrant]) -> set[str]:
    """Gives the ids that are this node's own grants: those are never written over."""
    held = {
        one.identifier: one for one in PublishedGrant.objects.filter(identifier__in=[one.identifier for one in grants])
    }
    for one in grants:
        one.words = one.gather_words()
    new = [one for one in grants if one.identifier not in held]
    changed = [
        one for one in grants if (here := held.get(one.identifier)) and here.imported and here.record != one.record
    ]
    # Whoever published the same id a moment ago was first.
    PublishedGrant.objects.bulk_create(new, ignore_conflicts=True)
    if changed:
        PublishedGrant.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["identifier"], update_fields=FIELDS
        )
    return {one.identifier for one in held.values() if not one.imported}

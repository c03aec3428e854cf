"""References that people can read aloud, and that reveal neither order nor volume."""

import secrets

from django.utils import timezone

from fyr.cases.models import Case

# Without I, L, O, U, 0 and 1, which are misheard or misread.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def free_references(count: int, country: str = "SE") -> list[str]:
    """References such as SE-2026-7KQ4MD that no case has. The database refuses the rare one taken meanwhile."""
    free: set[str] = set()
    while len(free) < count:
        drawn = {_draw(country) for _ in range(count - len(free))}
        free |= drawn - set(Case.objects.filter(ref__in=drawn).values_list("ref", flat=True))
    return list(free)


def _draw(country: str) -> str:
    return f"{country}-{timezone.localdate().year}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"

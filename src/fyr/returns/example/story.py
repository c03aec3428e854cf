"""The example's returns, told through the actions."""

from fyr.access.models import Member


def tell(cast: dict[str, Member]) -> None:
    """Filled in below."""

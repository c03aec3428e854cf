"""Which of two editors was first."""

from django.db.models import QuerySet

from fyr.access.errors import ChangedMeanwhile


def take_version(rows: QuerySet, version: int) -> None:
    """The database decides. Raises ChangedMeanwhile where the row is not at `version` any more, else moves it on."""
    if rows.filter(version=version).update(version=version + 1) == 0:
        raise ChangedMeanwhile

"""Finding in the directory of those who give support."""

from fyr.cases.models import Case, Provider

FEW = 5


def found(need: str = "", region: str = "", whom: str = "", language: str = "") -> list[Provider]:
    """Active entries that fit, by name. Who works in the whole country works in each region; a directory is small."""
    rows = Provider.objects.filter(active=True).select_related("unit")
    if region:
        rows = rows.filter(region__in=(region, ""))
    return [
        one
        for one in rows
        if (not need or need in one.needs)
        and (not whom or whom in one.whom)
        and language.casefold() in one.languages.casefold()
    ]


def near(case: Case, need: str) -> list[Provider]:
    """The few who meet this need where the case is led: free places that were confirmed lately first."""
    fit = found(need=need, region=case.unit.region if case.unit else "")
    return sorted(fit, key=lambda one: (one.is_stale or not one.free, one.free is None, one.name))[:FEW]


def free_places() -> dict[str, tuple[int, int]]:
    """By region: free places that were confirmed lately, and how many entries tell of places but are not confirmed."""
    told: dict[str, tuple[int, int]] = {}
    for one in Provider.objects.filter(active=True, free__isnull=False):
        free, stale = told.get(one.region, (0, 0))
        told[one.region] = (free, stale + 1) if one.is_stale else (free + (one.free or 0), stale)
    return told

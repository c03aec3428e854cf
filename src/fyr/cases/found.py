"""Which cases carry what is looked for. Behind the one door: cases are read as hers, and unlocked by fyr.cases.access."""

from collections.abc import Sequence
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import unlocked, visible_cases, visible_parts
from fyr.cases.models import Case, SearchTerm
from fyr.journal.reading import Mark

# A fit, and groups of search terms of each of which a case must carry one.
Wanted = tuple[int, list[set[bytes]]]

# The most that a search shows; whoever gets as many should ask for more of the name.
FOUND = 50
# What more cases than these carry is looked for from the newest case on.
MANY = 1000


def cases_found(by: Member, anyone: Sequence[Wanted], identity: Sequence[Wanted]) -> list[tuple[Case, int]]:
    """Visible cases that carry what is wanted (see fyr.cases.search), each with its best fit, best first; at most FOUND.

    Terms of `identity` count only in cases where she may read identity: finding is reading.
    """
    fits: dict[UUID, int] = {}
    wanted = [(Permission.CASE_READ, *one) for one in anyone] + [(Permission.IDENTITY_READ, *one) for one in identity]
    for permission, fit, groups in sorted(wanted, key=lambda one: one[1]):
        # Enough that fit better leave no room for what fits less.
        if all(groups) and sum(better < fit for better in fits.values()) < FOUND:
            for case_id in _carrying(by, permission, groups):
                fits.setdefault(case_id, fit)
    # Each is visible by the query that found it; unlocking asks again. The newest change of a fit comes first.
    rows = sorted(
        Case.objects.filter(pk__in=fits).select_related("unit"), key=lambda case: case.updated_at, reverse=True
    )
    opened = sorted(unlocked(rows, by), key=lambda case: fits[case.pk])
    return [(case, fits[case.pk]) for case in opened[:FOUND]]


def _carrying(by: Member, permission: Permission, groups: list[set[bytes]]) -> list[UUID]:
    """Ids of the newest visible cases that carry a term of each group; at most FOUND.

    Which terms a case carries is asked as the node, so that no policy is asked about every term in the register. Which of
    the cases there are is asked as her: here, or by whoever reads them.
    """
    few = _named_by(groups)
    if few is not None:
        found = visible_cases(by, permission).filter(pk__in=few).order_by("-updated_at", "-pk")
        return list(found.values_list("pk", flat=True)[:FOUND])
    parts = visible_parts(by, permission)
    with whole_node():
        newest = [_newest(cases, groups) for cases in parts]
    return [case_id for _at, case_id in islice(merge(*newest, reverse=True), FOUND)]


def _named_by(groups: list[set[bytes]]) -> set[UUID] | None:
    """The cases that carry a term of each group; None where every group stands for too many to begin with."""
    with whole_node():
        for digests in groups:
            carriers = SearchTerm.objects.filter(digest__in=list(digests)).values_list("case", flat=True)[: MANY + 1]
            if len(carriers) <= MANY:
                return _carriers(set(carriers), groups)
    return None


def _carriers(among: set[UUID], groups: list[set[bytes]]) -> set[UUID]:
    for digests in groups:
        terms = SearchTerm.objects.filter(case__in=list(among), digest__in=list(digests))
        among = set(terms.values_list("case", flat=True))
    return among


def _newest(cases: QuerySet[Case], groups: list[set[bytes]]) -> list[Mark]:
    """Marks of the newest that carry a term of each group. So many do that an index of the newest soon gives enough."""
    for digests in groups:
        cases = cases.filter(Exists(SearchTerm.objects.filter(case=OuterRef("pk"), digest__in=list(digests))))
    return list(cases.order_by("-updated_at", "-pk").values_list("updated_at", "pk")[:FOUND])

"""The terms under which a case is found, and the terms that a query stands for. Exact, over sealed data."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from fyr.cases.models import Case, Record, SafeContact, SearchTerm
from fyr.vault import blind

# Who she is can be looked for by those who may read identity; how she is called here, and where she may be called,
# by everyone who sees the case.
IDENTITY_KINDS = ("name", "own_phone")
OPEN_KINDS = ("alias", "phone")
NAMES = ("prs_FirstName", "prs_MiddleName", "prs_SecondName")
SHORTEST_PHONE = 6
PHONES = ("prs_MobilePhone", "prs_HomePhone")


def index(case: Case) -> None:
    """Write the case's terms anew from what it now holds. The case must be unlocked."""
    if case.unit is None:
        raise ValueError("A case that is being imported has its terms already.")
    tenant = case.unit.organisation_id
    person = Record.objects.filter(case=case, section="person").first()
    contact = SafeContact.objects.filter(case=case).first()
    for part in (person, contact):
        if part is not None:
            part.case = case
    terms = set(person_terms(tenant, (person.fields or {}) if person else {}))
    terms.update(_name_digests(tenant, "alias", [case.alias] if case.alias else []))
    if contact is not None and contact.phone:
        terms.add(_phone_digest(tenant, "phone", contact.phone))
    SearchTerm.objects.filter(case=case).exclude(kind="source").delete()
    SearchTerm.objects.bulk_create(SearchTerm(case=case, kind=kind, digest=digest) for kind, digest in sorted(terms))


def person_terms(tenant: UUID, person: dict[str, Any]) -> list[tuple[str, bytes]]:
    """The terms of HTCDS person fields: each name, each word of it, the whole name, each phone."""
    names = [str(person[name]) for name in NAMES if person.get(name)]
    phones = [str(person[name]) for name in PHONES if person.get(name)]
    return _name_digests(tenant, "name", names) + [_phone_digest(tenant, "own_phone", phone) for phone in phones]


def digests_of(query: str, tenants: Iterable[UUID], kinds: Iterable[str]) -> list[bytes]:
    """What a query stands for in these organisations, as terms of these kinds; too few digits are no phone."""
    is_phone = len(blind.normal_phone(query)) >= SHORTEST_PHONE
    digests = []
    for tenant in sorted(tenants):
        for kind in kinds:
            if not kind.endswith("phone"):
                digests.append(blind.digest(tenant, kind, query))
            elif is_phone:
                digests.append(_phone_digest(tenant, kind, query)[1])
    return digests


def _phone_digest(tenant: UUID, kind: str, phone: str) -> tuple[str, bytes]:
    return kind, blind.digest(tenant, kind, blind.normal_phone(phone))


def _name_digests(tenant: UUID, kind: str, names: Iterable[str]) -> list[tuple[str, bytes]]:
    parts = [blind.normal(name) for name in names]
    whole = " ".join(parts)
    words = {word for part in parts for word in part.split()}
    texts = {text for text in (*parts, whole, *words) if text}
    if len(parts) > 1:
        texts.add(f"{parts[0]} {parts[-1]}")
    return [(kind, blind.digest(tenant, kind, text)) for text in texts]

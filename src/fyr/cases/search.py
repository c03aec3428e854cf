"""The terms under which a case is found, and the terms that a query stands for. Over sealed data, by keyed digests.

A name is found whole, by each word of it, by the beginning of a word, and by its sound; a phone by its last digits too; a
reference by its last part. What is found is said to be exact, a part, or alike in sound, in this order.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any
from uuid import UUID

from fyr.cases import sound
from fyr.cases.models import Case, Record, SafeContact, SearchTerm
from fyr.vault import blind


class Match(IntEnum):
    """How well something fits what was looked for; less is better."""

    EXACT = 0
    PART = 1
    SOUND = 2


# Who she is can be looked for by those who may read identity; how she is called here, and where she may be called,
# by everyone who sees the case. Parts and sounds are kinds of their own, so that no digest of one equals another's.
IDENTITY_KINDS = ("name", "own_phone")
OPEN_KINDS = ("alias", "phone", "ref")
NAMES = ("prs_FirstName", "prs_MiddleName", "prs_SecondName")
PHONES = ("prs_MobilePhone", "prs_HomePhone")
SHORTEST_PHONE = 6
# The lengths of beginnings and endings that are kept; a query stands for the longest that it reaches.
BEGINNINGS = (3, 4, 6)
ENDINGS = (4, 6)
PART, SOUND = "_part", "_sound"

Term = tuple[str, bytes]
# How well something fits, and groups of terms: of each group a case must carry one.
Wanted = tuple[Match, list[set[bytes]]]


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
    terms.update(_name_terms(tenant, "alias", [case.alias] if case.alias else []))
    terms.update(reference_terms(tenant, case.ref))
    if contact is not None and contact.phone:
        terms.update(_phone_terms(tenant, "phone", contact.phone))
    SearchTerm.objects.filter(case=case).exclude(kind="source").delete()
    SearchTerm.objects.bulk_create(SearchTerm(case=case, kind=kind, digest=digest) for kind, digest in sorted(terms))


def person_terms(tenant: UUID, person: dict[str, Any]) -> list[Term]:
    """The terms of HTCDS person fields: names and phones."""
    names = [str(person[name]) for name in NAMES if person.get(name)]
    phones = [str(person[name]) for name in PHONES if person.get(name)]
    terms = _name_terms(tenant, "name", names)
    for phone in phones:
        terms |= _phone_terms(tenant, "own_phone", phone)
    return sorted(terms)


def reference_terms(tenant: UUID, ref: str) -> list[Term]:
    """The last part of a reference is what people say to one another."""
    return [("ref", blind.digest(tenant, "ref", ref.rsplit("-", 1)[-1]))]


def looked_for(query: str, tenants: Iterable[UUID], kinds: Iterable[str]) -> list[Wanted]:
    """What a query stands for in these organisations, as terms of these kinds, best fit first.

    Of each group of terms a case must carry one: the whole query, or for each of its words the word, its beginning, or
    its sound.
    """
    here, among = sorted(tenants), list(kinds)
    words = blind.normal(query).split()
    whole: set[bytes] = set()
    by_part: list[set[bytes]] = [set() for _word in words]
    by_sound: list[set[bytes]] = [set() for _word in words]
    for tenant in here:
        for kind in among:
            if kind.endswith("phone"):
                whole |= _phones(tenant, kind, query)
                # A number written in groups is one number.
                for group in by_part:
                    group.update(_phone_ends(tenant, kind, query))
            elif kind == "ref":
                whole.add(blind.digest(tenant, kind, query.strip().rsplit("-", 1)[-1]))
            else:
                whole.add(blind.digest(tenant, kind, query))
                for word, parts, sounds in zip(words, by_part, by_sound, strict=True):
                    parts.update(_word_parts(tenant, kind, word))
                    sounds.update(_word_parts(tenant, kind, word) | _word_sound(tenant, kind, word))
    return [(Match.EXACT, [whole]), (Match.PART, by_part), (Match.SOUND, by_sound)] if words else []


def _word_parts(tenant: UUID, kind: str, word: str) -> set[bytes]:
    """The word as it is, or the longest beginning of it that is kept."""
    reached = [length for length in BEGINNINGS if length <= len(word)]
    parts = {blind.digest(tenant, kind + PART, word[: reached[-1]])} if reached else set()
    return {blind.digest(tenant, kind, word), *parts}


def _word_sound(tenant: UUID, kind: str, word: str) -> set[bytes]:
    heard = sound.key(word)
    return {blind.digest(tenant, kind + SOUND, heard)} if heard else set()


def _phones(tenant: UUID, kind: str, query: str) -> set[bytes]:
    long_enough = len(_digits(query)) >= SHORTEST_PHONE
    return {blind.digest(tenant, kind, blind.normal_phone(query))} if long_enough else set()


def _phone_ends(tenant: UUID, kind: str, query: str) -> set[bytes]:
    """Its last digits, as they were written: a leading 0 stands for no country there."""
    digits = _digits(query)
    reached = [length for length in ENDINGS if length <= len(digits)]
    return {blind.digest(tenant, kind + PART, digits[-reached[-1] :])} if reached else set()


def _digits(query: str) -> str:
    return "".join(sign for sign in query if sign.isdigit())


def _phone_terms(tenant: UUID, kind: str, phone: str) -> set[Term]:
    digits = blind.normal_phone(phone)
    ends = {(kind + PART, blind.digest(tenant, kind + PART, digits[-n:])) for n in ENDINGS if len(digits) >= n}
    return {(kind, blind.digest(tenant, kind, digits)), *ends}


def _name_terms(tenant: UUID, kind: str, names: Iterable[str]) -> set[Term]:
    parts = [blind.normal(name) for name in names]
    whole = " ".join(parts)
    words = {word for part in parts for word in part.split()}
    texts = {text for text in (*parts, whole, *words) if text}
    if len(parts) > 1:
        texts.add(f"{parts[0]} {parts[-1]}")
    terms = {(kind, blind.digest(tenant, kind, text)) for text in texts}
    beginnings = {word[:length] for word in words for length in BEGINNINGS if length <= len(word)}
    terms |= {(kind + PART, blind.digest(tenant, kind + PART, text)) for text in beginnings}
    sounds = {sound.key(word) for word in words} - {""}
    return terms | {(kind + SOUND, blind.digest(tenant, kind + SOUND, text)) for text in sounds}

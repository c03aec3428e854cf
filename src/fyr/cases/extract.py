"""What a case holds, part by part, for papers and for the person's own request: in words, and as JSON."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from fyr.access.models import Member
from fyr.cases import herself
from fyr.cases.access import hers
from fyr.cases.actions.merging import part_models
from fyr.cases.actions.record import may_read_section
from fyr.cases.chapters import Chapter
from fyr.cases.codes.herself import AloneWith, Said, Use
from fyr.cases.entries import as_read, seen
from fyr.cases.htcds.catalogue import SECTIONS
from fyr.cases.htcds.display import rows_of
from fyr.cases.labels import FIELDS, PARTS
from fyr.cases.models import (
    AboutHerself,
    Assignment,
    Case,
    Consent,
    Deadline,
    Disclosure,
    Document,
    Entry,
    Mention,
    Record,
    Referral,
)
from fyr.cases.models.part import CasePart
from fyr.cases.others import mask, own_deadlines
from fyr.cases.page import message_is_hers, name_units, units_named
from fyr.vault.fields import Sealed

# How a row is kept, and nothing about her. The id of an event would tie two persons' papers to each other.
KEPT_BACK = frozenset({"id", "case", "version", "updated_at", "updated_by", "event", "ended_for", "chunks", "sha256"})
# What was asked of one unit, or shown to it.
OF_A_UNIT: dict[Any, str] = {Consent: "to_unit", Disclosure: "to_unit", Referral: "to_unit", Assignment: "unit"}
Rows = list[tuple[str, Any]]


@dataclass
class Part:
    """All rows of one kind, each as (label, value in words)."""

    title: str
    rows: list[Rows] = field(default_factory=list)


def in_words(case: Case, chapters: Iterable[Chapter], language: str) -> list[tuple[Chapter, list[Part]]]:
    """The chapters with what the case holds of each; a part without rows is left out."""
    told = []
    for chapter in chapters:
        parts = [Part(str(PARTS[name]), [_words(row, language) for row in _rows(case, name)]) for name in chapter.parts]
        told.append((chapter, [part for part in parts if any(part.rows)]))
    return told


def as_data(case: Case, chapters: Iterable[Chapter]) -> dict[str, Any]:
    """The same as JSON values: {part: [{field: value}]}, field names as Fyr and HTCDS have them; absent stays null."""
    return {name: [_data(row) for row in _rows(case, name)] for chapter in chapters for name in chapter.parts}


def _rows(case: Case, name: str) -> list[Any]:
    if name == "Case":
        return [case]
    model = next(one for one in part_models() if one.__name__ == name)
    links = [one.name for one in model._meta.concrete_fields if one.many_to_one and one.name != "case"]
    # Without any name it would follow every key there is.
    of_case = model._default_manager.filter(case=case).select_related(*links or (None,))
    if model is Deadline:
        of_case = own_deadlines(case, of_case)  # type: ignore[arg-type, assignment]
    rows: list[Any] = list(hers(case, of_case, OF_A_UNIT[model]) if model in OF_A_UNIT else of_case)
    if model is Record:
        rows = [row for row in rows if may_read_section(case, row.section)]
    if model is Entry:
        allowed = set(seen(case).values_list("pk", flat=True))
        rows = [row for row in rows if row.pk in allowed]
        name_units(rows, units_named(case))
        as_read(case, rows)
    if model is Mention:
        readable = set(seen(case).values_list("pk", flat=True))
        rows = [row for row in rows if row.entry_id in readable and (case.led_by_hers or row.member_id == case.read_by)]
    if model is Referral:
        rows = [row for row in rows if message_is_hers(row, case)]
    if model is Document:
        rows = [row for row in rows if row.needs <= case.may]
    people = [one.name for one in model._meta.concrete_fields if one.related_model is Member]
    mask(case, rows, *people)
    for row in rows:
        row.case = case
        for link in links:
            # What a row leads to belongs to the same case and opens with the same key.
            if hasattr(getattr(row, link), "case_id"):
                getattr(row, link).case = case
    return rows


def _words(row: Any, language: str) -> Rows:
    if isinstance(row, Record):
        section = (gettext("Section"), SECTIONS[row.section].label(language)) if row.section in SECTIONS else None
        return [*([section] if section else []), *rows_of(row.section, row.fields or {}, language)]
    if isinstance(row, AboutHerself):
        return _about_herself(row, language)
    told = []
    for one in _fields(row):
        text = _word(row, one, language)
        if text:
            told.append((str(FIELDS[one.name]), text))
    return told


def _about_herself(row: AboutHerself, language: str) -> Rows:
    """Its codes are sealed, so that no field of it knows its own words."""
    asked = herself.find(row.question)
    told: list[tuple[str, Any]] = [
        (str(FIELDS["question"]), asked.told(language)["ask"] if asked else row.question),
        (str(FIELDS["said"]), str(Said(row.said).label)),
        (str(FIELDS["choices"]), ", ".join(asked.labels(row.choices or (), language) if asked else row.choices or ())),
        (str(FIELDS["words"]), row.words),
        (str(FIELDS["use"]), str(Use(row.use).label)),
        (str(FIELDS["stop_asking"]), gettext("Yes") if row.stop_asking else ""),
        (str(FIELDS["asked_by"]), row.asked_by),
        (str(FIELDS["asked_on"]), row.asked_on),
        (str(FIELDS["language"]), row.language),
        (str(FIELDS["present"]), str(AloneWith(row.present).label) if row.present else ""),
        (str(FIELDS["noted_by"]), str(row.noted_by)),
        (str(FIELDS["noted_at"]), _plain(row.noted_at)),
    ]
    return [(label, value) for label, value in told if value]


def _word(row: Any, one: models.Field, language: str) -> str:
    value = getattr(row, one.name)
    if value is None or value == "" or value is False:
        return ""
    if isinstance(row, CasePart) and (told := row.in_words(one.name, language)) is not None:
        return told
    if one.choices:
        return str(getattr(row, f"get_{one.name}_display")())
    if value is True:
        return gettext("Yes")
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_plain(one)}" for key, one in value.items() if one not in (None, "", []))
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    return str(value)


def _data(row: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for one in _fields(row):
        value = getattr(row, one.name)
        if isinstance(value, datetime.date | datetime.datetime):
            value = value.isoformat()
        told[one.name] = str(value) if isinstance(value, models.Model) else value
    return told


def _fields(row: models.Model) -> list[models.Field]:
    fields = [one for one in row._meta.concrete_fields if one.name not in KEPT_BACK]
    return sorted(fields, key=lambda one: isinstance(one, Sealed))

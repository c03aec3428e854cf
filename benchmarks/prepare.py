# ruff: noqa: E402 - Django is set up before its models are imported
"""`python -m benchmarks.prepare pages`: a page of hand-opened cases, or `returns`: many returns; and the plain twins of every sealed row."""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

os.environ["DJANGO_SETTINGS_MODULE"] = "fyr.settings"
import django

django.setup()

from django.db import connection, transaction

from benchmarks import returns
from benchmarks.plain.models import JSON, TWINS
from fyr.access.models import Member, Unit
from fyr.access.scope import whole_node
from fyr.cases import models as sealed
from fyr.cases.access import unlocked
from fyr.cases.actions import intake, notes
from fyr.returns.models import Return
from fyr.vault import keys
from fyr.vault.box import Box
from fyr.vault.fields import Sealed

BATCH, COMMIT = 500, 10_000
# Twins are thrown away with the run: what makes them quick need not survive a power cut.
HURRY = {
    "sqlite": ("PRAGMA synchronous=OFF", "PRAGMA secure_delete=OFF", "PRAGMA cache_size=-500000"),
    "postgresql": ("SET synchronous_commit = off",),
}
# The column that says whose a row is.
OWNER = {sealed.Case: "case_id", Return: "of_id"}
OPENED = 25


def main() -> int:
    with whole_node():
        if sys.argv[1] == "returns":
            returns.fill()
        else:
            tell_long()
            open_page()
        with connection.cursor() as cursor:
            for statement in HURRY[connection.vendor]:
                cursor.execute(statement)
        make_tables()
        for root in (sealed.Case, Return):
            copy(root)
    settle()
    return 0


def open_page() -> None:
    """An imported case has no alias; the first page of the list must have something to open."""
    by, unit = Member.objects.get(email="alma@fyr.example"), Unit.objects.get(code="region-syd")
    for number in range(OPENED):
        told = intake.Intake(alias=f"Exempel {number}", concerns=frozenset({"trafficking"}), age="adult")
        intake.open_case(by=by, unit=unit, intake=told)


def tell_long(entries: int = 300) -> None:
    """The case that is measured has a long timeline."""
    by = Member.objects.get(email="alma@fyr.example")
    told = sealed.Case.objects.filter(unit__code="region-syd", protection="none").order_by("opened_at").first()
    (case,) = unlocked([told], by)
    with transaction.atomic():
        for number in range(entries):
            notes.write_note(by=by, case=case, text=f"Anteckning {number}. " + "Hon mår bättre. " * 5)


def make_tables() -> None:
    with connection.schema_editor() as editor:
        for twin in TWINS.values():
            editor.create_model(twin)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for twin in TWINS.values():
                cursor.execute(f"GRANT SELECT ON {twin._meta.db_table} TO fyr_app")


def copy(root: Any) -> None:
    """Cases, or returns, with all that belongs to them."""
    holders = list(Unit.objects.values_list("pk", flat=True))
    subjects = list(root.objects.order_by("opened_at").values_list("pk", flat=True))
    models = [model for model in TWINS if model._meta.app_label == root._meta.app_label]
    for first in range(0, len(subjects), COMMIT):
        if first:
            print(f"{first} of {len(subjects)} {root._meta.app_label}", flush=True)
        with transaction.atomic(), connection.cursor() as cursor:
            for start in range(first, min(first + COMMIT, len(subjects)), BATCH):
                batch = subjects[start : start + BATCH]
                boxes = keys.unlock(batch, holders)
                for model in models:
                    copy_rows(cursor, model, "id" if model is root else OWNER[root], batch, boxes)


def copy_rows(cursor: Any, model: Any, owner: str, subjects: list[UUID], boxes: dict[UUID, Box]) -> None:
    """Rows as the driver gives them; only what is sealed is touched."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(subjects))
    adapt = model._meta.pk.get_db_prep_value
    cursor.execute(
        f"SELECT {columns} FROM {model._meta.db_table} WHERE {owner} IN ({marks})",
        [adapt(one, connection) for one in subjects],
    )
    rows = [tuple(opened(fields, owner, row, boxes)) for row in cursor.fetchall()]
    into = f"INSERT INTO {TWINS[model]._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    if rows:
        cursor.executemany(into, rows)


def opened(fields: Any, owner: str, row: tuple, boxes: dict[UUID, Box]) -> Iterator[Any]:
    at = {field.column: value for field, value in zip(fields, row, strict=True)}
    box = boxes[UUID(str(at[owner]))]
    for field, value in zip(fields, row, strict=True):
        if isinstance(field, Sealed) and value is not None:
            table = field.model._meta.db_table
            plain = box.open(bytes(value), f"{table}|{field.column}|{UUID(str(at['id']))}")
            yield json.dumps(plain, ensure_ascii=False) if field.name in JSON else plain
        else:
            yield value


def settle() -> None:
    """What the database would soon do by itself, so that it does not do it while pages are measured."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    sys.exit(main())

"""Many new rows at once. They are sealed and made ready first, so that a transaction lasts as long as its INSERTs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models


@dataclass(frozen=True)
class Ready:
    """One statement and its values. Nothing is written before `insert`."""

    statement: str
    values: list[Any]

    def insert(self) -> None:
        if self.values:
            with connection.cursor() as cursor:
                cursor.execute(self.statement, self.values)


def ready(rows: Iterable[models.Model]) -> Ready:
    """New rows of one model, a few hundred at most; like bulk_create it sends no signals. A key the database counts is left to it."""
    objects = list(rows)
    if not objects:
        return Ready("", [])
    fields = _fields(objects[0])
    # The connection itself: its proxy looks it up anew at every question, thousands of times here.
    database = connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(field.pre_save(one, True), database) for one in objects for field in fields]
    return Ready(_statement(objects[0], fields, len(objects)), values)


def _fields(one: models.Model) -> Sequence[Any]:
    counted = isinstance(one._meta.pk, models.AutoField)
    return [field for field in one._meta.concrete_fields if not (counted and field.primary_key)]


def _statement(one: models.Model, fields: Sequence[Any], count: int) -> str:
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    return f"INSERT INTO {name(one._meta.db_table)} ({columns}) VALUES {', '.join([row] * count)}"  # noqa: S608

"""Many returns of one operator: one that is told in full, and as many copies of it as there are imported cases, each sealed
with a key of its own and shown to the same units."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from benchmarks.told import tell
from fyr.cases.models import Case
from fyr.cases.reference import free_references
from fyr.returns.dossier import KINDS
from fyr.returns.models import Event, Return
from fyr.vault import keys
from fyr.vault.models import Wrap

BATCH = 100


def fill() -> None:
    cases = list(Case.objects.filter(alias__isnull=True, unit__code="region-syd").values_list("pk", flat=True))
    told = tell()
    holders = list(Wrap.objects.filter(subject=told.pk).values_list("holder", flat=True))
    parts = [row for model in (*KINDS.values(), Event) for row in model.objects.filter(of=told)]
    for row in parts:
        row.of = told
    for start in range(0, len(cases), BATCH):
        with transaction.atomic():
            copy(told, parts, cases[start : start + BATCH], holders)
        print(f"{start} of {len(cases)} returns", flush=True)


def copy(told: Return, parts: list[Any], cases: list[uuid.UUID], holders: list[uuid.UUID]) -> None:
    """The newest change of each lies a minute before that of the one before."""
    made = []
    for case, ref in zip(cases, free_references(len(cases), "R"), strict=True):
        told.updated_at -= datetime.timedelta(minutes=1)
        made.append(again(told, case_id=case, ref=ref))
    boxes = keys.make_subjects([ret.pk for ret in made], holders[0])
    for ret in made:
        ret.box = boxes[ret.pk]
        for holder in holders[1:]:
            keys.share(ret.box, holder)
    Return.objects.bulk_create(made)
    for model in (*KINDS.values(), Event):
        rows = [again(row, of=ret) for ret in made for row in parts if type(row) is model]
        model.objects.bulk_create(rows)


def again(row: Any, **changed: Any) -> Any:
    """The same in clear, with an id of its own; saving seals it."""
    same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    if "of" in changed:
        del same["of_id"]
    return type(row)(**same | {"id": uuid.uuid4()} | changed)

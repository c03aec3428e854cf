"""What leaves: papers, and the whole record as a file. Each is told in the history."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.returns.actions.base import begin
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.states import Side
from fyr.returns.dossier import KINDS, load
from fyr.returns.models import Event, Part, Return
from fyr.returns.trail import leave
from fyr.returns.trail_words import Act
from fyr.vault.fields import Sealed

FORMAT = "fyr-return/1"
HIDDEN = ("of", "case")


@transaction.atomic
def note_paper(*, by: Member, ret: Return, paper: str, needs: Asked | None = None) -> None:
    """Before it leaves. Raises Refused where she has not agreed to what it is for."""
    held = begin(ret, by, "paper")
    if needs is not None and not load(held).agreed(needs):
        raise Refused(
            _("She has not agreed to contact with authorities of her home country. Ask her first, and note the answer.")
        )
    leave(held, by, Act.PRINTED, code=paper)


@transaction.atomic
def take_out(*, by: Member, ret: Return) -> bytes:
    """The record as JSON: {"format", "record": fields, and of each kind of row a list}. Days and times as ISO 8601."""
    held = begin(ret, by, "export")
    if Side.RUNS not in held.sides:
        raise PermissionDenied
    dossier = load(held)
    told: dict[str, Any] = {"format": FORMAT, "record": fields_of(held)}
    for name in KINDS:
        told[name] = [fields_of(row) for row in getattr(dossier, name)]
    events = Event.objects.filter(of=held).order_by("noted_at", "id")
    told["events"] = [fields_of(_of(event, held)) for event in events]
    leave(held, by, Act.EXPORTED)
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()


def fields_of(row: Return | Part) -> dict[str, Any]:
    """Every column by its name; members and units as their ids."""
    told = {}
    for field in row._meta.concrete_fields:
        if field.name not in HIDDEN:
            value = getattr(row, field.attname)
            told[field.name] = value if isinstance(field, Sealed) or value is None else _plain(value)
    return told


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | list | dict) else str(value)


def _of(event: Event, ret: Return) -> Event:
    event.of = ret
    return event

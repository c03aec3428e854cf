"""Twins of the models of cases and returns: the same columns, keys, indexes and order, with nothing sealed."""

from types import FunctionType
from typing import Any

from django.db import models

from fyr.cases import models as sealed
from fyr.returns import models as returns
from fyr.returns.dossier import KINDS
from fyr.vault.fields import Sealed

# Sealed fields that hold more than a text.
JSON = {"fields", "price", "cost", "answers", "scores"}


def twin_of(model: type[models.Model]) -> type[models.Model]:
    """A sealed text becomes text, what is more than a text becomes JSON; links lead to the twins."""
    meta = model._meta
    named = {
        "app_label": "plain",
        "db_table": _named(meta.db_table),
        "ordering": meta.ordering,
        "indexes": [_renamed(one) for one in meta.indexes],
        "constraints": [_renamed(one) for one in meta.constraints],
    }
    # What the templates ask of a case, a return and their parts is the same too.
    ours = [base for base in reversed(model.__mro__) if base.__module__.startswith("fyr.")]
    shown = {name: value for base in ours for name, value in vars(base).items()}
    shown = {
        name: value
        for name, value in shown.items()
        if isinstance(value, property | str | bool | frozenset | FunctionType | None)
    }
    shown = {name: value for name, value in shown.items() if not name.startswith("__")}
    body: dict[str, Any] = {"__module__": __name__, "Meta": type("Meta", (), named), **shown}
    body["objects"] = type(model._default_manager)()
    body |= {field.name: _plain(field) for field in meta.concrete_fields}
    return type(model.__name__, (models.Model,), body)


def _plain(field: models.Field) -> models.Field:
    if isinstance(field, Sealed):
        return models.JSONField(null=True) if field.name in JSON else models.TextField(null=True)
    if isinstance(field, models.ForeignKey):
        linked = field.remote_field.model
        target = TWINS.get(linked, linked)
        return type(field)(target, models.PROTECT, null=field.null, db_index=field.db_index, related_name="+")
    return field.clone()


def _renamed(one: Any) -> Any:
    _path, arguments, named = one.deconstruct()
    return type(one)(*arguments, **named | {"name": _named(one.name)})


def _named(name: str) -> str:
    return name.replace("cases_", "plain_").replace("returns_", "plain_r_")


TWINS: dict[type[models.Model], type[models.Model]] = {}
# In an order in which every row finds what it leads to.
for _model in (
    sealed.Case, sealed.Record, sealed.SafeContact, sealed.RiskAssessment, sealed.Need, sealed.Service, sealed.ServiceStep,
    sealed.Task, sealed.Deadline,
    sealed.Consent, sealed.Disclosure, sealed.Referral, sealed.Assignment, sealed.Entry,
    returns.Return, *KINDS.values(), returns.Event,
):  # fmt: skip
    TWINS[_model] = twin_of(_model)

(
    Case, Record, SafeContact, RiskAssessment, Need, Service, ServiceStep, Task, Deadline, Consent, Disclosure, Referral, Assignment,
    Entry, Return, *_parts, Event,
) = TWINS.values()  # fmt: skip
# As the door of returns asks its rows.
Return.of = property(lambda ret: ret)

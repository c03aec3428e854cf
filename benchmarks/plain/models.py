"""Twins of the models of cases: the same columns, keys, indexes and order, with nothing sealed."""

from typing import Any

from django.db import models

from fyr.cases import models as sealed
from fyr.vault.fields import Sealed


def twin_of(model: type[models.Model]) -> type[models.Model]:
    """A sealed text becomes text, the record's sealed fields become JSON; links lead to the twins."""
    meta = model._meta
    named = {
        "app_label": "plain",
        "db_table": meta.db_table.replace("cases_", "plain_"),
        "ordering": meta.ordering,
        "indexes": [_renamed(one) for one in meta.indexes],
        "constraints": [_renamed(one) for one in meta.constraints],
    }
    # What the templates ask of a case and its parts is the same too.
    shown = {name: value for name, value in vars(model).items() if isinstance(value, property | str)}
    shown = {name: value for name, value in shown.items() if not name.startswith("__")}
    body: dict[str, Any] = {"__module__": __name__, "Meta": type("Meta", (), named), **shown}
    body |= {field.name: _plain(field) for field in meta.concrete_fields}
    return type(model.__name__, (models.Model,), body)


def _plain(field: models.Field) -> models.Field:
    if isinstance(field, Sealed):
        return models.JSONField(null=True) if field.name == "fields" else models.TextField(null=True)
    if isinstance(field, models.ForeignKey):
        linked = field.remote_field.model
        target = TWINS.get(linked, linked)
        return type(field)(target, models.PROTECT, null=field.null, db_index=field.db_index, related_name="+")
    return field.clone()


def _renamed(one: Any) -> Any:
    _path, arguments, named = one.deconstruct()
    return type(one)(*arguments, **named | {"name": one.name.replace("cases_", "plain_")})


TWINS: dict[type[models.Model], type[models.Model]] = {}
# In an order in which every row finds what it leads to.
for _model in (
    sealed.Case, sealed.Record, sealed.SafeContact, sealed.RiskAssessment, sealed.Need, sealed.Service, sealed.ServiceStep,
    sealed.Task, sealed.Deadline,
    sealed.Consent, sealed.Disclosure, sealed.Referral, sealed.Assignment, sealed.Entry,
):  # fmt: skip
    TWINS[_model] = twin_of(_model)

(
    Case, Record, SafeContact, RiskAssessment, Need, Service, ServiceStep, Task, Deadline, Consent, Disclosure, Referral, Assignment,
    Entry,
) = TWINS.values()  # fmt: skip

"""Model fields that hold what nobody may read without a box."""

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from fyr.vault.box import Box
from fyr.vault.errors import Locked


class Ciphertext(bytes):
    """Bytes as they stand in the database."""


class SealedAttribute(DeferredAttribute):
    """Opens on first reading, with the box of its instance."""

    field: "Sealed"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext):
            value = self.field.box_of(instance).open(value, self.field.place(instance))
            instance.__dict__[self.field.attname] = value
        return value

    # A descriptor that also sets is asked before the instance's own dictionary is.
    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Sealed(models.BinaryField):
    """A JSON value (text, list, dict ...) encrypted under the key of its subject; None stays NULL.

    The model offers `box` (attribute or property). The ciphertext is bound to table, column and row, so
    the primary key must be set before saving: models with sealed fields use random ids.
    """

    descriptor_class = SealedAttribute
    # For the type checker: what is sealed may be any JSON value.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", None)
        super().__init__(*args, **kwargs)

    def box_of(self, instance: Any) -> Box:
        box: Box | None = getattr(instance, "box", None)
        if box is None:
            raise Locked(f"{instance._meta.label}.{self.attname} is sealed, and no box was unlocked for it.")
        return box

    def place(self, instance: Any) -> str:
        return f"{instance._meta.db_table}|{self.column}|{instance.pk}"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def pre_save(self, model_instance: Any, add: bool) -> bytes | None:
        value: Any = model_instance.__dict__.get(self.attname)
        if value is None:
            return None
        if isinstance(value, Ciphertext):
            return value
        return self.box_of(model_instance).seal(value, self.place(model_instance))


class Blind(models.BinaryField):
    """A 16-byte keyed digest (see fyr.vault.blind): it answers "is it equal?" and nothing else."""

"""Forms about a row: they know it and who fills them in."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.web.forms import KeyedForm, VersionedForm

LONG = forms.Textarea(attrs={"rows": 4})


class RowForm(KeyedForm):
    """`row` is what the form is about."""

    def __init__(self, *args: Any, row: Any = None, by: Member | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.row, self.by = row, by
        self.settle()
        self.prepare()
        self.teach()

    def settle(self) -> None:
        """What a slice does to the declared fields of all its forms, before `prepare` adds any."""

    def prepare(self) -> None:
        """Choices and labels that depend on the row."""

    @property
    def named(self) -> str:
        """What the page says the form is about, below its title."""
        return str(self.row or "")


class RowVersionedForm(VersionedForm, RowForm):
    """A form for what stands there already: `FIELDS` of the row are its initial values."""

    FIELDS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, row: Any = None, **more: Any) -> None:
        initial = {name: getattr(row, name) for name in self.FIELDS} if row is not None else {}
        super().__init__(*args, row=row, initial=initial | {"version": getattr(row, "version", 0)}, **more)


class ConfirmForm(RowForm):
    """Asks nothing: the page says what will happen, and its button does it."""

    drafts = False


class NoteForm(RowForm):
    """A reason, an answer, a remark."""

    note = forms.CharField(label=_("Why?"), max_length=2000, widget=LONG)

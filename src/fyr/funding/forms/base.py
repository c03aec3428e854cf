"""Forms about a row of the slice: they know it, who fills them in, and in which currency its amounts are."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.funding import money
from fyr.funding.codes.standing import Standing
from fyr.web.forms import KeyedForm, VersionedForm

LONG = forms.Textarea(attrs={"rows": 4})


class MoneyField(forms.CharField):
    """An amount as people write it; its cleaned value is a whole number of the smallest unit, or None."""

    def __init__(self, *, currency: str = "SEK", beside: bool = False, zero: bool = False, **more: Any) -> None:
        """`beside`: it stands in a row with the field before it; `zero`: nothing is an amount too."""
        self.zero = zero
        self.currency = currency
        more.setdefault("max_length", 30)
        attributes = {"inputmode": "decimal", "autocomplete": "off"} | ({"data-beside": ""} if beside else {})
        more.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(**more)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = money.parse(text, self.currency)
        except Refused as error:
            raise forms.ValidationError(str(error.text)) from None
        if amount < 0 or (amount == 0 and not self.zero):
            raise forms.ValidationError(_("Write an amount above zero."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return money.written(value, self.currency) if isinstance(value, int) else value


class RowForm(KeyedForm):
    """`row` is what the form is about."""

    def __init__(self, *args: Any, row: Any = None, by: Member | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.row, self.by = row, by
        currency = currency_of(row)
        for field in self.fields.values():
            if isinstance(field, MoneyField):
                field.currency = currency
                field.label = f"{field.label} ({currency})"
        self.prepare()
        self.teach()

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


class Sourced(forms.Form):
    """How sure a fact is and where it stands."""

    source = forms.CharField(
        label=_("Where does it stand?"),
        required=False,
        max_length=400,
        help_text=_("The document or address; without one it is presumed or an example."),
    )
    standing = forms.ChoiceField(
        label=_("How sure is it?"), choices=Standing.choices, initial=Standing.STATED, widget=forms.RadioSelect
    )


def currency_of(row: Any) -> str:
    """Of a decision, or of what belongs to one."""
    for path in ((), ("decision",), ("call", "decision"), ("grant", "decision"), ("activity", "decision")):
        here = row
        for name in path:
            here = getattr(here, name, None)
        if here is not None and isinstance(getattr(here, "currency", None), str):
            return str(here.currency)
    return "SEK"

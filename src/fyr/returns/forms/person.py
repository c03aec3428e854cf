"""Who she is, where she goes, and how to reach her safely."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.returns.forms.parts import country, line, words
from fyr.returns.models import Return
from fyr.web.forms import DateField
from fyr.web.row_form import RowVersionedForm

SEX = (("", _("Not known")), ("female", _("Woman or girl")), ("male", _("Man or boy")), ("other", _("Another")))


class PersonForm(RowVersionedForm):
    FIELDS: ClassVar = (
        "alias", "name", "born", "sex", "citizenship", "language", "country", "place", "child",
        "reach_how", "reach_when", "reach_phone", "reach_avoid",
    )  # fmt: skip
    PARTS = (
        (_("Who she is"), ("alias", "name", "born", "sex", "citizenship", "language", "child")),
        (_("Where she goes"), ("country", "place")),
        (_("How to reach her safely, there as here"), ("reach_how", "reach_when", "reach_phone", "reach_avoid")),
    )
    alias = line(_("What colleagues call her"))
    name = line(_("Name as in her travel document"))
    born = DateField(label=_("Birthdate"), required=False)
    sex = forms.ChoiceField(label=_("Sex as in her travel document"), choices=SEX, required=False)
    citizenship = country(_("Citizenship"))
    language = line(_("Language she wants to speak"))
    child = forms.BooleanField(
        label=_("The rules for children hold"),
        required=False,
        help_text=_("Under 18, or treated as a child while the age is doubtful."),
    )
    country = country(_("Country she returns to"))
    place = line(_("Place there"), help_text=_("It need not be where she comes from."))
    reach_how = line(_("How"), help_text=_("Phone, messages, through whom."))
    reach_when = line(_("When"))
    reach_phone = line(_("Phone"))
    reach_avoid = words(_("What must never be said or done when somebody calls"))

    def values(self) -> dict[str, Any]:
        told = super().values()
        return told | {"born": told["born"].isoformat() if told["born"] else ""}

    @property
    def named(self) -> str:
        return self.row.called if isinstance(self.row, Return) else ""

"""Contacts after the return, and the survey."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fyr.returns.codes.support import ContactState
from fyr.returns.forms.parts import day, one_of, words
from fyr.web.forms import DateField
from fyr.web.row_form import RowForm

SAFE = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Nobody knows")))
CAME_OF_IT = [one for one in ContactState.choices if one[0] not in (ContactState.PLANNED, ContactState.DROPPED)]


class ContactForm(RowForm):
    planned_on = DateField(label=_("When?"))


class ContactMadeForm(RowForm):
    state = one_of(_("What came of it?"), CAME_OF_IT)
    made_on = day(_("When?"))
    told = words(_("What she told"), help_text=_("If she is in danger: what you know, so that somebody can act."))


class DangerForm(RowForm):
    done = words(_("What was done, and by whom"), required=True)
    safe = one_of(
        _("Is she safe now?"),
        SAFE,
        help_text=_("Until the answer is yes, it stays the first thing on everybody's day."),
    )

    def values(self) -> dict[str, Any]:
        told = super().values()
        return told | {"safe": told["safe"] == "yes"}

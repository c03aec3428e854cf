"""Who speaks for a child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.cases.actions.speaking import Speaks
from fyr.cases.codes.children import SpeaksAs, Suspicion
from fyr.cases.forms.children import HERSELF, AboutAChild
from fyr.cases.forms.parts import text
from fyr.cases.models import Case, Spokesperson
from fyr.web.forms import DateField, VersionedForm


class SpokespersonForm(AboutAChild, VersionedForm):
    speaks_as = forms.ChoiceField(label=_("Speaks for the child as"), choices=SpeaksAs, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    suspicion = forms.ChoiceField(
        label=_("Is she or he free of suspicion of having a part in this?"),
        choices=Suspicion,
        initial=Suspicion.NOT_KNOWN,
        widget=forms.RadioSelect,
        help_text=_("Until that is known, treat the contact as dangerous to the child."),
    )
    grounds = text(_("On what does that rest?"), help_text=_("Read by those who may read what was done to her."))
    contact = text(_("Contact"), rows=2)
    since = DateField(label=_("Since"), required=False)
    until = DateField(label=_("Until"), required=False)
    field_order = ("child", "speaks_as", "name", "suspicion", "grounds", "contact", "since", "until")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        if Permission.EXPLOITATION_READ not in case.may:
            del self.fields["grounds"]

    @classmethod
    def initial_of(cls, kept: Spokesperson) -> dict[str, Any]:
        names = ("speaks_as", "name", "suspicion", "grounds", "contact", "since", "until", "version")
        return {name: getattr(kept, name) for name in names} | {"child": str(kept.child_id or HERSELF)}

    def told(self) -> Speaks:
        data = self.cleaned_data
        names = ("speaks_as", "name", "contact", "suspicion", "since", "until")
        told = {name: data[name] for name in names}
        return Speaks(**told, grounds=data.get("grounds"), child_id=self.child_id())

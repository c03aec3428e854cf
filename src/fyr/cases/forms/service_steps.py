"""What became of a service."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.forms.parts import in_days
from fyr.cases.models import Service
from fyr.web.forms import DateField, KeyedForm


class MoveServiceForm(KeyedForm):
    state = forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect)
    on = DateField(label=_("On"), initial=in_days(0))
    by_whom = forms.CharField(label=_("Told or done by"), required=False, max_length=300)

    def __init__(self, *args, service: Service, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in service.next_states]

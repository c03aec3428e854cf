"""Which child a form is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.models import AccompanyingChild, Case
from fyr.web.forms import KeyedForm

# Stands for the person of the case among the children.
HERSELF = "herself"


class AboutAChild(KeyedForm):
    """For whom: the person of the case where she is treated as a child, or an accompanying child."""

    child = forms.ChoiceField(label=_("Which child?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, case: Case, children: list[AccompanyingChild], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was noted for her as a child stays hers when she turns out to be grown.
        about_her = case.treated_as_child or self.initial.get("child") == HERSELF
        own = [(HERSELF, _("The person of this case"))] if about_her else []
        self.fields["child"].choices = own + [(str(one.pk), str(one)) for one in children]
        self.fields["child"].initial = HERSELF if own else None
        if own and not children:
            del self.fields["child"]

    def child_id(self) -> str | None:
        chosen = self.cleaned_data.get("child", HERSELF)
        return None if chosen == HERSELF else chosen

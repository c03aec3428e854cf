"""The filter of the list."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import visible
from fyr.cases.codes.case import Concern
from fyr.cases.codes.needs import NeedState
from fyr.cases.models import Need
from fyr.web.forms import FilterForm


class CaseFilter(FilterForm):
    """Filters of the list. They hold code words only, so they may stand in the address."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Open")), ("closed", _("Closed")), ("all", _("All"))]
    )
    concern = forms.ChoiceField(label=_("Concerns"), required=False, choices=[("", _("Everything")), *Concern.choices])
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[
            ("", _("All persons")),
            ("mine", _("Mine")),
            ("danger", _("Immediate danger")),
            ("child", _("Children")),
            ("unmet", _("A need that cannot be met")),
            ("consultation", _("Consultations")),
            ("imported", _("Imported")),
            ("nobodys", _("Nobody responsible")),
        ],
    )

    def chosen(self, by: Member) -> Q:
        data = self.cleaned_data if self.is_valid() else {}
        states = {"closed": Q(closed_at__isnull=False), "all": Q()}
        chosen = states.get(data.get("state", ""), Q(closed_at__isnull=True))
        if data.get("concern"):
            # What a case is taken to be is told to those alone who may read what was done.
            chosen &= Q(**{f"concerns_{data['concern']}": True}) & visible(by, Permission.EXPLOITATION_READ)
        only = {
            "mine": Q(responsible=by),
            "danger": Q(danger=True),
            "child": Q(age__in=["child", "doubtful"]),
            "unmet": Q(pk__in=Need.objects.filter(state=NeedState.UNMET).values("case")),
            "consultation": Q(kind="consultation"),
            "imported": Q(imported=True),
            "nobodys": Q(responsible__isnull=True),
        }
        return chosen & only.get(data.get("only", ""), Q())

    def code(self) -> str:
        """What is chosen, as it stands in the list's address; "" where nothing is, or nothing that can be."""
        data = self.cleaned_data if self.is_valid() else {}
        return urlencode({name: data[name] for name in self.fields if data.get(name)})

    @classmethod
    def label_of(cls, code: str) -> str:
        """A kept filter in words."""
        form: Any = cls(dict(parse_qsl(code)))
        words = [
            dict(form.fields[name].choices).get(value, value) for name, value in parse_qsl(code) if name in form.fields
        ]
        return " · ".join(str(word) for word in words)

"""Tasks, and notes that a colleague should read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import workers_of
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Case
from fyr.web.forms import DateField, KeyedForm


class TaskForm(KeyedForm):
    title = forms.CharField(label=_("What is to be done?"), max_length=300)
    due_on = DateField(label=_("Due"), initial=in_days(1))
    assignee = forms.ModelChoiceField(label=_("Whose task is it?"), queryset=Member.objects.none(), empty_label=None)

    def __init__(self, *args, case: Case, by: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = workers_of(case, Permission.PLAN_WRITE)
        self.fields["assignee"].initial = by.pk


class NoteForm(KeyedForm):
    text = text(_("Note"), required=True, rows=5)
    tell = forms.ModelMultipleChoiceField(
        label=_("Who should read it?"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It stands on her day until she has read it."),
    )

    def __init__(self, *args, case: Case, by: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tell"].queryset = workers_of(case).exclude(pk=by.pk)


class CorrectNoteForm(KeyedForm):
    text = text(_("What should have stood there"), required=True, rows=5)

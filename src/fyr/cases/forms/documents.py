"""Documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.documents import DocumentKind
from fyr.cases.forms.parts import text
from fyr.cases.models import Case, Document
from fyr.cases.models.documents import needs_of
from fyr.web.forms import KeyedForm, VersionedForm
from fyr.web.uploads import ALLOWED, HarmlessField

NAMES_HER = (("yes", _("Yes, or I am not sure")), ("no", _("No")))


class DescriptionFields(forms.Form):
    """What a document is."""

    kind = forms.ChoiceField(label=_("What is it?"))
    names_her = forms.ChoiceField(
        label=_("Does it say who she is?"),
        choices=NAMES_HER,
        initial="yes",
        widget=forms.RadioSelect,
        help_text=_("Her name, identity number, address or face. Then only those who may read her identity see it."),
    )
    title = forms.CharField(label=_("What shall it be called here?"), max_length=200)
    language = forms.CharField(label=_("In which language is it?"), required=False, max_length=100)
    note = text(_("Note"), help_text=_("For example where it came from, or where the original is."))

    def only_kinds_for(self, case: Case) -> None:
        """Leave out what she may not read herself."""
        kinds = [(code, label) for code, label in DocumentKind.choices if case.may.issuperset(needs_of(code, False))]
        self.fields["kind"].choices = [("", _("Choose what it is")), *kinds]

    def described(self) -> dict[str, Any]:
        data = self.cleaned_data
        kept = {name: data[name] for name in ("kind", "title", "language", "note")}
        return {**kept, "names_her": data["names_her"] == "yes"}


class DocumentForm(KeyedForm, DescriptionFields):
    file = HarmlessField(label=_("File"), max_length=300)
    field_order = ("file", "title", "kind", "names_her", "language", "note")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_kinds_for(case)
        self.fields["file"].help_text = ALLOWED

    def values(self) -> dict:
        file = self.cleaned_data["file"]
        return {**self.described(), "file": file, "original_name": file.name}


class ChangeDocumentForm(VersionedForm, DescriptionFields):
    field_order = ("title", "kind", "names_her", "language", "note")

    @classmethod
    def of(cls, document: Document, case: Case, data: Any = None) -> "ChangeDocumentForm":
        initial = {
            "kind": document.kind,
            "names_her": "yes" if document.names_her else "no",
            "title": document.title or "",
            "language": document.language or "",
            "note": document.note or "",
            "version": document.version,
        }
        form = cls(data, initial=initial)
        form.only_kinds_for(case)
        return form


class RemoveDocumentForm(KeyedForm):
    reason = text(_("Why is it removed?"), required=True)

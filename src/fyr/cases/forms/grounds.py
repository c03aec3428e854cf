"""What is shown to somebody, and what that rests on: fields that several forms are made of."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.cases import bases
from fyr.cases.actions.consent import Asked
from fyr.cases.actions.grounds import Ground
from fyr.cases.codes.consent import Given, Share
from fyr.cases.forms.parts import in_days, text
from fyr.web.forms import DateField


class AskedFields(forms.Form):
    """How she was asked."""

    given = forms.ChoiceField(
        label=_("If she consents: how?"), choices=Given, initial=Given.ORAL, widget=forms.RadioSelect
    )
    language = forms.CharField(label=_("In which language was she asked?"), required=False, max_length=100)
    present = forms.CharField(
        label=_("Who was there?"),
        required=False,
        max_length=300,
        help_text=_("For example an interpreter. Nobody from her own party should be."),
    )

    def asked(self, note: str = "") -> Asked:
        data = self.cleaned_data
        return Asked(data["given"], data["language"], data["present"], note)


class GroundFields(AskedFields):
    """What may be shown, until when, and on what that rests."""

    shares = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=Share,
        initial=[Share.HELP],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("No more than they need. Their roles may show them less, never more."),
        error_messages={"required": _("Choose what may be shown.")},
    )
    share_until = DateField(label=_("Until and including"), initial=in_days(180))
    basis = forms.ChoiceField(label=_("What does the sharing rest on?"), widget=forms.RadioSelect)
    reason = text(
        _("How did she consent, or why does the legal basis apply?"),
        help_text=_("A legal basis needs a written reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "sv"
        self.fields["basis"].choices = [
            (basis.code, f"{basis.label(language)} ({basis.source})") for basis in bases.all_bases()
        ]
        if any(basis.verified is None for basis in bases.all_bases()):
            self.fields["basis"].help_text = _("No lawyer has verified this list for the node yet.")

    def ground(self, purpose: str) -> Ground:
        data = self.cleaned_data
        return Ground(
            purpose=purpose,
            until=data["share_until"],
            basis=data["basis"],
            reason=data["reason"],
            shares=frozenset(data["shares"]),
            asked=self.asked(data["reason"]),
        )


WHAT_IS_SHOWN = (_("What they will see"), ("shares", "share_until"))


THE_GROUND = (_("What it rests on"), ("basis", "reason", "given", "language", "present"))

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding import schemes
from fyr.funding.codes.grants import ReportKind
from fyr.funding.forms.base import LONG, RowVersionedForm
from fyr.funding.forms.deciding import DecideForm

PUBLIC = _("It becomes a public document. Write of no person.")


class ReportStep(RowVersionedForm):
    @property
    def named(self) -> str:
        return str(self.row.grant)


class TextForm(ReportStep):
    """Step three: in words; and what the auditor found, where the rules ask for one."""

    FIELDS = ("text", "deviations", "auditor", "audit_note")

    text = forms.CharField(
        label=_("What was done, and what came of it?"), widget=LONG, max_length=8000, help_text=PUBLIC
    )
    deviations = forms.CharField(
        label=_("What went otherwise than planned?"), required=False, widget=LONG, max_length=4000
    )
    auditor = forms.CharField(label=_("Auditor: title and firm"), required=False, max_length=200)
    audit_note = forms.CharField(label=_("What the auditor found"), required=False, widget=LONG, max_length=4000)

    def prepare(self) -> None:
        grant = self.row.grant
        rules = schemes.scheme(grant.scheme)
        if not (rules.auditor and self.row.kind == ReportKind.FINAL):
            del self.fields["auditor"], self.fields["audit_note"]
        elif rules.authorised_auditor(grant.amount, grant.proposed_at.year):
            self.fields["auditor"].help_text = _(
                "With this amount the rules ask for an authorised or approved auditor."
            )


class ReviewForm(DecideForm):
    approve = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Approve it: what it says was used is booked")), ("no", _("Send it back to be completed"))],
        widget=forms.RadioSelect,
    )

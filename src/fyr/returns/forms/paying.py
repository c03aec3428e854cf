"""What she was given, and what is taken from the grant for it."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding import money
from fyr.returns.actions.support import grant_of
from fyr.returns.forms.parts import day, line
from fyr.web.row_form import RowForm


class DeliverForm(RowForm):
    delivered_on = day(_("When?"))
    receipt = line(_("Receipt"), required=True, help_text=_("Its number, or that she signed for it."))


class PayForm(RowForm):
    """The rate is asked for where it was paid in another currency than the grant's."""

    rate = forms.DecimalField(
        label=_("Rate"), max_digits=18, decimal_places=9, min_value=Decimal("0.000000001"), required=False
    )
    rate_source = line(_("Where does the rate stand?"), help_text=_("Who published it, and for which day."))

    def prepare(self) -> None:
        grant = grant_of(self.row.of)
        into = grant.decision.currency if grant else ""
        paid_in = self.row.price["currency"]
        if paid_in == into or not into:
            del self.fields["rate"], self.fields["rate_source"]
        else:
            self.fields["rate"].label = _("%(into)s for one %(of)s") % {"into": into, "of": paid_in}
            self.fields["rate"].required = self.fields["rate_source"].required = True

    @property
    def named(self) -> str:
        return f"{self.row.title}: {money.shown(self.row.price['amount'], self.row.price['currency'])}"

"""What is done to the agency's own report."""

from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.funding.actions import ministry
from fyr.funding.forms.ministry import MinistryForm, SentForm
from fyr.web.acts import Act

WRITE = Permission.FUNDING_WRITE


def _unsent(row):
    return row.sent_on is None


ACTS = (
    Act(
        "ministry", "edit", _("Go on writing"), WRITE,
        lambda by, row, form: ministry.save(by=by, report=row, version=form.cleaned_data["version"], **form.values()), MinistryForm, when=_unsent,
    ),
    Act("ministry", "refresh", _("Bring the figures up to date"), WRITE, lambda by, row, form: ministry.refresh(by=by, report=row), when=_unsent),
    Act(
        "ministry", "send", _("Note that it was sent"), WRITE,
        lambda by, row, form: ministry.send(by=by, report=row, diary=form.cleaned_data["diary"]), SentForm, when=_unsent,
        lead=_("From then on it stays as it is, and the date it meets is kept."), aside=True,
    ),
)  # fmt: skip

"""What is done to reports."""

from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.funding.actions import reports
from fyr.funding.codes.grants import ReportState
from fyr.funding.forms.report_results import ResultsForm
from fyr.funding.forms.report_use import UseForm
from fyr.funding.forms.reports import ReviewForm, TextForm
from fyr.web.acts import Act

WRITE, REPORT = Permission.FUNDING_WRITE, Permission.FUNDING_REPORT


def _open(row):
    return row.state in reports.EDITABLE


def _review(by, row, form):
    act = reports.approve if form.cleaned_data["approve"] == "yes" else reports.send_back
    act(by=by, report=row, note=form.cleaned_data["note"])


def _version(form):
    return form.cleaned_data["version"]


ACTS = (
    Act(
        "report", "use", _("1. What the money was used for"), REPORT,
        lambda by, row, form: reports.save(by=by, report=row, version=_version(form), **form.told()), UseForm, when=_open,
        lead=_("From the beginning of the grant up to the day you choose, so that nothing is counted twice."),
    ),
    Act(
        "report", "results", _("2. Activities and results"), REPORT,
        lambda by, row, form: reports.save_results(by=by, report=row, version=_version(form), **form.told()), ResultsForm, when=_open,
        lead=_("Leave empty what is not known. Of persons, fewer than five is kept as “fewer than 5”."),
    ),
    Act(
        "report", "text", _("3. In words"), REPORT,
        lambda by, row, form: reports.save(by=by, report=row, version=_version(form), **form.values()), TextForm, when=_open,
    ),
    Act("report", "submit", _("Send it in"), REPORT, lambda by, row, form: reports.submit(by=by, report=row), when=_open),
    Act(
        "report", "review", _("Review the report"), WRITE, _review, ReviewForm, when=lambda row: row.state == ReportState.SUBMITTED,
        submit=_("Decide"), why=_("Approve it, or send it back to be completed."),
    ),
)  # fmt: skip

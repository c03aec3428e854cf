"""What is done to applications and files."""

from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.funding.actions import attachments, calls, grants
from fyr.funding.codes.grants import VOID, ApplicationState, Verdict
from fyr.funding.forms.applications import ApplicationForm
from fyr.funding.forms.assessing import AnswerForm, AssessForm, CheckForm
from fyr.funding.forms.base import ConfirmForm
from fyr.funding.forms.files import AttachForm
from fyr.funding.schemes import scheme
from fyr.web.acts import Act

WRITE, REPORT, READ = Permission.FUNDING_WRITE, Permission.FUNDING_REPORT, Permission.FUNDING_READ


def _open(row):
    return row.state in calls.EDITABLE


def _undecided(row):
    """Complete, and no decision on it waits for approval."""
    return row.state == ApplicationState.COMPLETE and not row.grants.exclude(state__in=VOID).exists()


def _check(by, row, form):
    calls.check(by=by, application=row, **form.values())


def _assess(by, row, form):
    told = {name: value for name, value in form.values().items() if not name.startswith("score_")}
    calls.assess(by=by, application=row, scores=form.scores(), **told)


def _answer(by, row, form):
    told = form.cleaned_data
    return grants.propose(
        by=by,
        decision=row.call.decision,
        recipient=row.party,
        scheme=row.call.scheme,
        application=row,
        tranches=() if told["answer"] == Verdict.REFUSE else form.tranches(),
        title=told["title"],
        purpose=row.call.title,
        diary=told["diary"],
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reasons=told["reasons"],
    )


def _attach(by, row, form):
    attachments.attach(by=by, to=row, title=form.cleaned_data["title"], file=form.cleaned_data["file"])


ACTS = (
    Act(
        "application", "edit", _("Go on writing"), REPORT,
        lambda by, row, form: calls.save(by=by, application=row, version=form.cleaned_data["version"], **form.values()),
        ApplicationForm, when=_open, why=_("Everything is saved as it is; send it in when it is whole."),
    ),
    Act("application", "submit", _("Send it in"), REPORT, lambda by, row, form: calls.submit(by=by, application=row), when=_open),
    Act(
        "application", "check", _("Check whether it is complete"), WRITE, _check, CheckForm,
        when=lambda row: row.state == ApplicationState.SUBMITTED, why=_("What is missing goes back to be completed, with a day."),
    ),
    Act(
        "application", "assess", _("Assess it"), WRITE, _assess, AssessForm,
        when=_undecided, hers=lambda by, row: not calls.assessed(row).filter(by=by).exists(), why=_("Two officers assess it, each by herself."),
    ),
    Act(
        "application", "answer", _("Propose the decision"), WRITE, _answer, AnswerForm, to="grant", submit=_("Propose it"),
        when=lambda row: _undecided(row) and calls.assessed(row).count() >= scheme(row.call.scheme).assessors, why=_("Somebody else approves it."),
    ),
    Act(
        "application", "recheck", _("Check it anew"), WRITE, _check, CheckForm, aside=True,
        when=lambda row: row.state == ApplicationState.INCOMPLETE or _undecided(row),
        lead=_("To give more time, or where what was found missing or against it does not hold."),
    ),
    Act("application", "attach", _("Add a file"), READ, _attach, AttachForm, aside=True),
    Act(
        "application", "withdraw", _("Withdraw the application"), REPORT, lambda by, row, form: calls.withdraw(by=by, application=row), ConfirmForm,
        lead=_("It is not decided on then. You can apply anew while the call is open."), submit=_("Withdraw"),
        when=lambda row: row.state not in (ApplicationState.DECIDED, ApplicationState.WITHDRAWN), aside=True,
    ),
    Act("attachment", "remove", _("Remove"), READ, lambda by, row, form: attachments.detach(by=by, attachment=row), aside=True),
)  # fmt: skip

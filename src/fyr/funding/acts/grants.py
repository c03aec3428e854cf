"""What is done to grants."""

from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.funding.actions import activities, decisions, grants, repayments, reports
from fyr.funding.acts.applications import _attach
from fyr.funding.codes.grants import GrantState
from fyr.funding.forms.activities import ActivityForm
from fyr.funding.forms.base import NoteForm
from fyr.funding.forms.dates import ConditionForm
from fyr.funding.forms.deciding import AgreeForm, GrantDecideForm
from fyr.funding.forms.files import AttachForm
from fyr.funding.forms.recovering import RecoverForm
from fyr.web.acts import Act

WRITE, REPORT, APPROVE, READ = (
    Permission.FUNDING_WRITE, Permission.FUNDING_REPORT, Permission.FUNDING_APPROVE, Permission.FUNDING_READ,
)  # fmt: skip


def _runs(row):
    return row.state == GrantState.RUNNING


def _decide(by, row, form):
    note = form.cleaned_data["note"]
    if form.cleaned_data["approve"] == "yes":
        grants.approve(by=by, grant=row, note=note, on=form.cleaned_data["on"])
    else:
        grants.send_back(by=by, grant=row, note=note)


def _agree(by, row, form):
    told = form.cleaned_data
    grants.agree(
        by=by,
        grant=row,
        on=told["on"],
        signed_by=told["signed_by"],
        terms=told["terms"],
        reports=form.reports(),
        repay_on=told["repay_on"],
    )


def _pause(by, row, form):
    act = grants.go_on if row.stopped_on else grants.stop
    act(by=by, grant=row, reason=form.cleaned_data["note"])


ACTS = (
    Act(
        "grant", "decide", _("Decide"), APPROVE, _decide, GrantDecideForm, when=lambda row: row.state == GrantState.PROPOSED,
        why=_("An officer has proposed it. Read it, and approve it or send it back."), submit=_("Decide"),
        lead=_("What is granted is promised at once, within what the decision of the government gives."),
    ),
    Act(
        "grant", "agree", _("Enter the agreement"), WRITE, _agree, AgreeForm,
        when=lambda row: row.state in (GrantState.GRANTED, GrantState.RUNNING) and not grants.has_final(row),
        why=_("Its days for reports and repayment then stand on both sides."),
    ),
    Act(
        "grant", "activity", _("Add an activity"), WRITE,
        lambda by, row, form: activities.add_activity(by=by, of=row, **form.values()), ActivityForm,
        when=lambda row: row.state in (GrantState.PROPOSED, GrantState.GRANTED, GrantState.RUNNING),
    ),
    Act(
        "grant", "condition", _("Add a condition"), WRITE,
        lambda by, row, form: decisions.add_condition(by=by, of=row, **form.values()), ConditionForm, when=_runs,
    ),
    Act("grant", "interim", _("Begin an interim report"), REPORT, lambda by, row, form: reports.begin(by=by, grant=row, kind="interim"), when=_runs, to="report"),
    Act("grant", "final", _("Begin the final report"), REPORT, lambda by, row, form: reports.begin(by=by, grant=row, kind="final"), when=_runs, to="report"),
    Act(
        "grant", "change", _("Tell of changed circumstances"), REPORT,
        lambda by, row, form: grants.report_change(by=by, grant=row, text=form.cleaned_data["note"]), NoteForm, when=_runs,
        lead=_("Whoever receives a grant tells at once of what changes the ground for it. Write of no person."), aside=True,
    ),
    Act("grant", "attach", _("Add a file"), READ, _attach, AttachForm, aside=True),
    Act(
        "grant", "pause", _("Stop payments, or let them go on"), WRITE, _pause, NoteForm, when=_runs, aside=True,
        lead=_("While they are stopped nothing is proposed, approved or paid."),
    ),
    Act(
        "grant", "recover", _("Propose recovery or waiver"), WRITE,
        lambda by, row, form: repayments.propose(by=by, grant=row, **form.values()), RecoverForm, when=_runs, aside=True,
        lead=_("Somebody else decides. What was paid and not accounted for can be recovered or waived; what was accounted for wrongly can be recovered."),
    ),
    Act(
        "grant", "cancel", _("Cancel the grant"), APPROVE,
        lambda by, row, form: grants.cancel(by=by, grant=row, note=form.cleaned_data["note"]), NoteForm,
        when=lambda row: row.state == GrantState.GRANTED, aside=True,
    ),
    Act(
        "grant", "close", _("Close the grant"), WRITE, lambda by, row, form: grants.close(by=by, grant=row),
        when=lambda row: _runs(row) and not grants.unsettled(row), why=_("Everything is reported, repaid and settled."),
    ),
)  # fmt: skip

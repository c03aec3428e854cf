"""What is done to decisions, their conditions and activities, and to calls."""

from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.funding.actions import activities, calls, decisions, grants, ministry
from fyr.funding.forms.activities import ActivityForm, ChangeActivityForm, ResultForm
from fyr.funding.forms.applications import ApplyForm
from fyr.funding.forms.base import ConfirmForm, NoteForm
from fyr.funding.forms.calls import CallForm
from fyr.funding.forms.dates import ConditionForm, MetForm
from fyr.funding.forms.decisions import AllotForm, AmendForm
from fyr.funding.forms.grants import ProposeForm
from fyr.web.acts import Act

WRITE = Permission.FUNDING_WRITE
PUBLIC = _("It becomes public with the decision. Write of no person.")


def _propose(by, decision, form):
    return grants.propose(by=by, decision=decision, tranches=form.tranches(), **form.told())


ACTS = (
    Act(
        "decision", "propose", _("Propose a grant"), WRITE, _propose, ProposeForm, to="grant",
        lead=_("An agreement or a direct contribution. Nothing is promised before somebody else has approved it."),
        submit=_("Propose it"),
    ),
    Act(
        "decision", "call", _("Publish a call"), WRITE,
        lambda by, row, form: calls.add_call(by=by, decision=row, **form.values()), CallForm, to="call", submit=_("Publish it"),
    ),
    Act(
        "decision", "allot", _("Enter funds or an authorisation"), WRITE,
        lambda by, row, form: decisions.allot(by=by, decision=row, **form.values()), AllotForm,
        lead=_("What the decision gives for a year. Without a known amount enter nothing: unknown is not zero."),
    ),
    Act(
        "decision", "condition", _("Add a condition"), WRITE,
        lambda by, row, form: decisions.add_condition(by=by, of=row, **form.values()), ConditionForm,
    ),
    Act(
        "decision", "activity", _("Add a task or activity"), WRITE,
        lambda by, row, form: activities.add_activity(by=by, of=row, **form.values()), ActivityForm, lead=PUBLIC,
    ),
    Act("decision", "report", _("Draft the report to the ministry"), WRITE, lambda by, row, form: ministry.draft(by=by, decision=row), to="ministry"),
    Act(
        "decision", "amend", _("Enter an amending decision"), WRITE,
        lambda by, row, form: decisions.amend_decision(by=by, decision=row, version=form.cleaned_data["version"], **form.told()),
        AmendForm, lead=_("What the decision says from now on. What it said before stays as a version."), aside=True,
    ),
    Act(
        "decision", "publish", _("Put it on the public page"), WRITE, lambda by, row, form: decisions.publish(by=by, decision=row), ConfirmForm,
        lead=_("Everybody then sees its title, purpose, amounts, conditions and activities, and each grant with recipient, amount, payments and results. A protected recipient is its kind and county, without title and purpose. Nothing that recipients wrote is shown."),
        submit=_("Put it on the public page"), when=lambda row: row.published_at is None, aside=True,
    ),
    Act(
        "decision", "hide", _("Take it off the public page"), WRITE, lambda by, row, form: decisions.hide(by=by, decision=row),
        when=lambda row: row.published_at is not None, aside=True,
    ),
    Act(
        "allotment", "back", _("Entered wrongly?"), WRITE,
        lambda by, row, form: decisions.take_back(by=by, allotment=row, reason=form.cleaned_data["note"]), NoteForm,
        when=lambda row: row.taken_back_at is None, aside=True,
        lead=_("For what was entered wrongly: it is reversed, stays to be seen, and can be entered anew."),
    ),
    Act(
        "condition", "met", _("Note that it was met"), WRITE,
        lambda by, row, form: decisions.meet_condition(by=by, condition=row, **form.values()), MetForm,
        when=lambda row: row.met_on is None and not (row.grant_id and row.kind in ("interim", "final")),
    ),
    Act(
        "activity", "change", _("Change"), WRITE,
        lambda by, row, form: activities.change_activity(by=by, activity=row, version=form.cleaned_data["version"], **form.values()),
        ChangeActivityForm, lead=PUBLIC,
    ),
    Act(
        "activity", "result", _("Note a measure or result"), WRITE,
        lambda by, row, form: activities.note_result(by=by, activity=row, **form.values()), ResultForm,
    ),
    Act(
        "call", "apply", _("Apply"), Permission.FUNDING_REPORT,
        lambda by, row, form: calls.begin(by=by, call=row, **form.values()), ApplyForm, to="application",
        when=lambda row: row.is_open, submit=_("Begin the application"),
        lead=_("It is saved as you write it, and nobody else sees it before you send it in."),
    ),
)  # fmt: skip

"""Grants: proposed by one, decided by another, agreed, stopped, closed. What is granted is promised in the ledger."""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding import ledger, money, schemes
from fyr.funding.access import require
from fyr.funding.actions.calls import assessed
from fyr.funding.actions.sources import not_ahead, sourced
from fyr.funding.codes.decisions import ConditionKind
from fyr.funding.codes.grants import VOID, ApplicationState, GrantState, RepaymentState
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Application, Condition, Decision, Grant, Instalment, Party
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act


@dataclass(frozen=True)
class Tranche:
    """One instalment as it is proposed; the budget year is that of the day."""

    amount: int
    planned_on: datetime.date
    after_report: bool = False


@transaction.atomic
def propose(
    *,
    by: Member,
    decision: Decision,
    recipient: Party,
    scheme: str,
    tranches: Sequence[Tranche],
    application: Application | None = None,
    **told: Any,
) -> Grant:
    """A grant, or with no tranches the refusal of an application. Nothing is promised until another approves it."""
    held = require(by, decision, Permission.FUNDING_WRITE)
    if recipient.unit_id and by.rights.hold(Permission.FUNDING_REPORT, recipient.unit_id):
        raise Refused(_("You work for the organisation that would receive it. Give it to a colleague."), "recipient")
    if not schemes.is_known(scheme):
        raise Refused(_("Nobody has described these rules here. Choose others."), "scheme")
    rules = schemes.scheme(scheme)
    if rules.by_call != (application is not None):
        raise Refused(_("Under these rules a grant answers an application, or none; choose the other."), "scheme")
    if application is not None:
        application = _ready(by, application, rules)
        if (application.call.decision_id, application.party_id) != (held.pk, recipient.pk):
            raise Refused(
                _("The application is that of another organisation, or to a call for the money of another decision.")
            )
    if tranches and application is not None and application.excluded:
        raise Refused(_("Grounds for exclusion were found: it can only be refused. Check it anew if they do not hold."))
    sourced(told)
    first, last = told.get("starts_on"), told.get("ends_on")
    if first and last and last < first:
        raise Refused(_("It cannot end before it starts."), "ends_on")
    if any(later.planned_on < earlier.planned_on for earlier, later in itertools.pairwise(tranches)):
        raise Refused(_("Write the tranches in the order in which they are paid."), "day_2")
    if not tranches and application is None:
        raise Refused(_("Write at least one tranche: an amount and a day."))
    grant = Grant.objects.create(
        decision=held,
        unit_id=held.unit_id,
        recipient=recipient,
        recipient_unit_id=recipient.unit_id,
        application=application,
        scheme=scheme,
        amount=sum(one.amount for one in tranches),
        proposed_by=by,
        **told,
    )
    Instalment.objects.bulk_create(
        Instalment(
            grant=grant,
            number=number,
            year=one.planned_on.year,
            amount=one.amount,
            planned_on=one.planned_on,
            after_report=one.after_report,
        )
        for number, one in enumerate(tranches, 1)
    )
    room(grant)
    leave(grant, by, Act.GRANT_PROPOSED, money.shown(grant.amount, held.currency))
    return grant


@transaction.atomic
def approve(*, by: Member, grant: Grant, note: str = "", on: datetime.date | None = None) -> None:
    """The decision, by another than who proposed it, dated today or earlier. Raises Refused where the money does not reach."""
    if on:
        not_ahead(on)
    decision = ledger.hold(grant.decision_id)
    held = _to_decide(by, grant)
    if on and decision.decided_on and on < decision.decided_on:
        raise Refused(_("That is before the decision whose money it is."), "on")
    if held.application is not None and held.application.state != ApplicationState.COMPLETE:
        raise Refused(_("The application was withdrawn or changed meanwhile. Send the proposal back."))
    refusal = held.amount == 0
    if not refusal:
        room(held)
        entry = ledger.Entry(Why.GRANT, decision, by)
        for one in held.instalments.all():
            entry.move(one.amount, Account.AVAILABLE, Account.COMMITTED, year=one.year, grant=held)
    now = timezone.now()
    held.state, held.decided_by, held.decided_at, held.decision_note = GrantState.GRANTED, by, now, note
    held.awarded_on = on or timezone.localdate()
    if refusal:
        held.state = GrantState.REFUSED
    elif not schemes.scheme(held.scheme).agreement:
        # Under an ordinance the decision itself says the terms.
        held.state, held.agreed_on, held.agreed_by = (
            GrantState.RUNNING,
            timezone.localdate(),
            gettext("By the decision"),
        )
    held.save()
    if held.application_id:
        Application.objects.filter(pk=held.application_id).update(state=ApplicationState.DECIDED)
    leave(held, by, Act.GRANT_REFUSED if refusal else Act.GRANT_APPROVED, money.shown(held.amount, decision.currency))


@transaction.atomic
def send_back(*, by: Member, grant: Grant, note: str) -> None:
    """Not approved: the officer can propose anew. What is said goes with it."""
    held = _to_decide(by, grant)
    held.state, held.decided_by, held.decided_at, held.decision_note = GrantState.SENT_BACK, by, timezone.now(), note
    held.awarded_on = timezone.localdate()
    held.save(update_fields=["state", "decided_by", "decided_at", "awarded_on", "decision_note"])
    leave(held, by, Act.GRANT_SENT_BACK, note)


@transaction.atomic
def agree(
    *,
    by: Member,
    grant: Grant,
    on: datetime.date,
    signed_by: str,
    terms: str,
    reports: Sequence[tuple[str, datetime.date]],
    repay_on: datetime.date | None = None,
) -> None:
    """Both have signed. `reports` are (kind, day) of each report that is due."""
    held = require(by, grant, Permission.FUNDING_WRITE)
    if held.state not in (GrantState.GRANTED, GrantState.RUNNING) or has_final(held):
        raise Refused(_("The agreement is entered once, after the decision."))
    not_ahead(on)
    if any(day < on for _kind, day in reports):
        raise Refused(_("A report cannot be due before the agreement is signed."), "final_on")
    dates = [*reports, *([(ConditionKind.REPAYMENT, repay_on)] if repay_on else [])]
    if not any(kind == ConditionKind.FINAL for kind, _day in reports):
        raise Refused(_("Say when the final report is due."), "final_on")
    Condition.objects.bulk_create(Condition(grant=held, kind=kind, due_on=day) for kind, day in dates)
    held.state, held.agreed_on, held.agreed_by, held.terms = GrantState.RUNNING, on, signed_by, terms
    held.save(update_fields=["state", "agreed_on", "agreed_by", "terms"])
    leave(held, by, Act.GRANT_AGREED, on)


@transaction.atomic
def cancel(*, by: Member, grant: Grant, note: str) -> None:
    """Granted, and then not wanted: the promise ends. By who approves, for it changes the decision."""
    decision = ledger.hold(grant.decision_id)
    held = require(by, grant, Permission.FUNDING_APPROVE)
    if held.state != GrantState.GRANTED:
        raise Refused(_("Only a grant without an agreement can be cancelled. Close one that runs."))
    if held.proposed_by_id == by.pk:
        raise Refused(_("You have proposed it. Somebody else decides."))
    release(decision, held, by)
    held.state, held.decision_note = GrantState.CANCELLED, note
    held.save(update_fields=["state", "decision_note"])
    # The application can be answered anew.
    if held.application_id:
        Application.objects.filter(pk=held.application_id).update(state=ApplicationState.COMPLETE)
    leave(held, by, Act.GRANT_CANCELLED, note)


@transaction.atomic
def stop(*, by: Member, grant: Grant, reason: str) -> None:
    """No payment is proposed, approved or recorded until it is lifted."""
    held = require(by, grant, Permission.FUNDING_WRITE)
    if held.state != GrantState.RUNNING or held.stopped_on:
        raise Refused(_("Only the payments of a running grant can be stopped."))
    held.stopped_on, held.stopped_by, held.stop_reason = timezone.localdate(), by, reason
    held.save(update_fields=["stopped_on", "stopped_by", "stop_reason"])
    leave(held, by, Act.GRANT_STOPPED, reason)


@transaction.atomic
def go_on(*, by: Member, grant: Grant, reason: str) -> None:
    held = require(by, grant, Permission.FUNDING_WRITE)
    if not held.stopped_on or held.state != GrantState.RUNNING:
        raise Refused(_("Its payments are not stopped."))
    held.stopped_on, held.stopped_by, held.stop_reason = None, None, ""
    held.save(update_fields=["stopped_on", "stopped_by", "stop_reason"])
    leave(held, by, Act.GRANT_GOES_ON, reason)


@transaction.atomic
def report_change(*, by: Member, grant: Grant, text: str) -> None:
    """The recipient's duty to tell of changed circumstances."""
    held = require(by, grant, Permission.FUNDING_REPORT)
    leave(held, by, Act.CHANGE_REPORTED, text)


@transaction.atomic
def close(*, by: Member, grant: Grant) -> None:
    """Everything is reported, repaid and settled; what was promised and not paid is free again."""
    decision = ledger.hold(grant.decision_id)
    held = require(by, grant, Permission.FUNDING_WRITE)
    if lacking := unsettled(held):
        raise Refused(_("It cannot be closed yet: %(what)s.") % {"what": "; ".join(map(str, lacking))})
    release(decision, held, by)
    held.state, held.closed_at, held.closed_by = GrantState.CLOSED, timezone.now(), by
    held.save(update_fields=["state", "closed_at", "closed_by"])
    # What was to be done by some day, and is not asked for any more, is nobody's date.
    held.conditions.filter(met_on__isnull=True).update(met_on=timezone.localdate(), met_by=by, note=gettext("Closed"))
    leave(held, by, Act.GRANT_CLOSED)


def has_final(grant: Grant) -> bool:
    """Whether the agreement is entered: it says when the final report is due."""
    return grant.conditions.filter(kind=ConditionKind.FINAL).exists()


def unsettled(grant: Grant) -> list[object]:
    """What stands in the way of closing a grant."""
    rest = ledger.balance(grant.pk, Account.HELD)
    told: list[object] = []
    if grant.state != GrantState.RUNNING:
        told.append(_("it does not run"))
    if grant.conditions.filter(met_on__isnull=True, kind__in=(ConditionKind.INTERIM, ConditionKind.FINAL)).exists():
        told.append(_("a report is not approved"))
    if grant.payments.filter(state__in=("requested", "proposed", "approved")).exists():
        told.append(_("a payment is under way"))
    if grant.repayments.filter(state__in=(RepaymentState.PROPOSED, RepaymentState.DUE)).exists():
        told.append(_("a repayment is under way"))
    if rest:
        told.append(_("%(rest)s is not accounted for") % {"rest": money.shown(rest, grant.currency)})
    return told


def room(grant: Grant) -> None:
    """Raises Refused where a year of the decision has less left than the grant takes of it."""
    there = ledger.by_year(grant.decision_id, Account.AVAILABLE)
    wanted: dict[int, int] = {}
    for one in grant.instalments.all():
        wanted[one.year] = wanted.get(one.year, 0) + one.amount
    for year, amount in sorted(wanted.items()):
        if amount > there.get(year, 0):
            told = {
                "year": year,
                "left": money.shown(there.get(year, 0), grant.currency),
                "amount": money.shown(amount, grant.currency),
            }
            raise Refused(
                _("For %(year)s the decision has %(left)s that nobody was promised, and this takes %(amount)s.") % told
            )


def release(decision: Decision, grant: Grant, by: Member) -> None:
    entry = ledger.Entry(Why.RELEASE, decision, by)
    for year, amount in ledger.by_year(grant.pk, Account.COMMITTED).items():
        entry.move(amount, Account.COMMITTED, Account.AVAILABLE, year=year, grant=grant)


def _to_decide(by: Member, grant: Grant) -> Grant:
    held = require(by, grant, Permission.FUNDING_APPROVE)
    if held.state != GrantState.PROPOSED:
        raise Refused(_("Somebody has decided it already."))
    if held.proposed_by_id == by.pk:
        raise Refused(_("You have proposed it. Somebody else decides."))
    return held


def _ready(by: Member, application: Application, rules: schemes.Scheme) -> Application:
    held = require(by, application, Permission.FUNDING_WRITE)
    if held.state != ApplicationState.COMPLETE:
        raise Refused(_("The application was not found complete, or is decided already."))
    if held.grants.exclude(state__in=VOID).exists():
        raise Refused(_("A decision on this application is proposed already."))
    if (done := assessed(held).count()) < rules.assessors:
        told = {"needed": rules.assessors, "done": done}
        raise Refused(_("%(needed)d officers assess it before a decision is proposed; %(done)d have.") % told)
    return held

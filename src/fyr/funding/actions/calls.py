"""Calls and what is sent in to them."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.funding import ledger, money, schemes
from fyr.funding.access import may, require
from fyr.funding.codes.grants import VOID, ApplicationState
from fyr.funding.codes.ledger import Account
from fyr.funding.models import Application, Assessment, Call, Decision, Party
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act

EDITABLE = (ApplicationState.DRAFT, ApplicationState.INCOMPLETE)


@transaction.atomic
def add_call(*, by: Member, decision: Decision, **told: Any) -> Call:
    held = require(by, decision, Permission.FUNDING_WRITE)
    if not schemes.is_known(told["scheme"]):
        raise Refused(_("Nobody has described these rules here. Choose others."), "scheme")
    if told["closes_on"] < told["opens_on"]:
        raise Refused(_("It cannot close before it opens."), "closes_on")
    if (frame := told.get("frame")) and frame > (left := ledger.balance(held.pk, Account.AVAILABLE)):
        raise Refused(
            _("The decision has %(left)s that nobody was promised.") % {"left": money.shown(left, held.currency)},
            "frame",
        )
    call = Call.objects.create(decision=held, unit_id=held.unit_id, added_by=by, **told)
    leave(held, by, Act.CALL_ADDED, call.title)
    return call


@transaction.atomic
def begin(*, by: Member, call: Call, party: Party, **told: Any) -> Application:
    """An application of her organisation, as a draft that nobody else sees."""
    if party.unit_id is None or not by.rights.hold(Permission.FUNDING_REPORT, party.unit_id):
        raise Refused(_("You may apply for your own organisation."))
    _open(call)
    try:
        with transaction.atomic():
            application = Application.objects.create(call=call, party=party, unit_id=party.unit_id, **told)
    except IntegrityError:
        raise Refused(_("Your organisation has an application to this call already. Go on with that one.")) from None
    leave(application, by, Act.APPLICATION_BEGUN)
    return application


@transaction.atomic
def save(*, by: Member, application: Application, version: int, **told: Any) -> None:
    held = require(by, application, Permission.FUNDING_REPORT)
    if held.state not in EDITABLE:
        raise Refused(_("It is sent in and cannot be changed. You can be asked to complete it, or withdraw it."))
    take_version(Application.objects.filter(pk=held.pk), version)
    Application.objects.filter(pk=held.pk).update(**told)
    journal.append(label="funding.application.saved", actor=by.pk, codes={"application": held.pk.hex})


@transaction.atomic
def submit(*, by: Member, application: Application) -> None:
    """Raises Refused with what is missing. An application that was asked to be completed may come after the call has closed."""
    held = require(by, application, Permission.FUNDING_REPORT)
    if held.state not in EDITABLE:
        raise Refused(_("It is sent in already."))
    if held.state == ApplicationState.DRAFT:
        _open(held.call)
    elif held.complete_by and held.complete_by < timezone.localdate():
        raise Refused(_("The day to complete it by has passed. Ask the officer."))
    if lacking := lacks(held):
        raise Refused(_("Still missing: %(what)s.") % {"what": ", ".join(map(str, lacking))})
    held.state, held.submitted_at, held.submitted_by = ApplicationState.SUBMITTED, timezone.now(), by
    held.save(update_fields=["state", "submitted_at", "submitted_by"])
    leave(held, by, Act.APPLICATION_SUBMITTED, money.shown(held.amount, held.call.decision.currency))


@transaction.atomic
def withdraw(*, by: Member, application: Application) -> None:
    held = require(by, application, Permission.FUNDING_REPORT)
    if held.state in (ApplicationState.DECIDED, ApplicationState.WITHDRAWN):
        raise Refused(_("It is decided or withdrawn already."))
    Application.objects.filter(pk=held.pk).update(state=ApplicationState.WITHDRAWN)
    leave(held, by, Act.APPLICATION_WITHDRAWN)


@transaction.atomic
def check(
    *,
    by: Member,
    application: Application,
    missing: Sequence[str],
    asked: str = "",
    complete_by: datetime.date | None = None,
    excluded: Sequence[str] = (),
) -> None:
    """The completeness check. `missing` and `excluded` are codes of the scheme; with something missing it goes back once more."""
    held = require(by, application, Permission.FUNDING_WRITE)
    if held.state not in (ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE, ApplicationState.COMPLETE):
        raise Refused(_("Only an application that was sent in can be checked."))
    if held.grants.exclude(state__in=VOID).exists():
        raise Refused(_("A decision on this application is proposed already."))
    if held.submitted_by_id == by.pk:
        raise Refused(_("You have sent it in yourself. Somebody else checks it."))
    if missing and complete_by is None:
        raise Refused(_("Say by when it is to be completed."), "complete_by")
    if missing and complete_by and complete_by < timezone.localdate():
        raise Refused(_("That day has passed. Give them time."), "complete_by")
    held.missing = {"codes": list(missing), "asked": asked} if missing else {}
    held.complete_by = complete_by if missing else None
    held.excluded, held.checked_by, held.checked_on = list(excluded), by, timezone.localdate()
    held.state = ApplicationState.INCOMPLETE if missing else ApplicationState.COMPLETE
    held.save(update_fields=["missing", "complete_by", "excluded", "checked_by", "checked_on", "state"])
    leave(held, by, Act.APPLICATION_INCOMPLETE if missing else Act.APPLICATION_CHECKED, complete_by or "")


@transaction.atomic
def assess(*, by: Member, application: Application, scores: Sequence[int], **told: Any) -> Assessment:
    """One of at least two, each by another officer who has no interest of her own."""
    held = require(by, application, Permission.FUNDING_WRITE)
    if held.state != ApplicationState.COMPLETE:
        raise Refused(_("It is assessed when it was found complete."))
    if not told.get("unbiased"):
        raise Refused(_("Whoever has an interest of her own does not assess. Give it to a colleague."), "unbiased")
    if Permission.FUNDING_REPORT in may(by, held):
        raise Refused(_("You work for the organisation that applies. Give it to a colleague."))
    if assessed(held).filter(by=by).exists():
        raise Refused(_("You have assessed it. Another officer assesses it too."))
    # What she wrote of an earlier version holds no more.
    Assessment.objects.filter(application=held, by=by).delete()
    made = Assessment.objects.create(application=held, by=by, scores=list(scores), **told)
    leave(held, by, Act.APPLICATION_ASSESSED)
    return made


def assessed(application: Application) -> QuerySet[Assessment]:
    """The assessments of what was sent in last; what was changed afterwards is assessed anew."""
    rows = Assessment.objects.filter(application=application)
    return rows.filter(at__gte=application.submitted_at) if application.submitted_at else rows.none()


def lacks(application: Application) -> list[schemes.Point]:
    """Which points of the scheme the application says nothing about."""
    a = application
    there = {
        "signatory": bool(a.signatory),
        "plan": bool(a.plan),
        "time": bool(a.starts_on and a.ends_on),
        "costs": bool(a.costs and a.amount),
        "other_grants": bool(a.other_grants) or a.no_other_grants,
        "attested": a.attested,
    }
    points = schemes.scheme(a.call.scheme).completeness
    return [point for point in points if not there.get(point.code, True)]


def _open(call: Call) -> None:
    if not call.is_open:
        told = {"first": call.opens_on.isoformat(), "last": call.closes_on.isoformat()}
        raise Refused(_("The call is open from %(first)s to %(last)s.") % told)

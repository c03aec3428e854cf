"""What the law and the calendar let an application for a permit and its answer be."""

from django.utils.translation import gettext_lazy

from fyr.cases.codes.rights import UNDECIDED, Applicant, PermitAnswer
from fyr.cases.days import happened, in_sight, since
from fyr.cases.errors import Refused
from fyr.cases.models import Permit


def application_holds(permit: Permit) -> None:
    rule = permit.rule
    if rule is None:
        raise Refused(gettext_lazy("Choose one of these."), "kind")
    if permit.applicant not in Applicant.values:
        raise Refused(
            gettext_lazy("She cannot apply herself. The law names who may: choose one of these."), "applicant"
        )
    happened(permit.applied_on, "applied_on")
    if not rule.may_apply(permit.applicant, permit.applied_on):
        could = ", ".join(str(who.label) for who in Applicant if rule.may_apply(who, permit.applied_on))
        told = gettext_lazy("The law did not let this applicant apply for that on this day. It let: %(who)s.")
        raise Refused(told % {"who": could}, "applicant")


def keep(permit: Permit) -> None:
    """Save the answer without what belongs to another one. Raises Refused where something is missing or cannot be."""
    if permit.answer not in PermitAnswer.values:
        raise Refused(gettext_lazy("Choose one of these."), "answer")
    if permit.answer in UNDECIDED:
        permit.decided_on = permit.reason = None
    else:
        _decision_holds(permit)
    if permit.answer == PermitAnswer.GRANTED:
        _days_hold(permit)
    else:
        permit.valid_from = permit.valid_until = None
    if permit.answer != PermitAnswer.REFUSED or permit.appealed_on is None:
        permit.appealed_by, permit.appealed_on = "", None
    else:
        _appeal_holds(permit)
    permit.save()


def _decision_holds(permit: Permit) -> None:
    if permit.decided_on is None:
        raise Refused(gettext_lazy("Write the day of the decision."), "decided_on")
    happened(permit.decided_on, "decided_on")
    if permit.decided_on < permit.applied_on:
        raise Refused(gettext_lazy("That is before the application."), "decided_on")
    if permit.answer == PermitAnswer.REFUSED and not permit.reason:
        raise Refused(gettext_lazy("Write the reason that was given."), "reason")


def _days_hold(permit: Permit) -> None:
    if permit.valid_from is None:
        raise Refused(gettext_lazy("Write the first day of the permit."), "valid_from")
    if permit.valid_until is None:
        raise Refused(gettext_lazy("Write the last day of the permit."), "valid_until")
    if permit.valid_until < permit.valid_from:
        raise Refused(gettext_lazy("The last day lies before the first."), "valid_until")
    since(permit.valid_from, "valid_from")
    in_sight(permit.valid_from, "valid_from")
    in_sight(permit.valid_until, "valid_until")


def _appeal_holds(permit: Permit) -> None:
    if permit.rule is None or not permit.rule.may_appeal(permit.appealed_by, permit.applicant):
        raise Refused(gettext_lazy("The law does not let them appeal this."), "appealed_by")
    happened(permit.appealed_on, "appealed_on")
    if permit.appealed_on is not None and permit.decided_on is not None and permit.appealed_on < permit.decided_on:
        raise Refused(gettext_lazy("That is before the decision."), "appealed_on")

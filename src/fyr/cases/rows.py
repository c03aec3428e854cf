"""What is known of a case, as rows of (label, value) for summary lists; absent values show as not stated."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.cases.models import Case, Referral, RiskAssessment, SafeContact

Row = tuple[str, Any]


def of_contact(contact: SafeContact | None) -> list[Row]:
    """How she may be reached; empty where nothing was agreed."""
    if contact is None or not (contact.how or contact.phone or contact.when or contact.avoid):
        return []
    return [
        (_("How"), contact.how),
        (_("When"), contact.when),
        (_("Phone"), contact.phone),
        (_("Also used by"), contact.shared_with),
        (_("Code word"), contact.code_word),
        (_("Messages"), contact.get_voicemail_display()),
    ]


def of_risk(risk: RiskAssessment) -> list[Row]:
    return [
        (_("Risk"), risk.get_level_display()),
        (_("Threats"), risk.threats),
        (_("Measures"), risk.measures),
        (_("Look again"), risk.review_on.isoformat()),
        (_("Assessed"), f"{timezone.localdate(risk.made_at).isoformat()}, {risk.made_by.name}"),
    ]


def of_intake(case: Case) -> list[Row]:
    """What was told stands here only for who may read it, and so does what it was taken to be and who brought it."""
    rows: list[Row] = [
        (_("Age"), case.get_age_display()),
        (_("Language"), case.language),
        (_("Interpreter"), case.get_interpreter_display()),
        (_("Interpreters to avoid"), case.interpreter_avoid),
    ]
    if "exploitation.read" not in case.may:
        return rows
    return [
        (_("Concerns"), ", ".join(str(one.label) for one in case.concerns)),
        (_("Contact came through"), case.get_contact_came_display()),
        *rows,
        (_("Seen or told"), case.circumstances),
    ]


def of_referral(referral: Referral) -> list[Row]:
    """All that the receiver sees before she accepts."""
    sender = f"{referral.sent_by.name}, {referral.from_unit.name}, {referral.from_unit.organisation.name}"
    return [
        (_("Asked for"), referral.asks),
        (_("Urgency"), referral.get_urgency_display()),
        (_("Sender"), sender),
        (_("To"), referral.to_unit.name),
        (_("State"), referral.get_state_display()),
    ]

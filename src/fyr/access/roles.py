"""Who may do what. A proposal in one table; docs/roles.md tells it to lawyers, and a test compares the two."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """What a member is in a unit: a name, one sentence, and the permissions that follow."""

    code: str
    name: Promise
    sentence: Promise
    permissions: frozenset[P]
    # Works where lines are bad: her pages do without what is not needed, such as a font of their own.
    abroad: bool = False


READ_ALL = frozenset({P.CASE_READ, P.IDENTITY_READ, P.EXPLOITATION_READ, P.SAFETY_READ, P.LEGAL_READ, P.PROVIDER_READ})
WORK = frozenset({P.PLAN_WRITE, P.NOTE_WRITE, P.SAFETY_WRITE, P.LEGAL_WRITE})
# Counts only in the unit that leads a case: an assignment to it never hands these on.
LEAD = frozenset({P.CASE_OPEN, P.CASE_CLOSE, P.CASE_ASSIGN, P.REFERRAL_SEND, P.REFERRAL_ANSWER})
RECORD = frozenset({P.IDENTITY_WRITE, P.EXPLOITATION_WRITE})
# What of a return she sees and does follows from the side on which her unit stands.
RETURN = frozenset({P.RETURN_READ, P.RETURN_WRITE})

_ROLES = (
    Role(
        "regional_coordinator",
        _("Regional coordinator"),
        _("Opens and leads the cases of her unit, sees all of them, refers, closes, and takes data in and out."),
        READ_ALL | WORK | LEAD | RECORD | RETURN | {P.EXPORT_MAKE, P.EXPORT_IDENTITY, P.IMPORT_MAKE, P.PROVIDER_WRITE},
    ),
    Role(
        "coordinator_readonly",
        _("Coordinator, read only"),
        _("Sees the cases of her unit and changes nothing."),
        READ_ALL | {P.RETURN_READ},
    ),
    Role(
        "social_worker",
        _("Social worker"),
        _("Opens and carries the cases of her unit and those she is assigned to, with identity and safety."),
        READ_ALL | WORK | LEAD | RECORD,
    ),
    Role(
        "support_worker",
        _("Support worker"),
        _(
            "Gives support in the cases of her unit and those she is assigned to: safety and plan, never names or what was done."
        ),
        WORK | {P.CASE_READ, P.SAFETY_READ, P.LEGAL_READ, P.REFERRAL_ANSWER, P.PROVIDER_READ},
    ),
    Role(
        "return_officer",
        _("Return officer"),
        _(
            "Prepares voluntary returns: identity, safety and plan in the cases of her unit and those she is assigned to."
        ),
        WORK
        | {P.CASE_READ, P.IDENTITY_READ, P.SAFETY_READ, P.LEGAL_READ, P.REFERRAL_ANSWER, P.PROVIDER_READ}
        | {P.FUNDING_SPEND}
        | RETURN,
    ),
    Role(
        "mission_officer",
        _("Mission in the country of return"),
        _("Receives and follows those who return, as far as each of them has agreed; sees no case."),
        RETURN,
        abroad=True,
    ),
    Role(
        "return_partner",
        _("Local partner"),
        _("Gives support in the country of return to those who agreed to it; sees no case."),
        RETURN,
        abroad=True,
    ),
    Role(
        "national_officer",
        _("National officer"),
        _(
            "Coordinates the work of the country, prepares grants and accounts for them, and never sees a case or an identity."
        ),
        frozenset({P.STATISTICS_READ, P.PROVIDER_READ, P.FUNDING_READ, P.FUNDING_WRITE}),
    ),
    Role(
        "funding_approver",
        _("Funding approver"),
        _("Approves what an officer proposes about money, and never sees a case or an identity."),
        frozenset({P.FUNDING_READ, P.FUNDING_APPROVE}),
    ),
    Role(
        "grant_recipient",
        _("Recipient of grants"),
        _("Applies for grants, asks for payment and reports, for her own organisation; sees no case."),
        frozenset({P.FUNDING_READ, P.FUNDING_REPORT}),
    ),
    Role(
        "analyst",
        _("Analyst"),
        _("Works with protected counts and cannot open a case."),
        frozenset({P.STATISTICS_READ}),
    ),
    Role(
        "auditor",
        _("Auditor"),
        _("Reads the journal, which names no person, and cannot open a case."),
        frozenset({P.JOURNAL_READ}),
    ),
    Role(
        "administrator",
        _("Administrator"),
        _("Manages accounts and units and cannot read cases."),
        frozenset({P.ACCOUNT_MANAGE, P.PROVIDER_READ, P.PROVIDER_WRITE}),
    ),
)

ROLES: Mapping[str, Role] = {role.code: role for role in _ROLES}

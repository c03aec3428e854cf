"""The words behind the code of a line in the timeline, by act."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from fyr.cases import rights
from fyr.cases.acts import Act
from fyr.cases.chapters import PAPERS
from fyr.cases.codes.case import Outcome
from fyr.cases.codes.childhood import AgeFound, TracingOutcome
from fyr.cases.codes.children import SpeaksAs
from fyr.cases.codes.concern import Inquiry, ProtectionFinding
from fyr.cases.codes.consent import Protection, Purpose
from fyr.cases.codes.needs import NeedKind
from fyr.cases.codes.referrals import DeclineReason
from fyr.cases.codes.rights import ClaimKind, CounselKind, PermitAnswer
from fyr.cases.codes.risk import Risk
from fyr.cases.codes.services import ServiceState
from fyr.cases.deadlines import rules
from fyr.cases.htcds.catalogue import SECTIONS

# Names that stand in data files come in the reader's language when they are shown.
_rule_name = lazy(lambda rule: rule.said(get_language())["name"], str)


_label = lazy(lambda one: one.label(get_language()), str)


RULES = {rule.code: _rule_name(rule) for rule in rules.all_rules()}


RIGHTS = {right.code: _label(right) for right in rights.all_rights()}


PERMITS = {kind.code: _rule_name(kind) for kind in rights.all_permits()}


SECTION_NAMES = {name: _label(section) for name, section in SECTIONS.items()}


WORDS: dict[str, Any] = {
    Act.RECORD_CHANGED: SECTION_NAMES,
    Act.RISK_ASSESSED: dict(Risk.choices),
    Act.NEED_ADDED: dict(NeedKind.choices),
    Act.NEED_CHANGED: dict(NeedKind.choices),
    Act.NEED_WITHDRAWN: dict(NeedKind.choices),
    Act.NEED_UNMET: dict(NeedKind.choices),
    Act.NEED_REOPENED: dict(NeedKind.choices),
    Act.SERVICE_OFFERED: dict(NeedKind.choices),
    Act.SERVICE_MOVED: dict(ServiceState.choices),
    Act.REFERRAL_DECLINED: dict(DeclineReason.choices),
    Act.CONSENT_GIVEN: dict(Purpose.choices),
    Act.CONSENT_REFUSED: dict(Purpose.choices),
    Act.CONSENT_WITHDRAWN: dict(Purpose.choices),
    Act.DISCLOSURE_ENDED: dict(Purpose.choices),
    Act.TOLD_OUTSIDE: dict(Purpose.choices),
    Act.PROTECTION_CHANGED: dict(Protection.choices),
    Act.PAPER_MADE: {paper.code: paper.title for paper in PAPERS},
    Act.CASE_CLOSED: dict(Outcome.choices),
    Act.DEADLINE_STARTED: RULES,
    Act.DEADLINE_MET: RULES,
    Act.DEADLINE_MISSED: RULES,
    Act.DEADLINE_EXTENDED: RULES,
    Act.DEADLINE_CANCELLED: RULES,
    Act.DEADLINE_RESUMED: RULES,
    Act.RIGHT_NOTED: RIGHTS,
    Act.PERMIT_APPLIED: PERMITS,
    Act.PERMIT_ANSWERED: dict(PermitAnswer.choices),
    Act.PERMIT_CORRECTED: PERMITS,
    Act.PERMIT_APPEALED: PERMITS,
    Act.COUNSEL_NOTED: dict(CounselKind.choices),
    Act.CLAIM_NOTED: dict(ClaimKind.choices),
    Act.CHILD_ASSESSED: dict(ProtectionFinding.choices),
    Act.INQUIRY_DECIDED: dict(Inquiry.choices),
    Act.SPOKESPERSON_CHANGED: dict(SpeaksAs.choices),
    Act.AGE_CHECKED: dict(AgeFound.choices),
    Act.TRACING_CHANGED: dict(TracingOutcome.choices),
}

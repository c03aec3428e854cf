"""What the case slice keeps."""

from fyr.cases.models.case import Case, Record, SearchTerm
from fyr.cases.models.consent import Consent, Disclosure, ProtectedAddress
from fyr.cases.models.finding import SavedFilter
from fyr.cases.models.identification import Cooperation, PoliceReport, Statement
from fyr.cases.models.indicators import IndicatorAssessment
from fyr.cases.models.plan import Need, Service, ServiceStep, Task
from fyr.cases.models.safety import RiskAssessment, SafeContact
from fyr.cases.models.sharing import Assignment, Referral
from fyr.cases.models.timeline import Entry, Mention

__all__ = [
    "Assignment",
    "Case",
    "Consent",
    "Cooperation",
    "Disclosure",
    "Entry",
    "IndicatorAssessment",
    "Mention",
    "Need",
    "PoliceReport",
    "ProtectedAddress",
    "Record",
    "Referral",
    "RiskAssessment",
    "SafeContact",
    "SavedFilter",
    "SearchTerm",
    "Service",
    "ServiceStep",
    "Statement",
    "Task",
]

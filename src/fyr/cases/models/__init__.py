"""What the case slice keeps."""

from fyr.cases.models.case import Case, Record, SearchTerm
from fyr.cases.models.consent import Consent, Disclosure, ProtectedAddress
from fyr.cases.models.imports import Import, ImportPart
from fyr.cases.models.plan import Need, Service, ServiceStep, Task
from fyr.cases.models.safety import RiskAssessment, SafeContact
from fyr.cases.models.sharing import Assignment, Referral
from fyr.cases.models.timeline import Entry

__all__ = [
    "Assignment",
    "Case",
    "Consent",
    "Disclosure",
    "Entry",
    "Import",
    "ImportPart",
    "Need",
    "ProtectedAddress",
    "Record",
    "Referral",
    "RiskAssessment",
    "SafeContact",
    "SearchTerm",
    "Service",
    "ServiceStep",
    "Task",
]

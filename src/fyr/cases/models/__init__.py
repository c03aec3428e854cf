"""What the case slice keeps."""

from fyr.cases.models.case import Case, Record, SearchTerm
from fyr.cases.models.childhood import AgeCheck, BestInterest, FamilyTracing
from fyr.cases.models.children import AccompanyingChild, CaseLink, ConcernReport, Spokesperson
from fyr.cases.models.consent import Consent, Disclosure, ProtectedAddress
from fyr.cases.models.finding import SavedFilter
from fyr.cases.models.herself import AboutHerself
from fyr.cases.models.plan import Need, Service, ServiceStep, Task
from fyr.cases.models.safety import RiskAssessment, SafeContact
from fyr.cases.models.sharing import Assignment, Referral
from fyr.cases.models.timeline import Entry, Mention

__all__ = [
    "AboutHerself",
    "AccompanyingChild",
    "AgeCheck",
    "Assignment",
    "BestInterest",
    "Case",
    "CaseLink",
    "ConcernReport",
    "Consent",
    "Disclosure",
    "Entry",
    "FamilyTracing",
    "Mention",
    "Need",
    "ProtectedAddress",
    "Record",
    "Referral",
    "RiskAssessment",
    "SafeContact",
    "SavedFilter",
    "SearchTerm",
    "Service",
    "ServiceStep",
    "Spokesperson",
    "Task",
]

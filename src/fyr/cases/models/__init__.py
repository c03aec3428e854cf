"""What the case slice keeps."""

from fyr.cases.models.case import Case, Record, SearchTerm
from fyr.cases.models.childhood import AgeCheck, BestInterest, FamilyTracing
from fyr.cases.models.children import AccompanyingChild, CaseLink, ConcernReport, Spokesperson
from fyr.cases.models.consent import Consent, Disclosure, ProtectedAddress
from fyr.cases.models.deadlines import Deadline
from fyr.cases.models.documents import Document, DocumentChunk
from fyr.cases.models.events import EventFacts
from fyr.cases.models.exploitation import Exploitation
from fyr.cases.models.facts import Fact, ShownTable
from fyr.cases.models.finding import SavedFilter
from fyr.cases.models.herself import AboutHerself
from fyr.cases.models.identification import Cooperation, PoliceReport, Statement
from fyr.cases.models.imports import Import, ImportPart
from fyr.cases.models.indicators import IndicatorAssessment
from fyr.cases.models.permits import Permit
from fyr.cases.models.plan import Need, Service, ServiceStep, Task
from fyr.cases.models.providers import Provider
from fyr.cases.models.rights import Claim, Counsel, RightStep
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
    "Claim",
    "ConcernReport",
    "Consent",
    "Cooperation",
    "Counsel",
    "Deadline",
    "Disclosure",
    "Document",
    "DocumentChunk",
    "Entry",
    "EventFacts",
    "Exploitation",
    "Fact",
    "FamilyTracing",
    "Import",
    "ImportPart",
    "IndicatorAssessment",
    "Mention",
    "Need",
    "Permit",
    "PoliceReport",
    "ProtectedAddress",
    "Provider",
    "Record",
    "Referral",
    "RightStep",
    "RiskAssessment",
    "SafeContact",
    "SavedFilter",
    "SearchTerm",
    "Service",
    "ServiceStep",
    "ShownTable",
    "Spokesperson",
    "Statement",
    "Task",
]

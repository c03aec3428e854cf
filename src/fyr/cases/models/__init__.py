"""What the case slice keeps."""

from fyr.cases.models.age import AgeCheck
from fyr.cases.models.assignments import Assignment
from fyr.cases.models.best_interest import BestInterest
from fyr.cases.models.case import Case
from fyr.cases.models.children import AccompanyingChild
from fyr.cases.models.claims import Claim
from fyr.cases.models.concern import ConcernReport
from fyr.cases.models.consent import Consent
from fyr.cases.models.cooperation import Cooperation
from fyr.cases.models.counsel import Counsel
from fyr.cases.models.deadlines import Deadline
from fyr.cases.models.disclosures import Disclosure
from fyr.cases.models.documents import Document, DocumentChunk
from fyr.cases.models.events import EventFacts
from fyr.cases.models.exploitation import Exploitation
from fyr.cases.models.facts import Fact
from fyr.cases.models.family import CaseLink
from fyr.cases.models.finding import SavedFilter
from fyr.cases.models.herself import AboutHerself
from fyr.cases.models.identification import Statement
from fyr.cases.models.import_parts import ImportPart
from fyr.cases.models.imports import Import
from fyr.cases.models.indicators import IndicatorAssessment
from fyr.cases.models.mentions import Mention
from fyr.cases.models.needs import Need
from fyr.cases.models.permits import Permit
from fyr.cases.models.police import PoliceReport
from fyr.cases.models.protected_address import ProtectedAddress
from fyr.cases.models.providers import Provider
from fyr.cases.models.record import Record
from fyr.cases.models.referrals import Referral
from fyr.cases.models.rights import RightStep
from fyr.cases.models.safe_contact import SafeContact
from fyr.cases.models.safety import RiskAssessment
from fyr.cases.models.services import Service, ServiceStep
from fyr.cases.models.shown_tables import ShownTable
from fyr.cases.models.speaking import Spokesperson
from fyr.cases.models.tasks import Task
from fyr.cases.models.terms import SearchTerm
from fyr.cases.models.timeline import Entry
from fyr.cases.models.tracing import FamilyTracing

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

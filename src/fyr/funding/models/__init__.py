"""What is kept about money."""

from fyr.funding.models.activities import Activity, Result
from fyr.funding.models.calls import Application, Assessment, Call
from fyr.funding.models.decisions import Allotment, Amendment, Condition, Decision
from fyr.funding.models.files import Attachment, AttachmentChunk
from fyr.funding.models.grants import Grant, Instalment
from fyr.funding.models.incoming import GrantImport, IncomingState, Voucher
from fyr.funding.models.ledger import Balance, Posting, Spend
from fyr.funding.models.parties import Party
from fyr.funding.models.payments import Payment, Repayment
from fyr.funding.models.public import PublishedDecision, PublishedGrant
from fyr.funding.models.reports import MinistryReport, Report
from fyr.funding.models.trail import Event

__all__ = [
    "Activity",
    "Allotment",
    "Amendment",
    "Application",
    "Assessment",
    "Attachment",
    "AttachmentChunk",
    "Balance",
    "Call",
    "Condition",
    "Decision",
    "Event",
    "Grant",
    "GrantImport",
    "IncomingState",
    "Instalment",
    "MinistryReport",
    "Party",
    "Payment",
    "Posting",
    "PublishedDecision",
    "PublishedGrant",
    "Repayment",
    "Report",
    "Result",
    "Spend",
    "Voucher",
]

"""The columns of a written file: those of IOM's Excel template 2.0 first, in its order, then the standard's other fields."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fyr.cases.htcds.catalogue import FIELDS, REPEATED, SOURCE_REFERENCE
from fyr.cases.htcds.cells import NONE, NULL
from fyr.cases.htcds.headings import CASE, OURS

TEMPLATE = [
    "cas_CaseOwner",
    "prs_Salutation",
    "prs_FirstName",
    "prs_SecondName",
    "con_Consent",
    "prs_Birthdate",
    "prs_Gender",
    "prs_Citizenship",
    "prs_Title",
    "prs_Email",
    "prs_HomePhone",
    "prs_MobilePhone",
    "prs_MailingStreet",
    "prs_MailingCity",
    "prs_MailingState",
    "prs_MailingPostalCode",
    "prs_MailingCountry",
    "vic_TraffickingStatus",
    "vic_TraffickingStatusDecisionMakingOrg",
    "vic_MethodOfRecruitment",
    "vic_LocationOfRecruitment",
    "vic_MethodsOfControl",
    "vic_TypeOfExploitation",
    "vic_ForcedLabourIndustry",
    "vic_TypeOfSexExploitation",
    "vic_LocationOfExploitation",
    "cas_Status",
    "cas_ReferringOrganisation",
    "cas_IncomingReferralDate",
    "cas_ReferringPrimaryCaseWorker",
    "cas_ReasonForIncomingReferral",
    "cas_IncomingReferralDetails",
    "cas_ReferredOrganisation",
    "cas_ReferredPrimaryCaseWorker",
    "cas_ReasonForOutgoingReferral",
    "cas_OutgoingReferralDate",
    "cas_OutgoingReferralDetails",
    "cas_ReasonForCaseClosure",
]
COLUMNS = (CASE, *TEMPLATE, *(key for key in FIELDS if key not in TEMPLATE), SOURCE_REFERENCE)


def columns(sheet: str) -> tuple[str, ...]:
    return (CASE, *REPEATED[sheet]) if sheet in REPEATED else COLUMNS


def heading(key: str) -> str:
    """IOM's own heading; ours in English, as everything in the template is."""
    return FIELDS[key].heading if key in FIELDS else OURS[key][0]


def about() -> list[str]:
    """What somebody who opens the file must know, line by line."""
    ours = [f"{code.code} ({code.label(get_language() or 'en')})" for field in FIELDS.values() for code in field.ours]
    return [
        _(
            "HTCDS 2.0, IOM's Human Trafficking Case Data Standard (CC BY 4.0), written by Fyr. IOM does not endorse Fyr or this file."
        ),
        _(
            "One row for each case. What a case has several of has its first in that row and the others in a sheet of their own, under the number of the case."
        ),
        _("An empty cell: nothing is recorded. %(null)s: known not to be stated. %(none)s: known that none applies.")
        % {"null": NULL, "none": NONE},
        _(
            "Several codes stand in one cell with a semicolon between them. Dates: YYYY-MM-DD. Countries: ISO 3166, two letters. Languages: ISO 639-2."
        ),
        _(
            "An apostrophe in front of = + - @ keeps a spreadsheet program from calculating; an import takes it away again."
        ),
        _("Codes that are not IOM's but ours begin with fyr_: %(codes)s.") % {"codes": ", ".join(ours)},
        _("Keep every sheet and the headings: an import reads them."),
    ]

"""The 360Giving 1.4.3 grant, in the order in which Fyr writes its columns.

Source: 360Giving Data Standard 1.4.3, https://standard.threesixtygiving.org/, CC BY 4.0; names and titles are its own.
"""

from fyr.funding.interchange.giving_kinds import Field, Kind, group
from fyr.funding.interchange.giving_parts import (
    CLASS,
    DOCUMENT,
    EVENT,
    MODIFIED,
    ORGANISATION,
    PLACE,
    PROGRAMME,
    TRANSACTION,
)

# As packages name it: major and minor.
VERSION = "1.4"
RECIPIENT, PERSON = "recipientOrganization", "recipientIndividual"
GRANT: tuple[Field, ...] = (
    Field("id", "Identifier", required=True),
    Field("title", "Title", required=True),
    Field("description", "Description", required=True),
    Field("currency", "Currency", Kind.CURRENCY, required=True),
    Field("amountAwarded", "Amount Awarded", Kind.AMOUNT, required=True),
    Field("awardDate", "Award Date", Kind.DAY, required=True),
    group(RECIPIENT, "Recipient Org", *ORGANISATION),
    group(PERSON, "Recipient Ind", Field("id", "Identifier"), Field("name", "Name"), many=False),
    group("fundingOrganization", "Funding Org", *ORGANISATION, required=True),
    Field("amountAppliedFor", "Amount Applied For", Kind.AMOUNT),
    Field("amountDisbursed", "Amount Disbursed", Kind.AMOUNT),
    group("grantProgramme", "Grant Programme", *PROGRAMME),
    Field("fromOpenCall", "From An Open Call?", Kind.YES_NO),
    group("plannedDates", "Planned Dates", *EVENT),
    group("actualDates", "Actual Dates", *EVENT),
    group("beneficiaryLocation", "Beneficiary Location", *PLACE),
    Field("locationScope", "Location Scope", Kind.SCOPE),
    group("fundingType", "Funding Type", *CLASS),
    group("classifications", "Classifications", *CLASS),
    Field("regrantType", "For Regrant Type", Kind.REGRANT),
    group(
        "toIndividualsDetails",
        "To Individuals Details",
        Field("primaryGrantReason", "Primary Grant Reason", Kind.REASON),
        Field("secondaryGrantReason", "Secondary Grant Reason", Kind.REASON),
        Field("grantPurpose", "Grant Purpose", Kind.PURPOSES),
        many=False,
    ),
    group("relatedDocument", "Related Document", *DOCUMENT),
    group("applicationTransaction", "Application Transaction", *TRANSACTION),
    group("commitmentTransaction", "Commitment Transaction", *TRANSACTION),
    group("disbursementTransaction", "Disbursement Transaction", *TRANSACTION),
    Field("relatedActivity", "Related Activity", Kind.TEXTS),
    Field("url", "URL", Kind.ADDRESS),
    Field("dataSource", "Data Source", Kind.ADDRESS),
    MODIFIED,
)

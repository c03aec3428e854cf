"""Objects inside a 360Giving 1.4.3 grant.

Source: 360Giving Data Standard 1.4.3, https://standard.threesixtygiving.org/, CC BY 4.0; names and titles are its own.
"""

from fyr.funding.interchange.giving_kinds import Field, Kind, group

MODIFIED = Field("dateModified", "Last Modified", Kind.MOMENT)
PLACE = (
    Field("id", "Identifier"),
    Field("name", "Name"),
    Field("countryCode", "Country Code", Kind.COUNTRY),
    Field("latitude", "Latitude", Kind.NUMBER),
    Field("longitude", "Longitude", Kind.NUMBER),
    Field("description", "Description"),
    Field("geoCode", "Geographic Code"),
    Field("geoCodeType", "Geographic Code Type"),
    MODIFIED,
)
ORGANISATION = (
    Field("id", "Identifier", required=True),
    Field("name", "Name", required=True),
    Field("department", "Department"),
    Field("contactName", "Contact Name"),
    Field("charityNumber", "Charity Number"),
    Field("companyNumber", "Company Number"),
    Field("streetAddress", "Street Address"),
    Field("addressLocality", "City"),
    Field("addressRegion", "County"),
    Field("addressCountry", "Country"),
    Field("postalCode", "Postal Code"),
    Field("telephone", "Phone Number"),
    Field("alternateName", "Alternate Name"),
    Field("email", "Email"),
    Field("description", "Description"),
    Field("organisationType", "Organisation Type"),
    Field("url", "Web Address", Kind.ADDRESS),
    group("location", "Location", *PLACE),
    MODIFIED,
)
EVENT = (
    Field("title", "Title"),
    Field("startDate", "Start Date", Kind.ROUGH_DAY),
    Field("endDate", "End Date", Kind.ROUGH_DAY),
    Field("duration", "Duration (months)", Kind.NUMBER),
    Field("description", "Description"),
    MODIFIED,
)
PROGRAMME = (
    Field("code", "Code"),
    Field("title", "Title"),
    Field("description", "Description"),
    Field("url", "URL", Kind.ADDRESS),
    MODIFIED,
)
CLASS = (Field("vocabulary", "Vocabulary"), *PROGRAMME)
DOCUMENT = (
    Field("id", "Identifier"),
    Field("title", "Title"),
    Field("url", "Web Address", Kind.ADDRESS),
    Field("description", "Description"),
    Field("documentType", "Document Type"),
    MODIFIED,
)
TRANSACTION = (
    Field("id", "Identifier"),
    Field("transactionDate", "Transaction Date", Kind.DAY),
    Field("currency", "Currency", Kind.CURRENCY, required=True),
    Field("value", "Value", Kind.AMOUNT),
    Field("valueDate", "Value Date", Kind.DAY),
    Field("description", "Description"),
    Field("provider", "Provider"),
    Field("recipient", "Recipient"),
    MODIFIED,
)

"""A grant as a record of 360Giving 1.4.3."""

from typing import Any

from django.utils import timezone

from fyr.funding import account
from fyr.funding import public_ids as ids
from fyr.funding.public_ids import identifier_of, own_id


def record_of(line: account.Line, content: dict[str, Any], keeper: dict[str, str]) -> dict[str, Any]:
    """As a grant of 360Giving 1.4.3."""
    from fyr.funding import money

    grant, currency = line.grant, line.grant.currency
    number = lambda amount: number_of(money.decimal(amount, currency))
    recipient = {
        "id": identifier_of(grant.recipient)
        or own_id("org", grant.pk if grant.recipient.protected else grant.recipient_id),
        "name": grant.recipient.public_name,
    }
    if not grant.recipient.protected:
        recipient |= {"addressCountry": grant.recipient.country}
    record: dict[str, Any] = {
        "id": own_id("grant", grant.pk),
        "title": ids.title_of(grant),
        "description": ids.description_of(grant),
        "currency": currency,
        "amountAwarded": number(grant.amount),
        "amountDisbursed": number(line.paid - line.repaid),
        "awardDate": content["decided_on"],
        "fundingOrganization": [{"id": keeper["identifier"], "name": keeper["name"]}],
        "recipientOrganization": [recipient],
        "grantProgramme": [{"title": grant.decision.title}],
        "fromOpenCall": "Yes" if content["open_call"] else "No",
        "dateModified": timezone.now().isoformat(timespec="seconds"),
    }
    planned = {
        name: value for name, value in (("startDate", content["starts_on"]), ("endDate", content["ends_on"])) if value
    }
    if planned:
        record["plannedDates"] = [planned]
    if grant.recipient.county:
        record["beneficiaryLocation"] = [{"name": grant.recipient.county, "countryCode": grant.recipient.country}]
    return record


def number_of(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)

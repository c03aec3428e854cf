"""What would be about a person: a node takes no grant to one, no Swedish personal number, and no contact person."""

import datetime
import re
from typing import Any

# A Swedish organisation number never has 0 or 1 as its third digit; a personal number, which a sole trader has as
# number of the firm, always does. Source: lagen (1974:174) om identitetsbeteckning för juridiska personer m.fl.
IN_AN_ID = re.compile(r"SE-ON-(\d{6}[-+ ]?\d{4}|\d{8}[-+ ]?\d{4})(?!\d)", re.IGNORECASE)
NUMBER = re.compile(r"(\d{6}|\d{8})[-+ ]?\d{4}", re.ASCII)
IN_A_TEXT = re.compile(r"(?<![\w-])(?:(?:19|20)(\d{6})[-+]?|(\d{6})[-+])(\d{4})(?![\w-])", re.ASCII)
CONTACT = ("contactName", "telephone", "email")
ORGANISATIONS = ("recipientOrganization", "fundingOrganization")


def is_personal(number: str) -> bool:
    """Whether a Swedish number of 10 or 12 digits is that of a person; not asked of anything longer or shorter."""
    digits = re.sub(r"\D", "", number)
    if len(digits) == 12:
        return digits.startswith(("19", "20"))
    return len(digits) == 10 and digits[2] in "01"


def holds_personal(text: str) -> bool:
    """Whether an identifier or a text names a Swedish personal number."""
    if any(is_personal(found[1]) for found in IN_AN_ID.finditer(text)):
        return True
    return any(_is_dated(found[1] or found[2]) and _adds_up(found) for found in IN_A_TEXT.finditer(text))


def _is_dated(six: str) -> bool:
    """YYMMDD; a coordination number has 60 added to its day."""
    day = int(six[4:])
    try:
        datetime.date(2000 + int(six[:2]), int(six[2:4]), day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _adds_up(found: re.Match[str]) -> bool:
    total = 0
    for at, digit in enumerate((found[1] or found[2]) + found[3]):
        twice = int(digit) * (2 - at % 2)
        total += twice - 9 if twice > 9 else twice
    return total % 10 == 0


def swedish_number(organisation: dict[str, Any]) -> str:
    """The name of a field of a Swedish organisation that holds a personal number; empty where none does."""
    if not str(organisation.get("id", "")).upper().startswith("SE-"):
        return ""
    for key in ("charityNumber", "companyNumber"):
        told = str(organisation.get(key, "")).strip()
        if NUMBER.fullmatch(told) and is_personal(told):
            return key
    return ""


def without_contacts(record: dict[str, Any]) -> int:
    """Takes out of the record who to call at an organisation, and says how many values those were."""
    count = 0
    for key in ORGANISATIONS:
        listed = record.get(key)
        for organisation in listed if isinstance(listed, list) else ():
            if isinstance(organisation, dict):
                count += sum(organisation.pop(each, None) is not None for each in CONTACT)
    return count

"""IATI's codes for what Fyr calls by words. Source: IATI 2.03 code lists, https://iatistandard.org/, CC BY 4.0."""

from fyr.funding.codes.grants import GrantState
from fyr.funding.codes.parties import PartyKind

VERSION = "2.03"
ORGANISATION_TYPE = {
    PartyKind.GOVERNMENT.value: "10",
    PartyKind.MUNICIPAL.value: "11",
    PartyKind.CIVIL.value: "22",
    PartyKind.INTERNATIONAL.value: "40",
    PartyKind.ACADEMIC.value: "80",
    PartyKind.PRIVATE.value: "70",
}
GOVERNMENT = "10"
FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
PIPELINE, IMPLEMENTATION, CLOSED, CANCELLED = "1", "2", "4", "5"
STATUS = {
    GrantState.PROPOSED.value: PIPELINE,
    GrantState.GRANTED.value: IMPLEMENTATION,
    GrantState.RUNNING.value: IMPLEMENTATION,
    GrantState.CLOSED.value: CLOSED,
    GrantState.REFUSED.value: CANCELLED,
    GrantState.CANCELLED.value: CANCELLED,
}
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
COMMITMENT, DISBURSEMENT, INCOMING_COMMITMENT = "2", "3", "11"
PARENT, CHILD = "1", "2"
ORIGINAL, INDICATIVE, COMMITTED = "1", "1", "2"
OUTPUT, UNIT = "1", "1"
OTHER_IDENTIFIER = "A9"
# Orderly migration: its text names the fight against trafficking, and reintegration in the country of origin.
DAC, SECTOR = "1", "15190"
# Gender equality is an important aim of the work, and not the only one.
GENDER, SIGNIFICANT = "1", "1"

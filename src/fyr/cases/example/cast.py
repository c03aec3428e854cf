"""The cast: who works in the example node. Invented, every one of them."""

from dataclasses import dataclass

from django.db import transaction

from fyr.access import actions
from fyr.access.models import Member, Organisation


@dataclass(frozen=True)
class Part:
    name: str
    role: str
    unit: str
    email: str


ORGANISATIONS = {
    "exempelstad": "Exempelstads kommun",
    "exempelby": "Exempelby kommun",
    "trygg-hamn": "Föreningen Trygg hamn (exempel)",
    "iom": "IOM (exempel)",
    "hemhamn": "Hemhamn (exempel)",
    "jamy": "Jämställdhetsmyndigheten (exempel)",
    "plattformen": "Plattformen mot människohandel (exempel)",
    "cbss": "Östersjöstaternas råd (exempel)",
    "drift": "Nodens drift (exempel)",
}

# Where the cases of a unit are counted; the others work in the whole country.
REGIONS = {"region-syd": "syd", "social-exempelby": "ost", "trygg-hamn": "syd"}

# code: (organisation, name, takes referrals)
UNITS = {
    "region-syd": ("exempelstad", "Regionkoordinering Syd", True),
    "social-exempelby": ("exempelby", "Socialtjänsten Exempelby", True),
    "trygg-hamn": ("trygg-hamn", "Trygg hamn stödboende", True),
    "iom-amp": ("iom", "IOM återvändandeprogrammet ÅMP", True),
    "jamy": ("jamy", "Nationell samordning NSPM", False),
    "iom-mission": ("iom", "IOM på plats (exempel)", False),
    "hemhamn": ("hemhamn", "Hemhamns mottagning", False),
    "iom-ekonomi": ("iom", "IOM ekonomi", False),
    "plattformen": ("plattformen", "Plattformens kansli", False),
    "cbss": ("cbss", "CBSS sekretariat", False),
    "exempelstad-ekonomi": ("exempelstad", "Exempelstads ekonomi", False),
    "drift": ("drift", "Nodens kontor", False),
    "granskning": ("drift", "Granskning", False),
}

CAST = (
    Part("Alma Lindqvist", "regional_coordinator", "region-syd", "alma@fyr.example"),
    Part("Björn Sandell", "coordinator_readonly", "region-syd", "bjorn@fyr.example"),
    Part("Carina Öberg", "social_worker", "social-exempelby", "carina@fyr.example"),
    Part("Daniel Ek", "support_worker", "trygg-hamn", "daniel@fyr.example"),
    Part("Elsa Grönroos", "return_officer", "iom-amp", "elsa@fyr.example"),
    Part("Farida Nilsson", "national_officer", "jamy", "farida@fyr.example"),
    Part("Gunnar Holm", "funding_approver", "jamy", "gunnar@fyr.example"),
    Part("Hedda Ström", "analyst", "jamy", "hedda@fyr.example"),
    Part("Ivar Dahl", "auditor", "granskning", "ivar@fyr.example"),
    Part("Jonna Berg", "administrator", "drift", "jonna@fyr.example"),
    Part("Karin Falk", "administrator", "drift", "karin@fyr.example"),
    Part("Lova Sund", "national_officer", "jamy", "lova@fyr.example"),
    Part("Mikael Rask", "grant_recipient", "plattformen", "mikael@fyr.example"),
    Part("Nina Aalto", "grant_recipient", "iom-ekonomi", "nina@fyr.example"),
    Part("Olle Frid", "grant_recipient", "cbss", "olle@fyr.example"),
    Part("Petra Vik", "grant_recipient", "exempelstad-ekonomi", "petra@fyr.example"),
    Part("Radu Munteanu", "mission_officer", "iom-mission", "radu@fyr.example"),
    Part("Sofia Petrova", "return_partner", "hemhamn", "sofia@fyr.example"),
    Part("Tove Hamrin", "return_officer", "iom-amp", "tove@fyr.example"),
)


@transaction.atomic
def engage() -> dict[str, Member]:
    """Make the organisations, units and members of the cast; gives the members by e-mail."""
    organisations = {
        code: actions.add_organisation(code=code, name=name, by=None) for code, name in ORGANISATIONS.items()
    }
    units = {
        code: actions.add_unit(
            organisation=organisations[organisation],
            code=code,
            name=name,
            takes_referrals=takes_referrals,
            region=REGIONS.get(code, ""),
            by=None,
        )
        for code, (organisation, name, takes_referrals) in UNITS.items()
    }
    return {
        part.email: actions.add_member(by=None, email=part.email, name=part.name, unit=units[part.unit], role=part.role)
        for part in CAST
    }


def is_engaged() -> bool:
    return Organisation.objects.filter(code="exempelstad").exists()

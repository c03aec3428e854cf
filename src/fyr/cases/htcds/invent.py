"""Invented persons for examples and benchmarks. Nobody in here exists, and no telephone rings."""

import datetime
import random
from copy import copy

from fyr.cases.htcds.catalogue import FIELDS, Field

TODAY = datetime.date(2026, 6, 1)


def _words(text: str) -> list[str]:
    return text.split()


FEMININE = _words(
    "Alma Besa Daina Elif Freja Hana Ilze Jolanta Kadri Lingling Mariam Nadia Oksana Perpetua Ruta Samira Tove Yana"
)
MASCULINE = _words(
    "Adrian Bogdan Dainis Emeka Filip Gintaras Hassan Ivo Jaan Karim Linus Minh Nour Oleksij Petru Rauno Samuel Tomasz"
)
SURNAMES = _words(
    "Ahmadi Bērziņš Chukwu Dumitrescu Ek Fjällberg Gashi Ådahl Ivanova Jõgi Kaminskas Lindqvist Melnyk Nguyen Östling "
    "Popescu Quist Rahman Šimkus Tamm Vasile Wójcik Yilmaz Zawadzka"
)
# Town, county, postal code, latitude, longitude.
TOWNS = [
    ("Stockholm", "Stockholms län", "111 20", 59.3293, 18.0686),
    ("Göteborg", "Västra Götalands län", "411 03", 57.7089, 11.9746),
    ("Malmö", "Skåne län", "211 20", 55.605, 13.0038),
    ("Umeå", "Västerbottens län", "903 26", 63.8258, 20.263),
    ("Luleå", "Norrbottens län", "972 31", 65.5848, 22.1547),
    ("Växjö", "Kronobergs län", "352 30", 56.8777, 14.8091),
    ("Örebro", "Örebro län", "702 11", 59.2741, 15.2066),
]
STREETS = ["Exempelgatan", "Påhittade vägen", "Provgränd", "Låtsasstigen", "Mönstergatan"]
# The Swedish telecom regulator keeps these numbers for fiction: prefix, first and last subscriber number.
MOBILE = ("+4670", 1740605, 1740699)
LANDLINES = [
    ("+4631", 3900600, 3900699),
    ("+4640", 6280400, 6280499),
    ("+468", 46500400, 46500499),
    ("+46980", 319200, 319299),
]
ORIGINS = [
    ("RO", "ron"), ("UA", "ukr"), ("LT", "lit"), ("LV", "lav"), ("EE", "est"), ("PL", "pol"), ("NG", "eng"),
    ("VN", "vie"), ("TH", "tha"), ("AF", "fas"), ("SY", "ara"), ("AL", "sqi"), ("SE", "swe"), ("BG", "bul"),
    ("UZ", "uzb"),
]  # fmt: skip
ORGANISATIONS = [
    "Föreningen Fyrbåken (example)",
    "Exempelkommuns socialtjänst",
    "Stiftelsen Trygg hamn (example)",
    "Provstads polisområde",
]
WORKPLACES = [
    "Restaurang Exempel",
    "Bygg & Påhitt AB",
    "Nagelsalong Prov",
    "Bärplockarlägret (example)",
    "En lägenhet i centrum",
]
# What happened, as far as codes tell it: the forms of exploitation, the industry, the kinds of sexual exploitation.
STORY = ("vic_TypeOfExploitation", "vic_ForcedLabourIndustry", "vic_TypeOfSexExploitation")
STORIES = [
    (["SexualExploitation"], None, ["Prostitution"]),
    (["SexualExploitation"], None, ["Prostitution", "PrivateSexualServices"]),
    (["SexualExploitation"], None, ["Pornography", "RemoteInteractiveServices"]),
    (["ForcedLabour"], "A_AgricultureForestryAndFishing", None),
    (["ForcedLabour"], "F_Construction", None),
    (["ForcedLabour"], "I_AccommodationAndFoodServiceActivities", None),
    (["ForcedLabour", "SexualExploitation"], "S_OtherServiceActivities", ["Prostitution"]),
    (["Servitude", "ForcedMarriage"], "T_ActivitiesOfHouseholdsAsEmployers", None),
    (["ForcedBegging"], None, None),
]
# Few records describe a perpetrator, and only a closed case has a reason for closing.
RARE = {"per_RoleInProcess", "per_RoleDetails", "per_Organisation"}
CLOSED = {"Closed", "ClosedReferred"}
WORKERS = ["Astrid Exempel", "Bo Prov", "Carin Mönster", "David Påhitt"]
NARRATIVES = [
    "Invented. Contact came through an outreach team; she asked for an interpreter and a safe place to sleep.",
    "Påhittat. Passet togs ifrån honom vid ankomsten. Ingen lön betalades ut.\nHan vill veta sina rättigheter.",
    "Påhittat. Säger sig vara skyldig pengar för resan. Vill inte prata med polisen ännu.",
    "Invented. Found at a joint inspection; worked twelve hours a day without a contract.",
]


def persons(n: int, seed: int) -> list[dict[str, object]]:
    """`n` persons as HTCDS records; one seed always gives the same. Any number of them use all 81 fields."""
    source = random.Random(seed)  # noqa: S311 - invented persons are no secret
    return [_person(source, number) for number in range(n)]


def _person(source: random.Random, number: int) -> dict[str, object]:
    """A record with something absent and something unstated, as real ones have; one in ten is complete."""
    complete = {key: _code(source, key) for key in FIELDS if FIELDS[key].codes}
    for part in (_identity, _home, _exploitation, _organisation, _referrals, _event, _work):
        complete |= part(source)
    if number % 10 == 0:
        return {key: complete[key] for key in FIELDS}
    if complete["cas_Status"] not in CLOSED:
        del complete["cas_ReasonForCaseClosure"]
    complete |= dict(zip(STORY, map(copy, source.choice(STORIES)), strict=True))
    person: dict[str, object] = {}
    for key, field in FIELDS.items():
        chance = source.random()
        if chance > 0.97:
            person[key] = None
        elif chance < _share(field) and complete.get(key) is not None:
            person[key] = complete[key]
    return person


def _share(field: Field) -> float:
    """How many records have this field."""
    if field.key in RARE:
        return 0.1
    return 0.9 if field.core else 0.5


def _code(source: random.Random, key: str) -> object:
    codes = [code.code for code in FIELDS[key].codes]
    if FIELDS[key].kind == "multi":
        return source.sample(codes, source.randint(1, 3))
    return source.choice(codes)


def _identity(source: random.Random) -> dict[str, object]:
    feminine = source.random() < 0.6
    first, middle = source.sample(FEMININE if feminine else MASCULINE, 2)
    surname = source.choice(SURNAMES)
    born = TODAY - datetime.timedelta(days=source.randint(14 * 365, 55 * 365))
    country, language = source.choice(ORIGINS)
    citizenships = [country] if country == "SE" or source.random() < 0.9 else [country, "SE"]
    return {
        "prs_Salutation": source.choice(["Hen", "Hon", "Han", "Du"]),
        "prs_FirstName": first,
        "prs_MiddleName": middle,
        "prs_SecondName": surname,
        "prs_Birthdate": born.isoformat(),
        "prs_Gender": "Feminine" if feminine else "Masculine",
        "prs_Deceased": False,
        "prs_NumberOfChildren": source.randint(0, 4),
        "prs_PrimaryLanguage": language,
        "prs_SecondaryLanguage": source.choice([each for each in ("eng", "rus", "swe") if each != language]),
        "prs_Citizenship": citizenships,
        "prs_IdentityNumber": _identity_number(source, born),
        "prs_Title": source.choice(["Kock", "Städare", "Byggarbetare", "Student", "Bärplockare"]),
        "prs_Email": f"{first}.{source.randint(100, 999)}@example.org".lower(),
        "prs_HomePhone": _phone(source, source.choice(LANDLINES)),
        "prs_MobilePhone": _phone(source, MOBILE),
        "vic_AgeWhenTrafficked": source.randint(12, max(12, (TODAY - born).days // 365)),
    }


def _identity_number(source: random.Random, born: datetime.date) -> str:
    """Shaped like a Swedish number with a control digit that is wrong on purpose, so that it is nobody's."""
    digits = f"{born:%y%m%d}{source.randint(100, 999)}"
    doubled = [int(digit) * (2 - position % 2) for position, digit in enumerate(digits)]
    right = -sum(product // 10 + product % 10 for product in doubled) % 10
    return f"{born:%Y%m%d}-{digits[6:]}{(right + source.randint(1, 9)) % 10}"


def _phone(source: random.Random, numbers: tuple[str, int, int]) -> str:
    prefix, first, last = numbers
    return f"{prefix}{source.randint(first, last)}"


def _address(source: random.Random) -> tuple[str, str, str, str, float, float]:
    town, county, code, latitude, longitude = source.choice(TOWNS)
    near = (round(latitude + source.uniform(-0.05, 0.05), 5), round(longitude + source.uniform(-0.05, 0.05), 5))
    return f"{source.choice(STREETS)} {source.randint(1, 99)}", code, town, county, *near


def _home(source: random.Random) -> dict[str, object]:
    return _placed("prs_Mailing", source) | {"prs_MailingCountry": "SE", "con_Consent": source.random() < 0.8}


def _placed(prefix: str, source: random.Random) -> dict[str, object]:
    street, code, town, county, latitude, longitude = _address(source)
    return {
        f"{prefix}Street": street,
        f"{prefix}PostalCode": code,
        f"{prefix}City": town,
        f"{prefix}State": county,
        f"{prefix}Latitude": latitude,
        f"{prefix}Longitude": longitude,
    }


def _exploitation(source: random.Random) -> dict[str, object]:
    return {
        "vic_LocationOfRecruitment": source.choice(WORKPLACES),
        "vic_LocationOfExploitation": source.choice(WORKPLACES),
        "per_RoleDetails": source.choice(NARRATIVES),
        "per_Organisation": source.choice(WORKPLACES),
    }


def _organisation(source: random.Random) -> dict[str, object]:
    named = {
        "org_Name": source.choice(ORGANISATIONS),
        "org_ShippingCountry": "SE",
        "org_Phone": _phone(source, source.choice(LANDLINES)),
    }
    return _placed("org_Shipping", source) | named


def _day(source: random.Random, first: int, last: int) -> str:
    """A day counted from TODAY."""
    return (TODAY + datetime.timedelta(days=source.randint(first, last))).isoformat()


def _referrals(source: random.Random) -> dict[str, object]:
    sender, receiver = source.sample(ORGANISATIONS, 2)
    return {
        "cas_ReferringOrganisation": sender,
        "cas_ReferringPrimaryCaseWorker": source.choice(WORKERS),
        "cas_IncomingReferralDate": _day(source, -400, -200),
        "cas_IncomingReferralDetails": source.choice(NARRATIVES),
        "cas_ReferredOrganisation": receiver,
        "cas_ReferredPrimaryCaseWorker": source.choice(WORKERS),
        "cas_OutgoingReferralDate": _day(source, -199, -1),
        "cas_OutgoingReferralDetails": source.choice(NARRATIVES),
    }


def _event(source: random.Random) -> dict[str, object]:
    told = {
        "hte_Country": "SE",
        "hte_Date": _day(source, -1500, -401),
        "hte_Description": source.choice(NARRATIVES),
    }
    return _placed("hte_", source) | told


def _work(source: random.Random) -> dict[str, object]:
    return {
        "cas_ReasonForCaseClosure": source.choice(NARRATIVES),
        "cas_CaseOwner": source.choice(WORKERS),
        "cco_CaseComment": source.choice(NARRATIVES),
        "spl_Objectives": source.choice(
            ["Trygghet och en egen bostad.", "A safe return and work at home.", "Läsa svenska."]
        ),
        "spl_ActionPlan": source.choice(
            ["Läkarbesök, god man, samtal varje vecka.", "Passport, counselling, a place to stay."]
        ),
        "spl_PlannedEndDate": _day(source, 30, 300),
        "spl_ActualEndDate": _day(source, -30, 30),
    }

"""The crosswalk to CTDC: the codebook's columns and values, and nothing else, whatever a record holds."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.cases.htcds import ctdc
from fyr.cases.htcds.catalogue import FIELDS, MORE, countries
from fyr.cases.htcds.tests.strategies import persons

# The codebook of 2024, in its own order.
CODEBOOK = [
    "yearOfRegistration",
    "gender",
    "ageBroad",
    "citizenship",
    "CountryOfExploitation",
    "traffickMonths",
    "meansDebtBondageEarnings",
    "meansThreats",
    "meansAbusePsyPhySex",
    "meansFalsePromises",
    "meansDrugsAlcohol",
    "meansDenyBasicNeeds",
    "meansExcessiveWorkHours",
    "meansWithholdDocs",
    "isForcedLabour",
    "isSexualExploit",
    "isOtherExploit",
    "typeOfLabourAgriculture",
    "typeOfLabourConstruction",
    "typeOfLabourDomesticWork",
    "typeOfLabourHospitality",
    "typeOfSexProstitution",
    "typeOfSexPornography",
    "recruiterRelationIntimatePartner",
    "recruiterRelationFriend",
    "recruiterRelationFamily",
    "recruiterRelationOther",
]
BANDS = ["", "0--8", "09--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+"]
DAY = datetime.date(2026, 6, 1)


@settings(max_examples=60, deadline=None)
@given(persons(several=True), st.dates(datetime.date(2002, 1, 1), datetime.date(2030, 12, 31)))
def test_a_row_has_the_codebooks_columns_and_only_its_values(person, day):
    row = ctdc.row(person, day)
    assert list(row) == CODEBOOK == list(ctdc.columns())
    assert row["yearOfRegistration"] == str(day.year)
    assert row["gender"] in ("", "Man", "Woman", "Trans/Transgender/NonConforming")
    assert row["ageBroad"] in BANDS
    assert row["traffickMonths"] in ("", "0--12", "13--24", "25+")
    for column in ("citizenship", "CountryOfExploitation"):
        assert row[column] in {"", *countries().values()}
    assert {row[column] for column in CODEBOOK[6:]} <= {"", "1"}


def test_the_table_names_fields_and_codes_that_exist_and_says_what_is_presumed():
    for row in ctdc._table():
        assert row["source"] and row["verified"] in ("yes", "no")
        if row["field"]:
            assert row["code"] in [code.code for code in FIELDS[row["field"]].all_codes]


def test_every_alpha_3_is_there_once():
    assert len(set(countries().values())) == len(countries()) == 250
    assert [countries()[code] for code in ("SE", "RO", "DE", "CD")] == ["SWE", "ROU", "DEU", "COD"]
    assert ctdc.alpha_3("XK") == "SRB"


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({"prs_Gender": "Feminine"}, {"gender": "Woman"}),
        ({"prs_Gender": "Masculine"}, {"gender": "Man"}),
        ({"prs_Gender": "TransgenderFeminine"}, {"gender": "Trans/Transgender/NonConforming"}),
        ({"prs_Gender": "NonConforming"}, {"gender": "Trans/Transgender/NonConforming"}),
        ({"prs_Gender": "NonSpecifiedUnknown"}, {}),
        ({"prs_Gender": None}, {}),
        ({"prs_Citizenship": ["UA", "SE"]}, {"citizenship": "UKR"}),
        ({"prs_Citizenship": []}, {}),
        ({"vic_MethodsOfControl": ["DebtBondage", "TakesEarnings"]}, {"meansDebtBondageEarnings": "1"}),
        ({"vic_MethodsOfControl": ["fyr_UsesChildren"]}, {"meansThreats": "1"}),
        ({"vic_MethodsOfControl": ["fyr_RestrictsMovement"]}, {"meansDenyBasicNeeds": "1"}),
        ({"vic_MethodsOfControl": ["Other"]}, {}),
        (
            {"vic_MethodsOfControl": ["SexualAbuse", "PsychoactiveSubstance", "ExcessiveWorkingHours"]},
            {"meansAbusePsyPhySex": "1", "meansDrugsAlcohol": "1", "meansExcessiveWorkHours": "1"},
        ),
        ({"vic_MethodsOfControl": ["WithholdsDocuments", "FalsePromises"]}, {"meansWithholdDocs": "1", "meansFalsePromises": "1"}),
        (
            {"vic_TypeOfExploitation": ["ForcedLabour", "SexualExploitation", "ForcedMarriage"]},
            {"isForcedLabour": "1", "isSexualExploit": "1", "isOtherExploit": "1"},
        ),
        ({"vic_TypeOfExploitation": ["fyr_ForcedCriminality"]}, {"isOtherExploit": "1"}),
        ({"vic_ForcedLabourIndustry": "T_ActivitiesOfHouseholdsAsEmployers"}, {"typeOfLabourDomesticWork": "1"}),
        ({"vic_ForcedLabourIndustry": "C_Manufacturing"}, {}),
        ({"vic_TypeOfSexExploitation": ["Prostitution", "PrivateSexualServices"]}, {"typeOfSexProstitution": "1"}),
        ({"vic_RelationshipToTrafficker": "Familial"}, {"recruiterRelationFamily": "1"}),
        ({"vic_RelationshipToTrafficker": "Acquainted"}, {"recruiterRelationFriend": "1"}),
        ({"vic_RelationshipToTrafficker": "Unaquainted"}, {"recruiterRelationOther": "1"}),
        ({"hte_Type": "Exploitation", "hte_Country": "SE"}, {"CountryOfExploitation": "SWE"}),
        ({"hte_Type": "Transit", "hte_Country": "SE"}, {}),
        ({"hte_Type": "Exploitation", "hte_Country": "a flat in Malmö"}, {}),
        (
            {"hte_Type": "Recruitment", "hte_Date": "2024-01-10", MORE: {"event": [{"hte_Type": "Exploitation", "hte_Date": "2025-01-10"}]}},
            {"traffickMonths": "0--12"},
        ),
        (
            {"hte_Type": "Recruitment", "hte_Date": "2024-01-10", MORE: {"event": [{"hte_Type": "Exploitation", "hte_Date": "2025-01-11"}]}},
            {"traffickMonths": "13--24"},
        ),
        (
            {"hte_Type": "Recruitment", "hte_Date": "2022-01-10", MORE: {"event": [{"hte_Type": "Exploitation", "hte_Date": "2025-01-11"}]}},
            {"traffickMonths": "25+"},
        ),
        ({"hte_Type": "Exploitation", "hte_Date": "2025-01-11"}, {}),
    ],
)  # fmt: skip
def test_each_rule_fills_its_columns_and_leaves_the_others_empty(person, told):
    row = ctdc.row(person, DAY)
    assert {column: value for column, value in row.items() if value} == {"yearOfRegistration": "2026", **told}


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2026-06-01", "0--8"), ("2017-06-02", "0--8"), ("2017-06-01", "09--17"), ("2008-06-02", "09--17"), ("2008-06-01", "18--20"),
        ("2005-06-01", "21--23"), ("2002-06-01", "24--26"), ("1999-06-01", "27--29"), ("1996-06-01", "30--38"), ("1987-06-01", "39--47"),
        ("1978-06-02", "39--47"), ("1978-06-01", "48+"), ("1890-01-01", ""), ("2027-01-01", ""), (None, ""),
    ],
)  # fmt: skip
def test_the_age_is_that_of_the_day_of_registration(born, band):
    assert ctdc.age_band(born, DAY) == band


def test_only_victims_count():
    assert ctdc.counts({"vic_TraffickingStatus": "PossibleVictimOfTrafficking"})
    assert not ctdc.counts({"vic_TraffickingStatus": "NotAVictimOfTrafficking"})
    assert not ctdc.counts({})

"""The columns that the release engine knows by heart are those of the standards as the catalogue has them."""

import json
from pathlib import Path

import fyr.release
from fyr.cases.htcds import ctdc
from fyr.cases.htcds.catalogue import FIELDS, Kind, countries

KNOWN = Path(fyr.release.__file__).parent / "data" / "standards.json"
# As the prefix of our own codes is written into files.
UNKNOWN = {"Unknown": "unknown"}


def columns():
    """{column: {answers, absent, separator}}; an empty cell is empty everywhere, and 'Unknown' unknown."""
    told = {}
    for name in ctdc.columns():
        told[name] = {"answers": ["1"], "absent": {"": "empty"}}
    told["yearOfRegistration"]["answers"] = [str(year) for year in range(2002, 2031)]
    told["gender"]["answers"] = [ctdc.WOMAN, ctdc.MAN, ctdc.TRANS]
    told["ageBroad"]["answers"] = [label for _upto, label in ctdc.AGES] + [ctdc.OLDEST]
    told["traffickMonths"]["answers"] = [label for _upto, label in ctdc.MONTHS] + [ctdc.LONGER]
    for name in ("citizenship", "CountryOfExploitation"):
        told[name]["answers"] = sorted(countries().values())
    for field in FIELDS.values():
        if field.kind not in {Kind.SINGLE, Kind.MULTI, Kind.CHECKBOX, Kind.COUNTRY}:
            continue
        codes = [code.code for code in field.codes]
        codes = ["true", "false"] if field.kind == Kind.CHECKBOX else codes
        codes = sorted(countries()) if field.kind == Kind.COUNTRY else codes
        told[field.key] = {
            "answers": [code for code in codes if code not in UNKNOWN],
            "absent": {"": "empty"} | {code: UNKNOWN[code] for code in codes if code in UNKNOWN},
        } | ({"separator": ";"} if field.kind == Kind.MULTI else {})
    return told


def test_the_engine_knows_the_columns_of_htcds_and_ctdc():
    assert json.loads(KNOWN.read_text("utf-8")) == columns()

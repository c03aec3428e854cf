"""Any person that a file may carry: every live field absent, null or with a right value of its kind."""

import datetime

from hypothesis import strategies as st

from fyr.cases.htcds import catalogue
from fyr.cases.htcds.catalogue import FIELDS, MORE, REPEATED, SOURCE_REFERENCE, Field, Kind
from fyr.vault import blind

# Swedish, Baltic, Polish, Ukrainian and Arabic letters beside the whole of Unicode but what a file may not hold.
NORTHERN = st.text("abcåäöÅÄÖāčēģīķļņšūžąęėįųõüłżźćії 'اأبتثخدرسصطعغفقكلمنهوي", max_size=40)
LINE = NORTHERN | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)
LINES = st.lists(LINE, max_size=4).map("\n".join) | st.lists(LINE, max_size=3).map("\r\n".join)


def degrees(limit: int) -> st.SearchStrategy:
    return st.floats(-limit, limit, allow_nan=False) | st.integers(-limit, limit)


def several(choices: list[str], most: int) -> st.SearchStrategy:
    return st.lists(st.sampled_from(choices), unique=True, max_size=min(most, len(choices)))


def value(field: Field) -> st.SearchStrategy:
    """A right value of this field, null not included."""
    codes = [code.code for code in field.all_codes]
    match field.kind:
        case Kind.LONG_TEXT:
            return LINES
        case Kind.DATE if field.key == "prs_Birthdate":
            # Nobody is born tomorrow.
            return st.dates(datetime.date(1, 1, 1), datetime.date(2020, 12, 31)).map(datetime.date.isoformat)
        case Kind.DATE:
            return st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)).map(datetime.date.isoformat)
        case Kind.INTEGER:
            return st.integers(0, 150)
        case Kind.LONGITUDE:
            return degrees(180)
        case Kind.LATITUDE:
            return degrees(90)
        case Kind.CHECKBOX:
            return st.booleans()
        case Kind.SINGLE:
            return st.sampled_from(codes)
        case Kind.MULTI:
            return several(codes, 21)
        case Kind.COUNTRY:
            return st.sampled_from(sorted(catalogue.countries()))
        case Kind.COUNTRIES:
            return several(sorted(catalogue.countries()), 5)
        case Kind.LANGUAGE:
            return st.sampled_from(sorted(catalogue.languages()))
        case Kind.PHONE:
            return st.from_regex(r"\A\+?[1-9][0-9]{1,14}\Z")
    return LINE


def persons(*, references: bool = False, several: bool = False) -> st.SearchStrategy[dict[str, object]]:
    """One person; with `references` some carry the sender's reference, with `several` some have more than one event or plan."""
    fields = {key: st.none() | value(field) for key, field in FIELDS.items()}
    if references:
        text = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=200)
        fields[SOURCE_REFERENCE] = text.filter(blind.normal)
    if several:
        fields[MORE] = several_of()
    return st.fixed_dictionaries({}, optional=fields)


def several_of() -> st.SearchStrategy[dict[str, list[dict[str, object]]]]:
    """What a case has more than once: up to three further events, plans or the like, with one field each."""
    keys = [(section, key) for section, several in REPEATED.items() for key in several]
    one = st.sampled_from(keys).flatmap(lambda pair: st.tuples(st.just(pair), st.none() | value(FIELDS[pair[1]])))
    return st.lists(one, min_size=1, max_size=3).map(_grouped)


def _grouped(held: list[tuple[tuple[str, str], object]]) -> dict[str, list[dict[str, object]]]:
    groups: dict[str, list[dict[str, object]]] = {}
    for (section, key), each in held:
        groups.setdefault(section, []).append({key: each})
    return groups

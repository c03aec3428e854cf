"""A narrative says nothing that points at a person, and a fault says what stands where."""

import pytest
from django.utils import translation

from fyr.returns.reporting.narrative import faults


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


NAMES = ["Anna-Lena Åberg", "José Ñuñez", "Bo Ek", "Łucja Øst"]


@pytest.mark.parametrize(
    "text",
    [
        "Under året fick tre kvinnor stöd.",
        "2 persons returned.",
        "Programmet hjälpte 3 (tre) unga kvinnor.",
        "Fyra av de nitton personerna avbröt.",
        "Two of the women stayed in touch.",
        "Tre avbröt resan.",
        "3 returned to the country of origin.",
        "2–4 personer väntade.",
        "En ung kvinna berättade om sin resa.",
        "A woman told us about the journey.",
        "Inga barn reste.",
        "No children travelled.",
        "Ett par familjer reste tillsammans.",
        "Only one participant withdrew.",
        "TRE\nKVINNOR fick stöd.",
        "Båda barnen gick i skolan.",
        "En av kvinnorna fick arbete.",
        "Tabellen visar att 2 var under arton år.",
    ],
)
def test_fewer_than_five_persons_are_found(text):
    (fault,) = faults(text, [])
    assert "fewer than 5" in fault


@pytest.mark.parametrize(
    "text",
    [
        "Kvinnan kom den 14 mars 2026.",
        "She left on March 14th.",
        "Resan var 2026-03-14.",
        "Resan var 14/3 2026.",
        "On the 3rd of May it was decided.",
        "Beslutet kom 14.3.2026.",
    ],
)
def test_an_exact_day_is_found(text):
    assert [fault for fault in faults(text, []) if "exact day" in fault]


@pytest.mark.parametrize("text", ["Se SE-2026-7KQ4.", "se-2026-7kq4", "SE–2026–7KQ4"])
def test_a_reference_is_found(text):
    assert "reference" in faults(text, [])[0]


@pytest.mark.parametrize(
    "word", ["Anna", "ANNA", "annas", "Aberg", "ÅBERG", "A\u030aberg", "jose", "Nunez", "lucja", "Ost", "Lenas"]
)
def test_a_name_is_found_in_any_case_and_with_or_without_accents(word):
    assert "name of a person" in faults(f"Stödet till {word} fortsätter.", NAMES)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Programmet stödde omkring 35 personer under 2026, och 10–14 personer fick hjälp med arbete.",
        "The programme supported 35 persons in 2026. Persons who want to return are asked what they need.",
        "Uppföljningen pågår i minst 6 månader. I mars 2026 började ett nytt avtal om stöd till kvinnor.",
        "The budget was 1 500 000 kr, of which 2.5 % for training. In May 2026 a new agreement began.",
        "Hur många som återvände står i tabell 2. Vi arbetade i tre regioner och höll fyra utbildningar.",
        "Färre än 5 personer avbröt. 10–14 personer fick arbete.",
        "Annan hjälp gavs också; bokningen tog två veckor.",
        "A report on women's rights was published. Vi har en rutin för personer som vill återvända.",
        "I 4 av 10 kommuner finns en samordnare för stöd till personer.",
        "§ 2 personer skyddas. Tabell 2 är ny. Table 3 is new.",
        "Ett stort antal personer, en grupp kvinnor och ett fåtal barn fick stöd.",
        "A number of persons, a large group of women and a few children were supported; of these 35 may need more.",
    ],
)
def test_what_points_at_nobody_passes(text):
    assert faults(text, NAMES) == []


def test_a_fault_says_the_line_and_they_come_in_the_order_of_the_text():
    told = faults("Inledning.\n\nAnna fick stöd.\nSedan reste två män 2026-01-02.", NAMES)
    assert [fault[:7] for fault in told] == ["Line 3:", "Line 4:", "Line 4:"]
    assert "“två män”" in told[1] and "“2026-01-02”" in told[2]


def test_the_text_can_be_read_in_either_language_whatever_the_page_speaks():
    with translation.override("sv"):
        assert len(faults("Three women and tre män.", [])) == 2


@pytest.mark.parametrize(
    "text", ["37 personer återvände.", "Av de 37 som återvände var de flesta vuxna.", "33 adults returned."]
)
def test_an_exact_number_would_say_more_than_the_tables(text):
    (fault,) = faults(text, NAMES)
    assert "exact number" in fault

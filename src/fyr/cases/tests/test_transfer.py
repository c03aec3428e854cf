"""HTCDS in and out: what goes in comes out, or nothing goes in."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.access.models import Unit
from fyr.cases.access import case_for
from fyr.cases.actions import record
from fyr.cases.actions.transfer import AlreadyImported, export_persons, import_persons
from fyr.cases.htcds import invent
from fyr.cases.htcds.tests.strategies import persons
from fyr.cases.htcds.validate import check
from fyr.cases.models import Case, Record

pytestmark = pytest.mark.django_db


def exported(by, unit, with_identity=True):
    return list(export_persons(by=by, units=[unit.pk], with_identity=with_identity))


@settings(max_examples=15)
@given(rows=st.lists(persons(), max_size=4))
def test_every_valid_person_comes_out_as_it_went_in(cast, rows):
    alma, unit = cast["alma"], Unit.objects.get(code="region-syd")
    before = len(exported(alma, unit))
    assert check(rows).rejections == []
    import_persons(by=alma, unit=unit, persons=rows)
    assert exported(alma, unit)[before:] == rows


def test_five_hundred_invented_persons_come_out_equal_and_in_order(cast):
    rows = invent.persons(500, seed=4)
    unit = Unit.objects.get(code="region-syd")
    import_persons(by=cast["alma"], unit=unit, persons=rows)
    assert exported(cast["alma"], unit) == rows


def test_one_known_source_reference_stops_the_whole_file(cast):
    unit = Unit.objects.get(code="region-syd")
    rows = [{"fyr_SourceReference": "A-1", "prs_FirstName": "Mira"}, {"prs_FirstName": "Noor"}]
    import_persons(by=cast["alma"], unit=unit, persons=rows[:1])
    with pytest.raises(AlreadyImported) as refused:
        import_persons(by=cast["alma"], unit=unit, persons=[rows[1], rows[0]])
    assert [(one.row, one.field) for one in refused.value.rejections] == [(2, "fyr_SourceReference")]
    assert Case.objects.count() == 1


def test_a_field_edited_in_fyr_changes_the_export(cast):
    unit = Unit.objects.get(code="region-syd")
    (made,) = import_persons(by=cast["alma"], unit=unit, persons=[{"prs_FirstName": "Mira", "prs_Gender": None}])
    case = case_for(cast["alma"], made)
    kept = Record.objects.get(case=case, section="person")
    record.save_section(
        by=cast["alma"], case=case, section="person", fields={"prs_FirstName": "Mirela"}, version=kept.version
    )
    assert exported(cast["alma"], unit) == [{"prs_FirstName": "Mirela"}]


def test_without_identity_neither_name_nor_phone_leaves(cast):
    unit = Unit.objects.get(code="region-syd")
    person = {"prs_FirstName": "Mira", "prs_MobilePhone": "+46701740605", "prs_Gender": "Feminine"}
    import_persons(by=cast["alma"], unit=unit, persons=[person])
    assert exported(cast["alma"], unit, with_identity=False) == [{"prs_Gender": "Feminine"}]


def test_protected_identities_never_leave(cast):
    unit = Unit.objects.get(code="region-syd")
    import_persons(by=cast["alma"], unit=unit, persons=[{"prs_FirstName": "Mira"}])
    Case.objects.update(protected_identity=True)
    assert exported(cast["alma"], unit) == []


def test_an_import_that_breaks_halfway_leaves_nothing(cast, monkeypatch):
    from fyr.cases.actions import transfer

    monkeypatch.setattr(transfer, "_make_visible", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_persons(
            by=cast["alma"], unit=Unit.objects.get(code="region-syd"), persons=copy.deepcopy(invent.persons(45, 1))
        )
    assert Case.objects.count() == 0

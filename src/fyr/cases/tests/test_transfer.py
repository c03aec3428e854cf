"""HTCDS in and out: what goes in comes out, or nothing goes in."""

import copy
import datetime
import time
from dataclasses import replace

import pytest
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.access.models import Unit
from fyr.access.scope import acting, whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import leaving, record, transfer
from fyr.cases.actions.leaving import export_persons
from fyr.cases.actions.transfer import AlreadyImported, StoodStill, import_persons, refuse_known
from fyr.cases.htcds import invent
from fyr.cases.htcds.catalogue import FIELDS, Kind, Sensitivity, countries
from fyr.cases.htcds.tests.strategies import persons
from fyr.cases.htcds.validate import check
from fyr.cases.models import Case, Record, SearchTerm
from fyr.cases.views.export import ExportForm
from fyr.vault import keys
from fyr.vault.models import Wrap
from fyr.work import clock
from tests.routes import sign_in

pytestmark = pytest.mark.django_db


def exported(by, unit, with_identity=True):
    return list(export_persons(by=by, units=[unit.pk], with_identity=with_identity))


@settings(max_examples=15)
@given(rows=st.lists(persons(several=True), max_size=4))
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


def test_a_record_that_a_sister_unit_imported_is_refused_though_nobody_here_can_see_it(cast):
    alma, unit = cast["alma"], Unit.objects.get(code="region-syd")
    sister = Unit.objects.create(organisation=unit.organisation, code="region-nord", name="Region Nord")
    keys.make_holder(sister.pk)
    rows = [{"prs_FirstName": "Noor"}, {"fyr_SourceReference": "A-1"}]
    import_persons(by=alma, unit=unit, persons=rows[1:])
    Case.objects.update(unit=sister)
    with acting(alma):
        for attempt in (lambda: refuse_known(unit, rows), lambda: import_persons(by=alma, unit=unit, persons=rows)):
            with pytest.raises(AlreadyImported) as refused:
                attempt()
            assert [(one.row, one.value) for one in refused.value.rejections] == [(2, '"A-1"')]
    assert Case.objects.count() == 1


def test_another_import_of_the_same_record_meanwhile_is_told_and_nothing_is_left_behind(cast, monkeypatch):
    alma, unit = cast["alma"], Unit.objects.get(code="region-syd")
    rows = [{"fyr_SourceReference": f"A-{number}"} for number in range(45)]
    stage = transfer._stage

    def overtaken(*arguments):
        monkeypatch.setattr(transfer, "_stage", stage)
        import_persons(by=alma, unit=unit, persons=[{"fyr_SourceReference": "a-30"}])
        return stage(*arguments)

    monkeypatch.setattr(transfer, "_stage", overtaken)
    with acting(alma), pytest.raises(AlreadyImported) as refused:
        import_persons(by=alma, unit=unit, persons=rows)
    assert [(one.row, one.field) for one in refused.value.rejections] == [(31, "fyr_SourceReference")]
    assert (
        Case.objects.count()
        == Wrap.objects.filter(holder=unit.pk).count()
        == SearchTerm.objects.filter(kind="source").count()
        == 1
    )


def staged(by, unit, minutes_ago, reference):
    moment = timezone.now() - datetime.timedelta(minutes=minutes_ago)
    (case,) = transfer._stage(by, unit, [{"fyr_SourceReference": reference}], moment)
    return case.pk


def test_a_record_that_another_import_holds_says_so(cast):
    alma, unit = cast["alma"], Unit.objects.get(code="region-syd")
    staged(alma, unit, 5, "A-1")
    with pytest.raises(AlreadyImported) as refused, override("en"):
        import_persons(by=alma, unit=unit, persons=[{"fyr_SourceReference": "A-1"}])
    assert "running" in refused.value.rejections[0].expectation


def test_the_clock_drops_what_a_killed_import_left_and_nothing_else(cast, monkeypatch):
    alma, unit = cast["alma"], Unit.objects.get(code="region-syd")
    killed = [staged(alma, unit, 61, f"A-{number}") for number in range(25)]
    running = staged(alma, unit, 59, "B-1")
    (whole,) = import_persons(by=alma, unit=unit, persons=[{"fyr_SourceReference": "C-1"}])
    Case.objects.filter(pk=whole).update(opened_at=timezone.now() - datetime.timedelta(days=9))
    tick = clock._ticks["cases.drop_abandoned"]
    assert tick.seconds <= 600
    monkeypatch.setattr(clock, "_ticks", {"drop": replace(tick, due=0)})
    with whole_node():
        assert clock.run_due(time.monotonic()) == ["drop"]
    assert set(Case.objects.values_list("pk", flat=True)) == {running, whole}
    assert not Wrap.objects.filter(subject__in=killed).exists()
    assert set(Wrap.objects.filter(holder=unit.pk).values_list("subject", flat=True)) == {running, whole}
    import_persons(by=alma, unit=unit, persons=[{"fyr_SourceReference": "A-1"}])


def test_a_case_that_became_visible_meanwhile_keeps_its_key(cast):
    (made,) = import_persons(by=cast["alma"], unit=Unit.objects.get(code="region-syd"), persons=[{}])
    transfer._drop([made])
    assert Wrap.objects.filter(subject=made).exists() and Case.objects.filter(pk=made).exists()


def test_an_import_that_the_clock_took_for_abandoned_leaves_nothing(cast, monkeypatch):
    unit, make_visible = Unit.objects.get(code="region-syd"), transfer._make_visible

    def after_a_long_sleep(by, unit, cases, also):
        Case.objects.filter(pk=cases[0].pk).update(opened_at=timezone.now() - datetime.timedelta(hours=2))
        transfer.drop_abandoned()
        make_visible(by, unit, cases, also)

    monkeypatch.setattr(transfer, "_make_visible", after_a_long_sleep)
    with pytest.raises(StoodStill):
        import_persons(by=cast["alma"], unit=unit, persons=invent.persons(3, seed=2))
    assert Case.objects.count() == Wrap.objects.filter(holder=unit.pk).count() == 0


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


def test_without_identity_only_codes_dates_and_numbers_leave(cast):
    unit, full = Unit.objects.get(code="region-syd"), invent.persons(1, seed=1)[0]
    full |= {key: "Anna Andersson lives at X" for key, field in FIELDS.items() if field.kind is Kind.LONG_TEXT}
    assert set(full) == set(FIELDS)
    import_persons(by=cast["alma"], unit=unit, persons=[full])
    (left,) = exported(cast["alma"], unit, with_identity=False)
    assert left == {key: full[key] for key, field in FIELDS.items() if field.sensitivity is Sensitivity.CODE}
    assert not {FIELDS[key].kind for key in left} & {Kind.TEXT, Kind.LONG_TEXT, Kind.LOOKUP, Kind.PHONE}
    assert "Anna" not in str(left)
    assert {"prs_Gender", "hte_Date", "prs_NumberOfChildren", "con_Consent"} <= set(left)


@pytest.mark.parametrize(("language", "told"), [("en", "free text is left out"), ("sv", "fritext lämnas utanför")])
def test_the_export_form_says_what_stays_behind(cast, language, told):
    with override(language):
        assert told in str(ExportForm(by=cast["alma"]))


def test_a_person_with_as_many_citizenships_as_a_file_may_carry_has_a_quick_page(client, cast):
    many = sorted(countries())[:20]
    unit = Unit.objects.get(code="region-syd")
    (made,) = import_persons(by=cast["alma"], unit=unit, persons=[{"prs_Citizenship": many}])
    sign_in(client, cast["alma"])
    began = time.process_time()
    page = client.get(f"/cases/{made}/record/person/").content
    assert time.process_time() - began < 1
    assert len(page) < 500_000


def test_protected_identities_never_leave(cast):
    unit = Unit.objects.get(code="region-syd")
    import_persons(by=cast["alma"], unit=unit, persons=[{"prs_FirstName": "Mira"}])
    Case.objects.update(protection="marked")
    assert exported(cast["alma"], unit) == []
    assert leaving.kept_back([unit.pk]) == 1


def test_an_import_that_breaks_halfway_leaves_nothing(cast, monkeypatch):
    monkeypatch.setattr(transfer, "_make_visible", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_persons(
            by=cast["alma"], unit=Unit.objects.get(code="region-syd"), persons=copy.deepcopy(invent.persons(45, 1))
        )
    assert Case.objects.count() == 0

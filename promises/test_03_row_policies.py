"""Promise 3: one organisation's data cannot reach another even if the code forgets a filter."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from fyr.access import scope
from fyr.access.models import Member, Unit
from fyr.cases.actions import intake
from fyr.cases.actions.intake import Intake
from fyr.cases.models import Case
from tests.routes import build

pytestmark = [pytest.mark.promise(3), pytest.mark.django_db]
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level policies")
FOUNDATIONS = ("vault", "journal", "access", "work", "web", "office")
# What everybody may read, without signing in.
PUBLIC = ("funding_publisheddecision", "funding_publishedgrant")
# What other apps keep under policies of their own.
NET = ["vault_wrap", "work_draft"]


def tables():
    models = [model for name in slices() for model in apps.get_app_config(name).get_models()]
    return [model._meta.db_table for model in models if model._meta.db_table not in PUBLIC] + NET


def slices():
    """Every app of Fyr that keeps something of persons or money: all but the foundations, which know neither."""
    return [one.label for one in apps.get_app_configs() if one.name.startswith("fyr.") and one.label not in FOUNDATIONS]


# Of organisations: for every member, and for nobody else.
DIRECTORY = "cases_provider"


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]


def test_every_table_of_cases_has_a_policy_in_its_migrations():
    if connection.vendor != "postgresql":
        from pathlib import Path

        folders = [Path(apps.get_app_config(name).path) / "migrations" for name in slices()]
        files = [file for folder in folders for file in folder.glob("*.py")]
        text = "".join(source for file in files if "protect(" in (source := file.read_text(encoding="utf-8")))
        assert all(table.partition("_")[2] in text for table in tables() if table not in NET)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE schemaname = 'public'")
        protected = {name for (name,) in cursor.fetchall()}
    assert set(tables()) <= protected


@only_postgresql
def test_with_nobody_acting_every_table_is_empty(cast):
    build(cast)
    scope.enter(None)
    assert {table: rows(table) for table in tables()} == dict.fromkeys(tables(), 0)


@only_postgresql
def test_a_member_of_another_organisation_reads_changes_and_deletes_nothing(cast):
    build(cast)
    carina = Member.objects.get(pk=cast["carina"].pk)
    scope.enter(carina.pk, carina.rights)
    closed = [table for table in tables() if table != DIRECTORY]
    assert {table: rows(table) for table in closed} == dict.fromkeys(closed, 0)
    assert Case.objects.update(danger=False) == 0
    assert Case.objects.all().delete()[0] == 0
    with scope.whole_node():
        assert Case.objects.count() == 2


@only_postgresql
def test_nobody_can_put_a_case_into_another_unit(cast):
    from django.db import DatabaseError

    carina = Member.objects.get(pk=cast["carina"].pk)
    with scope.whole_node():
        case = intake.open_case(by=carina, unit=Unit.objects.get(code="social-exempelby"), intake=Intake(alias="x"))
    scope.enter(carina.pk, carina.rights)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(unit=Unit.objects.get(code="region-syd"))


@only_postgresql
def test_the_role_that_serves_members_owns_nothing_and_bypasses_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("fyr_app", False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = 'fyr_app'")
        assert cursor.fetchone() == (0,)

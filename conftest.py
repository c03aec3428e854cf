"""What every test stands on: a folder and keys of its own, one of two databases, and no network."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import chromium
from tests.environment import STACK

# One browser for the whole run, wherever a test asks for it.
__all__ = ["chromium"]

settings.register_profile(
    "fyr",
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("fyr")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    from django.conf import settings as django_settings

    # Two connections to one SQLite database: only a file can do that.
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(Path(os.environ["FYR_HOME"]) / "test.sqlite3")
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings: None, django_test_environment: None, django_db_blocker) -> None:
    """Migrate as the owner, then step down: every test runs as the role that serves members."""
    from django.conf import settings as django_settings
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        django_settings.DATABASE_ROLE = "none"
        kept = setup_databases(verbosity=0, interactive=False)
        connection.close()
        django_settings.DATABASE_ROLE = "fyr_app"
        _flush_as_owner(connection)
    STACK.callback(_tear_down, kept, django_db_blocker, teardown_databases)


def _tear_down(kept, blocker, teardown_databases) -> None:
    from django.conf import settings as django_settings

    with blocker.unblock():
        django_settings.DATABASE_ROLE = "none"
        teardown_databases(kept, verbosity=0)


def _flush_as_owner(connection) -> None:
    """Emptying the tables between tests is the owner's right alone."""
    from tests.owner import owner_without_triggers

    # On the class: a browser's event loop gives the test a connection of its own.
    operations = type(connection.ops)
    plain = operations.execute_sql_flush

    def flush(self, statements) -> None:
        with owner_without_triggers():
            plain(self, statements)

    operations.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _node_scope(request: pytest.FixtureRequest):
    """Tests call actions outside requests; the policies let the node itself do that. Requests enter their own scope."""
    from fyr.vault import keys

    keys.forget_cached()
    marker = request.node.get_closest_marker("django_db")
    asked = {"db", "transactional_db", "cast", "live_server"} & set(request.fixturenames)
    if marker is None and not asked:
        yield
        return
    transaction = (marker and marker.kwargs.get("transaction")) or asked & {"transactional_db", "live_server"}
    request.getfixturevalue("transactional_db" if transaction else "db")
    from fyr.access.scope import whole_node

    # A new database has a new journal, and so a new copy outside it.
    shutil.rmtree(Path(os.environ["FYR_HOME"]) / "journal", ignore_errors=True)
    with whole_node():
        yield
    keys.forget_cached()


@pytest.fixture
def cast(db):
    """The fixed cast, by first name in small letters."""
    from fyr.access.models import Member
    from fyr.cases.example import cast as example
    from tests.snapshot import once

    once("cast", Member.objects.count(), lambda: len(example.engage()))
    return {member.name.split()[0].lower(): member for member in Member.objects.all()}

"""What every test stands on: a folder and keys of its own, one of two databases, and no network."""

import os
import secrets
import shutil
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

STACK = ExitStack()
ROOT = Path(__file__).resolve().parent

settings.register_profile(
    "fyr", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
settings.load_profile("fyr")


def pytest_configure(config: pytest.Config) -> None:
    """Before Django loads: nothing of the developer's own node may be touched."""
    home = tempfile.mkdtemp(prefix="fyr-test-")
    STACK.callback(shutil.rmtree, home, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("FYR_") and name not in ("FYR_TEST_DB", "FYR_REFERENCE_DATA")]:
        del os.environ[name]
    os.environ["FYR_HOME"] = home
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ["FYR_EXTRA_APPS"] = "tests.testslice"
    os.environ["FYR_STATIC"] = str(Path(home) / "static")
    for name in ("NODE", "INDEX", "JOURNAL", "SESSION"):
        os.environ[f"FYR_{name}_KEY"] = secrets.token_hex(32)
    if os.environ.get("FYR_TEST_DB") == "postgresql":
        from tests.postgres import cluster

        os.environ["FYR_DATABASE_URL"] = STACK.enter_context(cluster())
    (Path(home) / "node.json").write_text('{"kind": "example", "made": "2026-01-01T00:00:00+00:00"}', encoding="utf-8")


def pytest_unconfigure(config: pytest.Config) -> None:
    STACK.close()


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
        if connection.vendor == "postgresql":
            connection.close()
            django_settings.DATABASE_ROLE = "fyr_app"
            _flush_as_owner(connection)
        connection.close()
    STACK.callback(_tear_down, kept, django_db_blocker, teardown_databases)


def _tear_down(kept, blocker, teardown_databases) -> None:
    from django.conf import settings as django_settings

    with blocker.unblock():
        django_settings.DATABASE_ROLE = "none"
        teardown_databases(kept, verbosity=0)


def _flush_as_owner(connection) -> None:
    """Emptying the tables between tests is the owner's right alone."""
    plain = connection.ops.execute_sql_flush

    def flush(statements) -> None:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        try:
            plain(statements)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE fyr_app")

    connection.ops.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _node_scope(request: pytest.FixtureRequest):
    """Tests call actions outside requests; the policies let the node itself do that. Requests enter their own scope."""
    from fyr.vault import keys

    keys.forget_cached()
    if not {"db", "transactional_db", "cast", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames or "live_server" in request.fixturenames else "db")
    from fyr.access.scope import whole_node

    with whole_node():
        yield
    keys.forget_cached()


@pytest.fixture
def cast(db):
    """The fixed cast, by first name in small letters."""
    from fyr.access.models import Member
    from fyr.cases.example import cast as example

    example.engage()
    return {member.name.split()[0].lower(): member for member in Member.objects.all()}


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"Tests reach loopback only, not {address[0]}.")
        return plain(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)

"""The environment of a test run, made before Django reads its settings: nothing of a real node may be touched."""

import atexit
import os
import secrets
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.network import loopback_only

STACK = ExitStack()
KEPT = ("FYR_TEST_DB", "FYR_REFERENCE_DATA")


def prepare() -> None:
    database = os.environ.get("FYR_TEST_DB") or "sqlite"
    if database not in ("sqlite", "postgresql"):
        sys.exit(f"FYR_TEST_DB={database!r}: the tests know sqlite and postgresql.")
    # Whatever ends the run, the database it started ends with it; a signal ends it as Ctrl-C would.
    atexit.register(STACK.close)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    loopback_only()
    home = tempfile.mkdtemp(prefix="fyr-test-")
    STACK.callback(shutil.rmtree, home, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("FYR_") and name not in KEPT]:
        del os.environ[name]
    os.environ["FYR_HOME"] = home
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ["FYR_EXTRA_APPS"] = "tests.testslice"
    os.environ["FYR_STATIC"] = str(Path(home) / "static")
    for name in ("NODE", "INDEX", "JOURNAL", "SESSION"):
        os.environ[f"FYR_{name}_KEY"] = secrets.token_hex(32)
    if database == "postgresql":
        from tests.postgres import cluster

        os.environ["FYR_DATABASE_URL"] = STACK.enter_context(cluster())
    (Path(home) / "node.json").write_text('{"kind": "example", "made": "2026-01-01T00:00:00+00:00"}', encoding="utf-8")


def pytest_unconfigure() -> None:
    STACK.close()


prepare()

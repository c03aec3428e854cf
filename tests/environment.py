"""The environment of a test run, made before Django reads its settings: nothing of a real node may be touched."""

import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

STACK = ExitStack()
KEPT = ("FYR_TEST_DB", "FYR_REFERENCE_DATA")


def prepare() -> None:
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
    if os.environ.get("FYR_TEST_DB") == "postgresql":
        from tests.postgres import cluster

        os.environ["FYR_DATABASE_URL"] = STACK.enter_context(cluster())
    (Path(home) / "node.json").write_text('{"kind": "example", "made": "2026-01-01T00:00:00+00:00"}', encoding="utf-8")


def pytest_unconfigure() -> None:
    STACK.close()


prepare()

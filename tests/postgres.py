"""A throw-away PostgreSQL cluster for tests and benchmarks: two roles as in production, gone when the block ends."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = "fsync=off\nsynchronous_commit=on\nfull_page_writes=off\nmax_connections=120\nunix_socket_directories=''\nlisten_addresses='127.0.0.1'\n"


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        raise RuntimeError("PostgreSQL is not installed. On Debian: apt-get install postgresql")
    return found[-1].parent


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Address of a new database `fyr`, signed in as fyr_migrator; `durable` writes to disk as production does."""
    folder = Path(tempfile.mkdtemp(prefix="fyr-pg-"))
    as_user = _user(folder)
    data, port = folder / "data", _free_port()
    try:
        _call(
            as_user,
            binaries() / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        with open(data / "postgresql.auto.conf", "a", encoding="utf-8") as file:
            file.write(SETTINGS.replace("fsync=off", "fsync=on") if durable else SETTINGS)
        _call(as_user, binaries() / "pg_ctl", "-D", data, "-o", f"-p {port}", "-l", folder / "log", "-w", "start")
        try:
            _call(as_user, binaries() / "psql", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c",
                  "CREATE ROLE fyr_app NOLOGIN", "-c", "CREATE ROLE fyr_migrator LOGIN CREATEDB", "-c", "GRANT fyr_app TO fyr_migrator",
                  "-c", "CREATE DATABASE fyr OWNER fyr_migrator")  # fmt: skip
            yield f"postgresql://fyr_migrator@127.0.0.1:{port}/fyr"
        finally:
            _call(as_user, binaries() / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user(folder: Path) -> int | None:
    """initdb refuses root, so root borrows the user that Debian's package made."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("postgres")
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return entry.pw_uid


def _call(user: int | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd="/",
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(str(command[0])).name} failed: {done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

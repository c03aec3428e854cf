"""What `fyr serve` makes sure of before it serves: one server, a database of this version, static files."""

import contextlib
import errno
import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from fyr import node

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def port_is_free(host: str, port: int) -> None:
    """Raises CommandError with what to do where it is not."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                text = _("Port %(port)s is taken. Stop the other program, or choose another port: FYR_PORT=%(next)s")
                raise CommandError(text % {"port": port, "next": port + 1}) from error
            text = _("Port %(port)s on %(host)s cannot be used: %(why)s.")
            raise CommandError(text % {"port": port, "host": host, "why": error.strerror}) from error


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Holds the folder: two servers on one SQLite file would each run a worker and a clock."""
    with open(node.home() / "serve.lock", "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            text = _("Another 'fyr serve' already serves %s. Stop it, or choose another folder with FYR_HOME.")
            raise CommandError(text % node.home()) from error
        yield


def node_is_there(example_if_new: bool) -> bool:
    """Whether a node had to be made just now; then the settings of this process know nothing of its keys."""
    if node.kind() is not None:
        return False
    if not example_if_new:
        raise CommandError(_("There is no node in %s. Make one with 'fyr init'.") % node.home())
    node.create("example")
    return True


def database_is_ready(new: bool) -> None:
    """Migrated, and holding the example where it should. A database made by a newer Fyr is left alone."""
    if new or not settings.SECRET_KEY:
        _run("migrate", "--verbosity=0")
        _run("demo", "load")
        return
    executor = MigrationExecutor(connection)
    loader = executor.loader
    unknown = [
        key for key in loader.applied_migrations if key[0] in loader.migrated_apps and key not in loader.disk_migrations
    ]
    if unknown:
        text = _("The database was made by a newer Fyr (%s). Start that version, or restore the backup from before.")
        raise CommandError(text % ".".join(sorted(unknown)[0]))
    if executor.migration_plan(loader.graph.leaf_nodes()):
        if connection.vendor == "postgresql" and not node.is_example():
            raise CommandError(_("The database waits for migrations. Run 'fyr migrate' first."))
        connection.close()
        _run("migrate", "--verbosity=0")
    if node.is_example():
        with open(os.devnull, "w", encoding="ascii") as quiet:
            call_command("demo", "load", stdout=quiet)
    connection.close()


def static_files_are_ready() -> None:
    """Collected anew where a file of the package is younger than the last collection."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    newest = max(path.stat().st_mtime for path in Path(settings.HERE).glob("*/static/**/*"))
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        call_command("collectstatic", interactive=False, verbosity=0)
        os.utime(manifest)


def told(error: OSError) -> str:
    """What went wrong with the folder, and what to do, in one line."""
    place = error.filename or node.home()
    if error.errno == errno.ENOSPC:
        return _("The disk that holds %s is full. Free some space and start again; nothing was lost.") % place
    text = _("%(place)s cannot be used: %(why)s. Choose another folder with FYR_HOME.")
    return text % {"place": place, "why": error.strerror}


def _run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "fyr", *command], check=False, capture_output=True, text=True)
    if done.returncode == 0:
        return
    if "disk is full" in done.stderr or "No space left" in done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(node.home()))
    said = done.stderr.strip().splitlines()
    text = _("'fyr %(command)s' failed: %(said)s")
    raise CommandError(text % {"command": command[0], "said": said[-1] if said else "?"})

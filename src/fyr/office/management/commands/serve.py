"""`fyr serve`: pages and background worker as one command."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fyr import node

LOOPBACK = ("127.0.0.1", "localhost", "::1")
GRACE = 15


class Command(BaseCommand):
    help = "Serves the pages and runs the background worker, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (127.0.0.1).")
        parser.add_argument("--port", type=int, default=settings.PORT, help="Port to listen on (FYR_PORT, else 8000).")
        parser.add_argument(
            "--example-if-new", action="store_true", help="Make an example where FYR_HOME holds no node."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _free(host, port)
        try:
            self.prepare(options["example_if_new"])
        except OSError as error:
            raise CommandError(_told(error)) from error
        if node.is_example() and host not in LOOPBACK:
            raise CommandError(
                "An example is served on this machine only, since anyone can sign in to it. Leave --host out."
            )
        self.supervise(host, port)

    def prepare(self, example_if_new: bool) -> None:
        if node.kind() is None:
            if not example_if_new:
                raise CommandError("There is no node in FYR_HOME. Make one with 'fyr init'.")
            node.create("example")
        # Keys may just have been made, after the settings were read: what needs them runs in a process of its own.
        _run("migrate", "--verbosity=0")
        if node.is_example():
            _run("demo", "load")
        manifest = settings.STATIC_ROOT / "staticfiles.json"
        newest = max(path.stat().st_mtime for path in Path(settings.HERE / "web" / "static").rglob("*"))
        if not manifest.exists() or manifest.stat().st_mtime < newest:
            call_command("collectstatic", interactive=False, verbosity=0)
            os.utime(manifest)

    def supervise(self, host: str, port: int) -> None:
        """Start both, say when they answer, restart a worker that was killed, stop both on a signal."""
        stopping: list[int] = []
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, _frame: stopping.append(number))
        web, worker = _web(host, port), _worker()
        ready = False
        try:
            while not stopping:
                if web.poll() is not None:
                    raise CommandError("The web server stopped by itself; its last lines are above.")
                if worker.poll() is not None:
                    self.stderr.write("The background worker had stopped; it is started again.")
                    worker = _worker()
                if not ready and _answers(port):
                    ready = True
                    self.greet(host, port)
                time.sleep(0.2 if not ready else 1)
        finally:
            _stop(web, worker)

    def greet(self, host: str, port: int) -> None:
        self.stdout.write(f"Fyr is ready\nhttp://{host}:{port}/")
        if node.is_example():
            self.stdout.write("The cast (sign in by one click on the page):")
            call_command("demo", "cast")
        self.stdout.flush()


def _free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is taken. Stop the other program, or choose another: FYR_PORT={port + 1} make run"
                ) from error
            raise CommandError(f"Port {port} on {host} cannot be used: {error.strerror}.") from error


def _told(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk that holds {node.home()} is full. Free some space and start again; nothing was lost."
    return f"{error.filename or node.home()} cannot be used: {error.strerror}. Choose another folder with FYR_HOME."


def _run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "fyr", *command], check=False, capture_output=True, text=True)
    if done.returncode == 0:
        return
    said = done.stderr.strip().splitlines()
    if "disk is full" in done.stderr or "No space left" in done.stderr:
        raise OSError(errno.ENOSPC, "")
    raise CommandError(f"'fyr {command[0]}' failed: {said[-1] if said else 'without a word'}")


def _web(host: str, port: int) -> subprocess.Popen:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "2",
        "--blocking-threads", "2", "--workers-kill-timeout", "10", "--no-ws", "--log-level", "warning", "fyr.wsgi:application",
    ]  # fmt: skip
    return subprocess.Popen(command, start_new_session=True)


def _worker() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "fyr", "worker"], start_new_session=True)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return json.load(answer)["status"] == "ok"
    except (OSError, ValueError):
        return False


def _stop(*processes: subprocess.Popen) -> None:
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)

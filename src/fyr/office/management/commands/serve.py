"""`fyr serve`: pages and background worker as one command."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from fyr import node
from fyr.office import serving

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
        host, port, example_if_new = options["host"], options["port"], options["example_if_new"]
        becomes_example = node.kind() is None and example_if_new
        if (node.is_example() or becomes_example) and host not in serving.LOOPBACK:
            raise CommandError(
                _("An example is served on this machine only, since anyone can sign in to it. Leave --host out.")
            )
        serving.port_is_free(host, port)
        try:
            new = serving.node_is_there(example_if_new)
            with serving.alone():
                serving.database_is_ready(new)
                serving.static_files_are_ready()
                self.supervise(host, port)
        except OSError as error:
            raise CommandError(serving.told(error)) from error

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
                    raise CommandError(_("The web server stopped by itself; its last lines are above."))
                if worker.poll() is not None:
                    self.stderr.write(_("The background worker had stopped; it is started again."))
                    self.stderr.flush()
                    worker = _worker()
                if not ready and _answers(host, port):
                    ready = True
                    self.greet(host, port)
                time.sleep(0.2 if not ready else 1)
        finally:
            _stop(web, worker)

    def greet(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"Fyr is ready\nhttp://{shown}:{port}/")
        if node.is_example():
            self.stdout.write(_("The cast (sign in by one click on the page):"))
            call_command("demo", "cast", stdout=self.stdout)
        self.stdout.flush()


def _web(host: str, port: int) -> subprocess.Popen:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "2",
        "--blocking-threads", "2", "--workers-kill-timeout", "10", "--no-ws", "--log-level", "warning", "fyr.wsgi:application",
    ]  # fmt: skip
    return subprocess.Popen(command, start_new_session=True)


def _worker() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "fyr", "worker"], start_new_session=True)


def _answers(host: str, port: int) -> bool:
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)  # noqa: S104 - what was asked for
    try:
        with urllib.request.urlopen(f"http://{near}:{port}/healthz", timeout=1) as answer:
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

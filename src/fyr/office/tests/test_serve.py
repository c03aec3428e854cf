"""`fyr serve` from an empty folder: pages and worker under one parent, and nothing left behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.concurrency


def children(pid):
    """The commands of a process's children, by their id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status, command = (folder / "stat").read_text(), (folder / "cmdline").read_text()
        except OSError:
            continue
        if int(status.rsplit(")", 1)[1].split()[1]) == pid and "Z" not in status.rsplit(")", 1)[1].split()[0]:
            found[int(folder.name)] = command.replace("\0", " ")
    return found


def until(happened, seconds=60):
    """Looks again and again until it holds; gives what it found."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := happened():
            return found
        time.sleep(0.1)
    raise AssertionError("It did not happen.")


@pytest.fixture
def served(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("FYR_", "DJANGO_"))}
    own = {"FYR_HOME": str(tmp_path / "home"), "FYR_STATIC": str(tmp_path / "static"), "PYTHONPATH": "src"}
    output = tmp_path / "said"
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "fyr", "serve", "--example-if-new", "--port", str(port)],
            env=plain | own,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        until(lambda: "Fyr is ready" in output.read_text() or process.poll() is not None, 120)
        assert process.poll() is None, output.read_text()
        yield process, port, output
    finally:
        process.terminate()
        process.wait(30)


def worker_of(process):
    return next((pid for pid, command in children(process.pid).items() if command.strip().endswith("worker")), None)


def test_it_serves_names_its_cast_restarts_a_killed_worker_and_leaves_nothing_behind(served):
    process, port, output = served
    assert "alma@fyr.example" in until(lambda: "karin@" in output.read_text() and output.read_text())
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/") as answer:
        assert answer.status == 200

    def alive():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as health:
            return json.load(health)["worker_alive"]

    until(alive)
    first = until(lambda: worker_of(process))
    os.kill(first, signal.SIGKILL)
    second = until(lambda: worker_of(process) not in (None, first) and worker_of(process))
    assert "started again" in output.read_text() or "startas" in output.read_text()
    running = children(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert second in running
    assert not [pid for pid in running if Path(f"/proc/{pid}").exists()]
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))

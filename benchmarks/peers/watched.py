"""One command on one core, with what it took; stopped where it takes too long."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import IO

from benchmarks.peers.places import ROOT

CAP = 300.0
CORE = (os.cpu_count() or 1) - 1
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# So much of what a failed command said last is kept.
LAST = 600
# How a failure begins that was ours to bring about.
STOPPED = "stopped after"


@dataclass(frozen=True)
class Watched:
    """`seconds` on the clock from its start to its end, and `busy` of them on the processor: where they differ much, something
    else was on that core. `megabytes` is the most memory that it held, or a child of it."""

    seconds: float
    busy: float
    megabytes: float
    failure: str


def watched(command: list[str], cap: float = CAP) -> Watched:
    """Run it in a group of its own, so that what it started ends with it.

    The system counts towards a command's memory what its parent held when it was started: whoever calls this must itself
    hold little, and so nothing here loads numpy.
    """
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = started(command, said)
        late = threading.Event()
        timer = threading.Timer(cap, stop, (process.pid, late))
        timer.start()
        try:
            _pid, status, used = os.wait4(process.pid, 0)
        except BaseException:
            stop(process.pid)
            raise
        finally:
            timer.cancel()
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        failure = ""
        if late.is_set():
            failure = f"{STOPPED} {cap:.0f} s"
        elif process.returncode:
            failure = f"ended with {process.returncode}: {last_of(said)}"
    return Watched(round(seconds, 3), round(used.ru_utime + used.ru_stime, 3), round(used.ru_maxrss / 1024, 1), failure)


def started(command: list[str], said: IO[bytes]) -> subprocess.Popen[bytes]:
    pinned = [taskset, "-c", str(CORE)] if (taskset := shutil.which("taskset")) else []
    plain = {name: value for name, value in os.environ.items() if not name.startswith("FYR_")}
    return subprocess.Popen(
        [*pinned, *command],
        cwd=ROOT,
        env=plain | dict.fromkeys(THREADS, "1"),
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        start_new_session=True,
    )


def stop(group: int, late: threading.Event | None = None) -> None:
    if late is not None:
        late.set()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def last_of(said: IO[bytes]) -> str:
    said.seek(0, os.SEEK_END)
    said.seek(max(0, said.tell() - LAST))
    return said.read().decode("utf-8", "replace").strip()

"""Reads a file on standard input and writes what is kept of it. Its own process: no keys, no new files, little memory."""

import resource
import sys
from pathlib import Path

MEMORY = 1024 * 1024 * 1024
SECONDS = 20


def main() -> None:
    # Whatever a parser is talked into, it writes no file, starts nothing and ends soon.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from fyr.web.harmless.kinds import Fault, Harmful, look

    content = sys.stdin.buffer.read()
    try:
        made = look(content)
    except Harmful as refused:
        told, kept = f"refused {refused.fault.value}", b""
    except (MemoryError, RecursionError):
        told, kept = f"refused {Fault.UNPACKS.value}", b""
    else:
        told, kept = f"kept {made.media.value} {made.treatment.value}", made.content
    sys.stdout.buffer.write(told.encode() + b"\n" + kept)


if __name__ == "__main__":
    main()

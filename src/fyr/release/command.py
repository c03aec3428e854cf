"""`fyr release`: what a researcher calls, with no node and no database."""

import argparse
import json
import sys
from pathlib import Path

from fyr.release.errors import Refused, say


def main(arguments: list[str]) -> int:
    """0, or 2 where something was refused; what was refused stands on stderr and nothing was written."""
    parser = argparse.ArgumentParser(prog="fyr release", description=say("about"))
    commands = parser.add_subparsers(dest="command", required=True)
    scored = commands.add_parser("score", help=say("about_score"), description=say("about_score"))
    scored.add_argument("true", type=Path)
    scored.add_argument("synthetic", type=Path)
    scored.add_argument("--out", type=Path)
    scored.add_argument("--triples", type=int, default=200)
    scored.add_argument("--resolution", type=int, default=10)
    scored.add_argument("--seed", type=int, default=0)
    told = parser.parse_args(arguments)
    try:
        return _score(told)
    except Refused as refused:
        sys.stderr.write(f"fyr release: {refused}\n")
        return 2


def _score(told: argparse.Namespace) -> int:
    try:
        from fyr.release.score import score
    except ModuleNotFoundError as missing:
        raise Refused("not_installed", what=missing.name) from missing
    found = score(told.true, told.synthetic, triples=told.triples, resolution=told.resolution, seed=told.seed)
    text = json.dumps(found, indent=1) + "\n"
    if told.out:
        told.out.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0

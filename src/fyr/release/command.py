"""`fyr release`: what a researcher calls, with no node and no database."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from fyr.release.errors import Refused, say


def main(arguments: list[str]) -> int:
    """0; 2 where something was refused, which stands on stderr, and nothing was written; 130 where somebody stopped it."""
    # On several threads the small products of matrices of the model wait for one another, ten times as long as they take.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    told = _parser().parse_args(arguments)
    try:
        return int(told.run(told))
    except Refused as refused:
        sys.stderr.write(f"fyr release: {refused}\n")
        return 2
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"fyr release: {say('not_installed', what=missing.name)}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write(f"\nfyr release: {say('stopped')}\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fyr release", description=say("about"))
    commands = parser.add_subparsers(dest="command", required=True)
    drafted = _command(commands, "codebook", _codebook)
    drafted.add_argument("file", type=Path, help=say("help_file"))
    drafted.add_argument("--out", type=Path, required=True, help=say("help_out"))
    drafted.add_argument("--size", type=int, help=say("help_size"))
    drafted.add_argument("--yes", action="store_true", help=say("help_yes"))
    planned = _command(commands, "plan", _plan)
    planned.add_argument("codebook", type=Path, help=say("help_codebook"))
    planned.add_argument("--page", type=Path, help=say("help_page"))
    built = _command(commands, "build", _build)
    built.add_argument("file", type=Path, help=say("help_file"))
    built.add_argument("--codebook", type=Path, required=True, help=say("help_codebook"))
    built.add_argument("--out", type=Path, required=True, help=say("help_out"))
    built.add_argument("--ledger", type=Path, help=say("help_ledger"))
    built.add_argument("--limit", type=float, help=say("help_limit"))
    built.add_argument("--engine", default="duckdb", help=say("help_engine"))
    built.add_argument("--seed-for-tests", type=int, help=say("help_seed"))
    for one in (planned, built):
        one.add_argument("--epsilon", type=float, required=True, help=say("help_epsilon"))
        one.add_argument("--delta", type=float, help=say("help_delta"))
    scored = _command(commands, "score", _score)
    scored.add_argument("true", type=Path)
    scored.add_argument("synthetic", type=Path)
    scored.add_argument("--out", type=Path)
    scored.add_argument("--triples", type=int, default=200)
    scored.add_argument("--resolution", type=int, default=10)
    scored.add_argument("--seed", type=int, default=0)
    return parser


def _command(commands: Any, name: str, run: Any) -> argparse.ArgumentParser:
    about = say(f"about_{name}")
    told: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    told.set_defaults(run=run)
    return told


def _codebook(told: argparse.Namespace) -> int:
    from fyr.release.codebook.draft import draft

    draft(told.file, told.out, size=told.size, yes=told.yes)
    return 0


def _plan(told: argparse.Namespace) -> int:
    from fyr.release.budget import Budget
    from fyr.release.codebook import read
    from fyr.release.planning import plan
    from fyr.release.report import lines, plan_page

    planned = plan(read(told.codebook), Budget(told.epsilon, told.delta))
    sys.stdout.write("\n".join(lines(planned)) + "\n")
    if told.page:
        told.page.write_text(plan_page(planned), "utf-8")
    return 0


def _build(told: argparse.Namespace) -> int:
    from fyr.release.budget import Budget
    from fyr.release.building import build
    from fyr.release.codebook import read

    build(
        told.file,
        read(told.codebook),
        Budget(told.epsilon, told.delta),
        told.out,
        ledger_path=told.ledger,
        limit=Budget(told.limit, told.delta) if told.limit else None,
        engine=told.engine,
        seed_for_tests=told.seed_for_tests,
        progress=_progress,
    )
    sys.stderr.write(f"{say('done', path=told.out)}\n")
    return 0


def _progress(word: str, share: float) -> None:
    sys.stderr.write(f"{share * 100:3.0f} %  {say(word)}\n")


def _score(told: argparse.Namespace) -> int:
    from fyr.release.scoring import score

    found = score(told.true, told.synthetic, triples=told.triples, resolution=told.resolution, seed=told.seed)
    text = json.dumps(found, indent=1) + "\n"
    if told.out:
        told.out.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0

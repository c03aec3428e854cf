"""The `fyr` command."""

import os
import sys

HELP = """Fyr carries the work against human trafficking. This is its command.

  fyr serve                 serves the pages and runs the background worker, until Ctrl-C
  fyr init                  makes a real node: keys, the first organisation and the first administrator
  fyr demo load|cast|cases  fills an example folder with invented persons, lists its cast, or adds many cases
  fyr check [--deploy]      looks for mistakes; with --deploy it refuses an unsafe configuration by name
  fyr user ...              adds, lists and closes accounts, and prints one-time links
  fyr htcds import|export   takes cases in and out as HTCDS 2.0
  fyr funding import|export takes published grants in (360Giving), and writes what is public (360Giving, IATI, CSV, Excel)
  fyr returns programme|... takes the rules of a return programme in, lists them, shows years that have ended
  fyr release               makes tables and made-up rows that expose nobody; needs no node
  fyr deadlines changed     lists running deadlines that a changed rule touches
  fyr journal verify|copy   proves that the journal is whole or names the first bad entry; makes its copy anew
  fyr migrate               brings the database to this version

Each command explains itself with --help. FYR_HOME names the folder that holds all data (var/ unless told
otherwise), FYR_PORT the port (8000).
"""

COMMANDS = ("serve", "init", "demo", "check", "user", "htcds", "funding", "returns", "deadlines", "journal", "migrate")
# For those who build Fyr, and the worker that serve starts: not shown in the help.
WORKSHOP = ("makemigrations", "collectstatic", "worker")


def main() -> int:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("help", "--help", "-h"):
        print(HELP, end="")
        return 0
    if arguments[0] == "release":
        from fyr.release.command import main as release

        return release(arguments[1:])
    if arguments[0] not in COMMANDS + WORKSHOP:
        print(f"fyr: there is no command {arguments[0]!r}. 'fyr help' lists them.", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fyr.settings")
    from fyr.node import NodeError

    try:
        import django
        from django.core.management import ManagementUtility

        django.setup()
        speak()
        ManagementUtility(["fyr", *arguments]).execute()
    except NodeError as error:
        print(f"fyr: {error}", file=sys.stderr)
        return 1
    return 0


def speak() -> None:
    """What commands say is Swedish where the machine is set to Swedish, else English."""
    from django.utils import translation

    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    translation.activate("sv" if chosen.startswith("sv") else "en")


if __name__ == "__main__":
    sys.exit(main())

"""The commands, started as a person starts them: in a process of their own, on a folder of their own."""

import os
import re
import socket
import subprocess
import sys

import pytest
from django.utils.translation import override

from fyr.office import serving

OFFICE = ("--organisation", "Länsstyrelsen", "--unit", "Kontoret", "--name", "Anna Ask", "--email", "anna@fyr.example")


@pytest.fixture
def fyr(tmp_path):
    """Runs `fyr …` on an empty FYR_HOME; gives what it said and how it ended."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("FYR_", "DJANGO_", "LC_"))}
    surroundings = plain | {"FYR_HOME": str(tmp_path / "home"), "PYTHONPATH": "src", "LANG": "C.UTF-8"}

    def run(*command, **more):
        return subprocess.run(
            [sys.executable, "-m", "fyr", *command],
            env=surroundings | {"FYR_STATIC": str(tmp_path / "static")} | more,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def only_line(done):
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    return line


def test_init_makes_a_real_node_from_an_empty_folder(fyr, home):
    done = fyr("init", *OFFICE)
    assert done.returncode == 0, done.stderr
    (link,) = re.findall(r"http\S+/welcome/\S+", done.stdout)
    assert '"real"' in (home / "node.json").read_text()
    assert {path.stat().st_mode & 0o777 for path in (home / "keys").iterdir()} == {0o600}
    assert "anna@fyr.example" in fyr("user", "list").stdout
    assert "already holds a node" in only_line(fyr("init", *OFFICE))
    again = fyr("user", "link", "anna@fyr.example").stdout.strip()
    assert again.split("/")[4] == link.split("/")[4]
    assert "last administrator" in only_line(fyr("user", "close", "anna@fyr.example"))
    assert "not an example" in only_line(fyr("demo", "load"))
    added = fyr("user", "add", "bo@fyr.example", "--name", "Bo", "--unit", "kontoret", "--role", "auditor")
    assert "/welcome/" in added.stdout
    assert fyr("user", "close", "bo@fyr.example").returncode == 0
    assert "closed" in only_line(fyr("user", "link", "bo@fyr.example"))


def test_init_makes_nothing_before_it_knows_everything(fyr, home):
    assert "is missing" in only_line(fyr("init"))
    assert "not an e-mail address" in only_line(fyr("init", *OFFICE[:-1], "anna"))
    assert not home.exists()


def test_a_taken_port_is_said_in_one_line_with_what_to_do(fyr, home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = only_line(fyr("serve", "--example-if-new", "--port", str(port)))
    assert f"Port {port} is taken" in line
    assert f"FYR_PORT={port + 1}" in line
    assert not home.exists()


def test_an_example_is_never_served_beyond_this_machine(fyr, home):
    assert "on this machine only" in only_line(fyr("serve", "--example-if-new", "--host", "0.0.0.0", "--port", "0"))
    assert not home.exists()


def test_a_folder_without_a_node_is_not_served(fyr):
    assert "fyr init" in only_line(fyr("serve", "--port", "0"))


def test_a_folder_that_cannot_be_made_is_said_in_one_line(fyr):
    line = only_line(fyr("serve", "--example-if-new", "--port", "0", FYR_HOME="/proc/none"))
    assert "Choose another folder with FYR_HOME" in line


def test_a_full_disk_is_said_in_one_line():
    import errno

    with override("en"):
        assert "is full" in serving.told(OSError(errno.ENOSPC, "No space left on device", "/x"))


def test_two_servers_do_not_share_a_folder(monkeypatch, tmp_path):
    from django.core.management.base import CommandError

    monkeypatch.setenv("FYR_HOME", str(tmp_path))
    with serving.alone(), pytest.raises(CommandError), serving.alone():
        pass
    with serving.alone():
        pass


@pytest.mark.django_db
def test_a_database_made_by_a_newer_version_is_left_alone():
    from django.core.management.base import CommandError
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).record_applied("cases", "9999_from_the_future")
    with pytest.raises(CommandError, match="9999_from_the_future"):
        serving.database_is_ready(new=False)


def test_check_refuses_an_example_by_name(fyr, home):
    home.mkdir(mode=0o755)
    (home / "node.json").write_text('{"kind": "example"}')
    keys = {f"FYR_{name}_KEY": "00" * 32 for name in ("NODE", "INDEX", "JOURNAL", "SESSION")}
    done = fyr("check", "--deploy", **keys)
    assert done.returncode == 1
    named = set(re.findall(r"fyr\.[EW]\d{3}", done.stderr))
    assert named >= {"fyr.E002", "fyr.E003", "fyr.E014", "fyr.E017", "fyr.E021", "fyr.W010", "fyr.W013"}


def test_check_refuses_keys_that_others_read_and_an_empty_folder(fyr, home):
    assert "fyr.E001" in fyr("check", "--deploy").stderr
    keys = home / "keys"
    keys.mkdir(parents=True)
    for name in ("node", "index", "journal", "session"):
        (keys / f"{name}.key").write_text(os.urandom(32).hex())
    assert "fyr.E008" in fyr("check", "--deploy").stderr


def test_check_refuses_plain_addresses_by_name(fyr):
    unsafe = {
        "FYR_ORIGINS": "http://fyr.example",
        "FYR_QUICK_EXIT": "http://x.example",
        "FYR_SMTP_HOST": "mail.example",
    }
    said = fyr("check", "--deploy", **unsafe).stderr
    assert {"fyr.E004", "fyr.E005", "fyr.E019", "fyr.E022"} <= set(re.findall(r"fyr\.[EW]\d{3}", said))


def test_a_safe_node_passes(fyr, home):
    fyr("init", *OFFICE)
    safe = {
        "FYR_ORIGINS": "https://fyr.example",
        "FYR_BEHIND_PROXY": "1",
        "FYR_SMTP_HOST": "mail.example",
        "FYR_SMTP_TLS": "1",
        "FYR_MAIL_FROM": "fyr@fyr.example",
    }
    done = fyr("check", "--deploy", **safe)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_check_knows_what_the_database_role_may():
    from django.db import connection

    from fyr.office import checks

    found = {one.id for one in checks._roles()}
    # The tests sign in as the owner of the tables; on SQLite there are no roles to speak of.
    assert found == ({"fyr.E012"} if connection.vendor == "postgresql" else {"fyr.W010"})

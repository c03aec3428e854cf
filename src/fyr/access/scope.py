"""Tells PostgreSQL on whose behalf it is asked, for the row-level policies. SQLite has none and ignores it.

The access functions decide; the policies are the net under a forgotten filter. The scope is set anew at the
start of every request, so nothing of an earlier one remains on a kept connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rights import NOBODY, Rights

# Who acts, the units whose cases, money and returns she sees, and "node" where the node itself works.
SETTINGS = ("fyr.member", "fyr.units", "fyr.funds", "fyr.returns", "fyr.scope")
SEES = (Permission.CASE_READ, Permission.FUNDING_READ, Permission.RETURN_READ)
READ = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)
WRITE = "SELECT " + ", ".join(f"set_config('{name}', %s, false)" for name in SETTINGS)


def enter(member: UUID | None, rights: Rights = NOBODY) -> None:
    """From here on the connection sees what this member sees."""
    units = (",".join(map(str, rights.units(one))) for one in SEES)
    _write(str(member or ""), *units, "")


@contextmanager
def acting(member: Member) -> Iterator[Rights]:
    """For commands and jobs that work on behalf of a member."""
    rights = member.rights
    with _kept():
        enter(member.pk, rights)
        yield rights


@contextmanager
def whole_node() -> Iterator[None]:
    """For the node's own work: its jobs, making the example, accepting a referral that opens a case."""
    with _kept():
        _write(*("" for _one in SETTINGS[:-1]), "node")
        yield


@contextmanager
def _kept() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(READ)
        before = [value or "" for value in cursor.fetchone()]
    try:
        yield
    finally:
        # A failed transaction accepts no command; its rollback brings the old settings back by itself.
        if not connection.needs_rollback:
            _write(*before)


def _write(*values: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(WRITE, list(values))

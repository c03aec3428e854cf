"""The page that lawyers read says what the code does."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from fyr.access.permissions import Permission
from fyr.access.roles import ROLES

PAGE = Path(__file__).resolve().parents[4] / "docs" / "roles.md"


def told() -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = roles.setdefault(line[3:], set())
        elif found := re.match(r"- `([a-z.]+)`", line):
            current.add(found[1])
    return roles


def test_the_page_of_roles_names_every_role_with_exactly_its_permissions():
    assert told() == {code: {permission.value for permission in role.permissions} for code, role in ROLES.items()}


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_page_of_roles_says_of_every_role_what_its_account_page_says(language):
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    with translation.override(language):
        assert [role.code for role in ROLES.values() if f"{role.name}: {role.sentence}" not in page] == []


def test_no_permission_lies_unused():
    assert {permission for role in ROLES.values() for permission in role.permissions} == set(Permission)


def test_no_role_that_manages_counts_or_audits_can_read_a_case():
    for code in ("national_officer", "funding_approver", "analyst", "auditor", "administrator"):
        assert Permission.CASE_READ not in ROLES[code].permissions

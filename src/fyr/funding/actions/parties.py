"""The register of organisations."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member, Membership, Unit
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.access.scope import whole_node
from fyr.access.versions import take_version
from fyr.funding.interchange import persons
from fyr.funding.models import Decision, Grant, Party


@transaction.atomic
def add_party(*, by: Member, **told: Any) -> Party:
    _may(by)
    told["number"], told["list_code"] = _plain(told.get("number", "")), told.get("list_code", "").upper()
    _fits(by, told)
    party = Party.objects.create(**told)
    journal.append(label="funding.party.added", actor=by.pk, codes={"party": party.pk.hex})
    return party


@transaction.atomic
def change_party(*, by: Member, party: Party, version: int, **told: Any) -> None:
    """Raises ChangedMeanwhile where another member saved it after `version` was shown."""
    _may(by)
    told["number"], told["list_code"] = _plain(told.get("number", "")), told.get("list_code", "").upper()
    _fits(by, told, party)
    take_version(Party.objects.filter(pk=party.pk), version)
    Party.objects.filter(pk=party.pk).update(**told)
    journal.append(label="funding.party.changed", actor=by.pk, codes={"party": party.pk.hex})
    _refresh(party)


def _may(by: Member) -> None:
    if not by.rights.anywhere(Permission.FUNDING_WRITE):
        raise PermissionDenied


def _is_named(party: Party) -> bool:
    with whole_node():
        return (
            Grant.objects.filter(recipient=party).exists()
            or Decision.objects.filter(recipient=party).exists()
            or party.applications.exists()
        )


def _gives(unit: Unit) -> bool:
    roles = [code for code, role in ROLES.items() if Permission.FUNDING_WRITE in role.permissions]
    return Membership.objects.filter(unit=unit, role__in=roles, until__isnull=True).exists()


def _plain(number: str) -> str:
    """Without hyphens and spaces, as the lists write it and others publish it."""
    return re.sub(r"[\s-]", "", number)


def _fits(by: Member, told: dict[str, Any], party: Party | None = None) -> None:
    number, list_code = told.get("number", ""), told.get("list_code", "")
    if (not list_code or list_code.startswith("SE")) and persons.is_personal(number):
        raise Refused(_("That is the number of a person. Fyr keeps none: leave the number empty."), "number")
    if bool(number) != bool(list_code):
        raise Refused(
            _("Give both: the list, such as SE-ON, and the number in it."), "number" if list_code else "list_code"
        )
    others = Party.objects.exclude(pk=party.pk) if party else Party.objects.all()
    if number and others.filter(list_code=list_code, number=number).exists():
        raise Refused(_("An organisation with this number is in the register already."), "number")
    if party is not None and _is_named(party):
        if told.get("unit") != party.unit:
            raise Refused(_("Decisions and grants go by this unit. It cannot be changed any more."), "unit")
        if party.protected and not told.get("protected"):
            raise Refused(_("Grants rely on its protection. It cannot be taken away any more."), "protected")
    if (
        (unit := told.get("unit"))
        and (party is None or unit != party.unit)
        and _gives(unit)
        and not by.rights.hold(Permission.FUNDING_WRITE, unit.pk)
    ):
        raise Refused(_("This unit gives money itself. Somebody who works there enters it."), "unit")
    if (unit := told.get("unit")) and others.filter(unit=unit).exists():
        raise Refused(_("Another organisation in the register is this unit already."), "unit")


def _refresh(party: Party) -> None:
    """What is public of it follows at once, above all where it became protected."""
    from fyr.funding import public

    for decision in public.published_with(party):
        public.refresh(decision)

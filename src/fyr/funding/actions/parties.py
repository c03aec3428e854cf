"""The register of organisations."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.funding.interchange import persons
from fyr.funding.models import Party


@transaction.atomic
def add_party(*, by: Member, **told: Any) -> Party:
    _may(by)
    told["number"] = _plain(told.get("number", ""))
    _fits(told)
    party = Party.objects.create(**told)
    journal.append(label="funding.party.added", actor=by.pk, codes={"party": party.pk.hex})
    return party


@transaction.atomic
def change_party(*, by: Member, party: Party, version: int, **told: Any) -> None:
    """Raises ChangedMeanwhile where another member saved it after `version` was shown."""
    _may(by)
    told["number"] = _plain(told.get("number", ""))
    _fits(told, party)
    take_version(Party.objects.filter(pk=party.pk), version)
    Party.objects.filter(pk=party.pk).update(**told)
    journal.append(label="funding.party.changed", actor=by.pk, codes={"party": party.pk.hex})
    _refresh(party)


def _may(by: Member) -> None:
    if not by.rights.anywhere(Permission.FUNDING_WRITE):
        raise PermissionDenied


def _plain(number: str) -> str:
    """Without hyphens and spaces, as the lists write it and others publish it."""
    return re.sub(r"[\s-]", "", number)


def _fits(told: dict[str, Any], party: Party | None = None) -> None:
    number, list_code = told.get("number", ""), told.get("list_code", "")
    if list_code in ("", "SE-ON") and persons.is_personal(number):
        raise Refused(_("That is the number of a person. Fyr keeps none: leave the number empty."), "number")
    if bool(number) != bool(list_code):
        raise Refused(
            _("Give both: the list, such as SE-ON, and the number in it."), "number" if list_code else "list_code"
        )
    others = Party.objects.exclude(pk=party.pk) if party else Party.objects.all()
    if number and others.filter(list_code=list_code, number=number).exists():
        raise Refused(_("An organisation with this number is in the register already."), "number")
    if (unit := told.get("unit")) and others.filter(unit=unit).exists():
        raise Refused(_("Another organisation in the register is this unit already."), "unit")


def _refresh(party: Party) -> None:
    """What is public of it follows at once, above all where it became protected."""
    from fyr.funding import public

    for decision in public.published_with(party):
        public.refresh(decision)

"""The directory of those who give support."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.errors import Refused
from fyr.cases.models import Provider


@transaction.atomic
def add_provider(*, by: Member, **told: Any) -> Provider:
    """`told` holds the fields of the form; places that are told are thereby confirmed today."""
    _may(by)
    _fits(told)
    provider = Provider(**told)
    _confirmed(provider, by)
    provider.save()
    journal.append(label="provider.added", actor=by.pk)
    return provider


@transaction.atomic
def change_provider(*, by: Member, provider_id: UUID, version: int, **told: Any) -> None:
    """Raises ChangedMeanwhile where another member saved it after `version` was shown."""
    _may(by)
    _fits(told)
    provider = _held(provider_id)
    take_version(Provider.objects.filter(pk=provider_id), version)
    before = provider.places, provider.free
    for name, value in told.items():
        setattr(provider, name, value)
    provider.version = version + 1
    if (provider.places, provider.free) != before:
        _confirmed(provider, by)
    provider.save()
    journal.append(label="provider.changed", actor=by.pk)


@transaction.atomic
def confirm_places(*, by: Member, provider_id: UUID) -> None:
    """What stands there about its places holds today."""
    _may(by)
    provider = _held(provider_id)
    if provider.free is None and provider.places is None:
        raise Refused(_("No places are stated. Change the entry and write how many there are."))
    _confirmed(provider, by)
    provider.save(update_fields=["confirmed_on", "confirmed_by"])
    journal.append(label="provider.confirmed", actor=by.pk)


@transaction.atomic
def retire_provider(*, by: Member, provider_id: UUID) -> None:
    """It gives no support any more: it leaves the directory, and services that name it keep its name."""
    _may(by)
    provider = _held(provider_id)
    provider.active, provider.version = False, provider.version + 1
    provider.save(update_fields=["active", "version"])
    journal.append(label="provider.retired", actor=by.pk)


def _may(by: Member) -> None:
    if not by.rights.anywhere(Permission.PROVIDER_WRITE):
        raise PermissionDenied


def _held(provider_id: UUID) -> Provider:
    found = Provider.objects.select_for_update(of=("self",)).filter(pk=provider_id, active=True).first()
    if found is None:
        raise Refused(_("It is not in the directory any more."))
    return found


def _fits(told: dict[str, Any]) -> None:
    places, free = told.get("places"), told.get("free")
    if places is not None and free is not None and free > places:
        raise Refused(_("More places cannot be free than there are."), "free")


def _confirmed(provider: Provider, by: Member) -> None:
    if provider.places is None and provider.free is None:
        provider.confirmed_on = provider.confirmed_by = None
        return
    provider.confirmed_on, provider.confirmed_by = timezone.localdate(), by

"""How she can be reached without harm."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases import search
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.codes.contact import Voicemail
from fyr.cases.models import Case, SafeContact
from fyr.cases.trail import leave

CONTACT_TEXTS = ("how", "when", "phone", "shared_with", "code_word", "avoid")


@dataclass(frozen=True)
class Contact:
    """How she can be reached without harm. Empty text means that it was not said."""

    how: str = ""
    when: str = ""
    phone: str = ""
    shared_with: str = ""
    code_word: str = ""
    avoid: str = ""
    voicemail: str = Voicemail.NOT_ASKED


@transaction.atomic
def change_safe_contact(*, by: Member, case: Case, contact: Contact, version: int) -> None:
    """Raises ChangedMeanwhile where another member saved it after `version` was shown."""
    require(case, Permission.SAFETY_WRITE)
    kept, _made = SafeContact.objects.get_or_create(case=case, defaults={"updated_by": by, "version": 0})
    take_version(SafeContact.objects.filter(pk=kept.pk), version)
    kept.case = case
    for name, value in contact_fields(contact).items():
        setattr(kept, name, value)
    kept.version = version + 1
    kept.updated_at, kept.updated_by = timezone.now(), by
    kept.save()
    case.safe_contact = kept
    search.index(case)
    leave(case, by, Act.SAFE_CONTACT_CHANGED)


def contact_fields(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) or None for name in CONTACT_TEXTS} | {"voicemail": contact.voicemail}

"""How she can be reached without harm."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.contact import Voicemail
from fyr.cases.models.case import Case
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class SafeContact(CasePart):
    """Stands above every call, message and print. One per case."""

    clear_because: ClassVar = {
        **PART,
        "voicemail": "code that says nothing about the person",
        "version": "tells two editors of each other",
        "updated_at": "when it was last changed",
        "updated_by": "who is accountable",
    }

    case = models.OneToOneField(Case, models.CASCADE, related_name="safe_contact")
    voicemail = models.CharField(max_length=20, choices=Voicemail, default=Voicemail.NOT_ASKED)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    how = Sealed()
    when = Sealed()
    phone = Sealed()
    shared_with = Sealed()
    code_word = Sealed()
    avoid = Sealed()

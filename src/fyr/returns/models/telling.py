"""What she was told before she was asked, and what she answered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fyr.returns.codes import telling as codes
from fyr.returns.codes.agreements import Section
from fyr.returns.models.base import Part
from fyr.vault.fields import Sealed


class Position(Part):
    """Her migration position: asylum, permit, expulsion, re-entry ban, proceedings. Sealed: few are in each."""

    section = Section.LEGAL
    clear_because: ClassVar = Part.PART

    asylum = Sealed()
    permit = Sealed()
    expulsion = Sealed()
    ban = Sealed()
    proceedings = Sealed()
    note = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("migration position")

    @property
    def stands(self) -> list[tuple[object, object]]:
        """(what, how it stands), in words."""
        told = (
            (_("Asylum"), codes.Asylum, self.asylum),
            (_("Permit"), codes.Permit, self.permit),
            (_("Expulsion"), codes.Expulsion, self.expulsion),
            (_("Re-entry ban"), codes.Ban, self.ban),
            (_("Proceedings here"), codes.Proceedings, self.proceedings),
        )
        return [(label, kinds(value or "").label) for label, kinds, value in told]


class Information(Part):
    """One talk in which she was told: what, by whom, in which language, and whether she was free to speak."""

    section = Section.TOLD
    clear_because: ClassVar = {
        **Part.PART,
        "told_on": "day",
        "topics": "codes of what she was told",
        "alone": "code: whether she could speak freely",
        "interpreter": "code: whether she was understood",
        "counsel": "code: whether counsel was offered",
    }

    told_on = models.DateField()
    topics = models.JSONField(default=list)
    alone = models.CharField(max_length=20, choices=codes.Alone)
    interpreter = models.CharField(max_length=20, choices=codes.Interpreter)
    counsel = models.CharField(max_length=20, choices=codes.Counsel)
    language = Sealed()
    told_by = Sealed()
    note = Sealed()

    class Meta(Part.Meta):
        ordering = ("-told_on", "-noted_at", "-id")
        verbose_name = _("talk")

    @property
    def told(self) -> list[str]:
        return [str(codes.Topic(one).label) for one in self.topics]


class Declaration(Part):
    """Her answer, once she was told; the newest counts."""

    section = Section.TOLD
    clear_because: ClassVar = {
        **Part.PART,
        "wish": "code: decides whether anything goes on",
        "signed": "code: how she said so",
        "said_on": "day",
        "going": "code: to her own country or one where she may live",
    }

    wish = models.CharField(max_length=10, choices=codes.Wish)
    signed = models.CharField(max_length=20, choices=codes.Signed)
    going = models.CharField(max_length=20, choices=codes.Going)
    said_on = models.DateField()
    words = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("declaration")

"""What a document is, who may read it for that, and what was done to its file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.web.harmless.kinds import Media, Treatment


class DocumentKind(models.TextChoices):
    IDENTITY = "identity", _("Identity document")
    DECISION = "decision", _("Decision by an authority")
    MEDICAL = "medical", _("Health care")
    POLICE = "police", _("Police and court")
    PHOTO = "photo", _("Photo")
    AGREEMENT = "agreement", _("Agreement or consent in writing")
    OTHER = "other", _("Other")


# Beyond reading the case. A document that says who she is needs the right to her identity besides.
READ_BY_KIND: dict[str, Permission] = {
    DocumentKind.IDENTITY: Permission.IDENTITY_READ,
    DocumentKind.DECISION: Permission.LEGAL_READ,
    DocumentKind.AGREEMENT: Permission.LEGAL_READ,
    DocumentKind.MEDICAL: Permission.EXPLOITATION_READ,
    DocumentKind.POLICE: Permission.EXPLOITATION_READ,
    DocumentKind.PHOTO: Permission.EXPLOITATION_READ,
}


class FileMedia(models.TextChoices):
    PDF = Media.PDF.value, "PDF"
    JPEG = Media.JPEG.value, "JPEG"
    PNG = Media.PNG.value, "PNG"
    TEXT = Media.TEXT.value, _("Text")
    DOCX = Media.DOCX.value, "Word"
    XLSX = Media.XLSX.value, "Excel"


class FileTreatment(models.TextChoices):
    DRAWN_ANEW = (
        Treatment.DRAWN_ANEW.value,
        _("The picture was drawn anew: place, time, camera and hidden previews are gone."),
    )
    CLEANED = (
        Treatment.CLEANED.value,
        _("Properties were removed. Names can still stand in the text, in comments and in tracked changes."),
    )
    SIGNED = (
        Treatment.SIGNED.value,
        _("Kept as it came, because it is signed. Its properties can name who wrote it."),
    )
    UNCHANGED = Treatment.UNCHANGED.value, _("Kept as it came.")

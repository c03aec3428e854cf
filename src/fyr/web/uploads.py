"""Files that members send: kept in memory while they arrive, counted as they come, and examined before anything is kept.

Django would write a large file to a folder for temporary files, in clear. Here nothing of a file touches a disk before
it is sealed.
"""

from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from fyr.web.harmless.examine import examine
from fyr.web.harmless.kinds import Fault, Harmful, Harmless

ALLOWED = _("Fyr takes PDF, JPEG, PNG, WebP, Word (docx), Excel (xlsx) and plain text in UTF-8.")
CONVERT = _("Open the file in the program it was made with, save it as PDF, and choose that one.")
WORDS: dict[Fault, Any] = {
    Fault.EMPTY: _("The file is empty. Choose another one."),
    Fault.UNKNOWN: _("This is no kind of file that Fyr takes, whatever its name says."),
    Fault.BROKEN: _("The file is damaged, or it is not what it says. Save it anew and choose that one."),
    Fault.TOO_LARGE: _("The file is larger than %(megabytes)d MB. Make it smaller, or divide it."),
    Fault.TOO_MANY_PIXELS: _("The picture has more than 50 million points. Make it smaller and choose that one."),
    Fault.UNPACKS: _("The file unpacks to far more than it should, or takes too long to read. It is not kept."),
    Fault.LOCKED: _("The file is locked with a password. Save it without one; here it is sealed anyway."),
    Fault.MACROS: _("The file holds macros: programs that run when it is opened. Save it as PDF and choose that one."),
    Fault.ACTIVE: _("The file holds other files or something that acts by itself. Print it to a new PDF and choose that."),
    Fault.FETCHES: _("The file fetches something from another place when it is opened. Save it as PDF and choose that one."),
    Fault.SIGNED_ACTIVE: _(
        "The file is signed and holds something that acts by itself; that cannot be removed without breaking the signature. "
        "Print it to a new PDF and choose that one."
    ),
}  # fmt: skip


class TooLarge(UploadedFile):
    """What is left of a file that was larger than allowed: its size, so that the form can say so."""


class MemoryOnly(FileUploadHandler):
    """Holds at most UPLOAD_LARGEST bytes for all files of one request; of a larger one it keeps only how large it was.

    What comes after is still read, so that nothing else that was written in the form is lost.
    """

    held = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **more: Any) -> None:
        # Nobody reads on for long: an answer comes before the rest of what is far too large.
        if content_length > settings.UPLOAD_READ_AT_MOST:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **more: Any) -> None:
        super().new_file(*args, **more)
        self.parts = BytesIO()
        self.kept = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.held += len(raw_data)
        if self.held > settings.UPLOAD_LARGEST:
            self.kept = False
            self.parts = BytesIO()
        if self.kept:
            self.parts.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        if not self.kept:
            return TooLarge(BytesIO(), self.file_name, self.content_type, file_size, self.charset)
        self.parts.seek(0)
        return InMemoryUploadedFile(
            self.parts, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


class HarmlessField(forms.FileField):
    """A file that is examined: its cleaned value is a Harmless with the `name` under which it came."""

    default_error_messages = {"required": _("Choose a file."), "empty": WORDS[Fault.EMPTY]}

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.txt"}))
        super().__init__(**more)

    def to_python(self, data: Any) -> Any:
        # Before Django's own look: what is left of a file that was too large is empty.
        if isinstance(data, TooLarge):
            raise _refusal(Fault.TOO_LARGE)
        return super().to_python(data)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return upload
        upload.seek(0)
        try:
            made = examine(upload.read(), settings.UPLOAD_LARGEST)
        except Harmful as error:
            raise _refusal(error.fault) from error
        return Examined(made, upload.name or "")


class Examined(Harmless):
    """A harmless file and the name under which it came."""

    name: str

    def __init__(self, made: Harmless, name: str) -> None:
        super().__init__(made.content, made.media, made.treatment)
        object.__setattr__(self, "name", name)


def _refusal(fault: Fault) -> forms.ValidationError:
    said = [forms.ValidationError(WORDS[fault], code=fault.value, params={"megabytes": settings.UPLOAD_LARGEST >> 20})]
    if fault == Fault.UNKNOWN:
        said += [forms.ValidationError(ALLOWED), forms.ValidationError(CONVERT)]
    return forms.ValidationError(said)

"""What an act refuses, with a text for the person who tried."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The act does not fit how things stand; the text says why and what to do."""

    def __init__(self, text: str | Promise, field: str = "") -> None:
        """`field` is the one of the form that the text is about, where it is about one."""
        super().__init__(str(text))
        self.text, self.field = text, field


class ChangedMeanwhile(Refused):
    """Somebody else saved the same part after this form was opened. Nothing is overwritten."""

    # The form then carries the version that is saved now, so that the next try can succeed.
    stale = True

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you were writing. Your text is still below; what they saved is shown "
                "beside it. Bring the two together and save again."
            )
        )

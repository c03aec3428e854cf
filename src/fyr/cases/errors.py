"""What an act refuses, with a text for the person who tried."""

from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused

__all__ = ["ChangedMeanwhile", "Refused"]


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

"""How an import of a file stands, and why one came to nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    REFUSED = "refused", _("The file has things to mend")
    CHECKED = "checked", _("Checked, not imported")
    WAITING = "waiting", _("Waiting for its turn")
    RUNNING = "running", _("Importing")
    DONE = "done", _("The import is done")
    FAILED = "failed", _("Nothing was imported")


UNDER_WAY = (ImportState.WAITING, ImportState.RUNNING)


class ImportFailure(models.TextChoices):
    KNOWN = "known", _("Somebody else has imported one of these records meanwhile. Choose the file again to see which.")
    RIGHT = "right", _("You no longer have the right to import into this unit. Ask the administrator.")
    STOPPED = (
        "stopped",
        _("The import was cut off. Choose the file again; records that it held are free after two hours."),
    )
    ERROR = (
        "error",
        _("Something went wrong in Fyr. Choose the file again; if it happens once more, tell the administrator."),
    )

"""Where a return stands, who acts in it, and how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    INFORMING = "informing", _("Being informed")
    WANTS = "wants", _("Wants to return")
    REFERRED = "referred", _("Referred")
    AGREED = "agreed", _("Being prepared")
    READY = "ready", _("Ready to travel")
    TRAVELLING = "travelling", _("On the way")
    ARRIVED = "arrived", _("Arrived")
    NOT_WANTED = "not_wanted", _("Does not want to return")
    REFUSED = "refused", _("Turned down")
    WITHDRAWN = "withdrawn", _("She has withdrawn")
    CLOSED = "closed", _("Closed")


# The way home, in order; the other states stand beside it.
WAY = (State.INFORMING, State.WANTS, State.REFERRED, State.AGREED, State.READY, State.TRAVELLING, State.ARRIVED)
# Where nothing goes on until it is taken up again.
STILL = (State.NOT_WANTED, State.REFUSED, State.WITHDRAWN)
# Before she is referred, or again before she is: told, and asked.
UNREFERRED = (State.INFORMING, State.WANTS, State.NOT_WANTED)
# From here on the programme's operator keeps the record as its own.
OPERATED = (State.REFERRED, State.AGREED, State.READY, State.TRAVELLING, State.ARRIVED)
# While these last, whoever receives her may see what she agreed to.
RECEIVED = (State.AGREED, State.READY, State.TRAVELLING, State.ARRIVED)


class Side(models.TextChoices):
    """Who acts: whoever refers her, the operator of the programme, and whoever receives her."""

    REFERS = "refers", _("The unit that leads the case")
    RUNS = "runs", _("The operator of the programme")
    RECEIVES = "receives", _("Mission or partner that receives her")


class Outcome(models.TextChoices):
    """How a return ended. Coarse: it is counted."""

    COMPLETED = "completed", _("Support is finished")
    STOPPED_CONTACT = "stopped_contact", _("She wants no more contact")
    LOST = "lost", _("Not reached any more")
    MOVED = "moved", _("Moved on to another country")
    BACK_IN_SUPPORT = "back_in_support", _("Support goes on here")
    NOT_RETURNED = "not_returned", _("Did not return")
    DIED = "died", _("Died")


class Ground(models.TextChoices):
    """Why the programme is for her; kept with the record and counted coarsely."""

    IDENTIFIED = "identified", _("Identified victim of trafficking")
    SUSPECTED = "suspected", _("Suspected victim of trafficking")
    PROSTITUTION = "prostitution", _("Foreign national in prostitution")

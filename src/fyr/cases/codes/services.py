"""How far a service has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("She accepted")
    DECLINED = "declined", _("She declined")
    STARTED = "started", _("Started")
    ENDED = "ended", _("Ended")


# Which state may follow which. A service that she declined can be offered again.
NEXT_SERVICE_STATES: dict[str, tuple[str, ...]] = {
    ServiceState.OFFERED: (ServiceState.ACCEPTED, ServiceState.DECLINED),
    ServiceState.ACCEPTED: (ServiceState.STARTED, ServiceState.DECLINED, ServiceState.ENDED),
    ServiceState.STARTED: (ServiceState.ENDED,),
    ServiceState.DECLINED: (ServiceState.OFFERED,),
    ServiceState.ENDED: (),
}


# Something is being done about the need: it was offered and not answered, promised, or is under way.
RUNNING_SERVICES = (ServiceState.OFFERED, ServiceState.ACCEPTED, ServiceState.STARTED)

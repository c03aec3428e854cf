"""The background worker: delivers the outbox, keeps the clock, shows that it is alive."""

import datetime
import logging
import threading

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from fyr.access.scope import whole_node
from fyr.work import clock, outbox
from fyr.work.models import Heartbeat

NAME = "worker"
PAUSE = 1.0
ALIVE_WITHIN = datetime.timedelta(seconds=30)

log = logging.getLogger(__name__)


def beat() -> None:
    Heartbeat.objects.update_or_create(name=NAME, defaults={"at": timezone.now()})


def is_alive() -> bool:
    return Heartbeat.objects.filter(name=NAME, at__gte=timezone.now() - ALIVE_WITHIN).exists()


def run(stop: threading.Event) -> None:
    """Work until told to stop. A database that is away for a while is waited for."""
    clock.every("work.heartbeat", 10, beat)
    while not stop.is_set():
        try:
            close_old_connections()
            with whole_node():
                clock.run_due()
                while outbox.deliver() and not stop.is_set():
                    pass
        except DatabaseError as error:
            log.error("the worker cannot reach the database: %s", type(error).__name__)
        stop.wait(PAUSE)

"""The background worker; `fyr serve` starts it."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from fyr.work import worker


class Command(BaseCommand):
    help = "Runs the background worker until it is told to stop. 'fyr serve' does this for you."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        worker.run(stop)

"""`fyr migrate`: on PostgreSQL with the role that owns the tables, never with the one that serves members."""

import os
from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand
from django.db import connection


class Command(DjangoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        from django.conf import settings

        from fyr import settings as fyr_settings

        if migrator := os.environ.get("FYR_MIGRATOR_DATABASE_URL"):
            connection.close()
            connection.settings_dict.update(fyr_settings.database(migrator))
        settings.DATABASE_ROLE = "none"
        super().handle(*args, **options)

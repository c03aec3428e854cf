from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models.signals import post_init, post_migrate, post_save, pre_save

WRITTEN_BY_TRIGGERS = ("funding_balance",)


def step_down(connection: Any, **kwargs: Any) -> None:
    """Serve members as the role that owns nothing, whoever the connection signed in as."""
    if connection.vendor == "postgresql" and settings.DATABASE_ROLE != "none":
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{settings.DATABASE_ROLE}"')


def grant(using: str, **kwargs: Any) -> None:
    """After migrating: the app role may work in every table but the journal, which has grants of its own."""
    from django.db import connections

    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'fyr_app'")
        if cursor.fetchone() is None:
            return
        cursor.execute("GRANT USAGE ON SCHEMA public TO fyr_app")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO fyr_app")
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'journal\\_%%'"
        )
        for (table,) in cursor.fetchall():
            # What the database writes by itself is only read.
            may = "SELECT" if table in WRITTEN_BY_TRIGGERS else "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(f'GRANT {may} ON "{table}" TO fyr_app')


class AccessConfig(AppConfig):
    name = "fyr.access"

    def ready(self) -> None:
        from allauth.mfa.models import Authenticator
        from django.contrib.auth.signals import user_logged_in

        from fyr.access import devices, passkeys

        pre_save.connect(passkeys.seal, sender=Authenticator, dispatch_uid="fyr.access.seal")
        for moment in (post_save, post_init):
            moment.connect(passkeys.unseal, sender=Authenticator, dispatch_uid="fyr.access.unseal")
        user_logged_in.connect(devices.begin, dispatch_uid="fyr.access.devices")
        connection_created.connect(step_down, dispatch_uid="fyr.access.step_down")
        post_migrate.connect(grant, sender=self, dispatch_uid="fyr.access.grant")

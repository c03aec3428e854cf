"""The owner of the tables, who is bound by neither grants nor triggers."""

from contextlib import contextmanager

from django.db import connection

TABLES = ("journal_entry", "journal_checkpoint", "journal_mention", "funding_posting")


@contextmanager
def owner_without_triggers():
    """What someone with the owner's password, and no respect, can do."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute("RESET ROLE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN {TABLES}")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        try:
            yield cursor
        finally:
            if postgresql:
                for table in TABLES:
                    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
                cursor.execute("SET ROLE fyr_app")
            else:
                for _name, sql in triggers:
                    cursor.execute(sql)

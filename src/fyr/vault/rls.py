"""Row-level policies of PostgreSQL, written by hand in migrations and nowhere else."""

from typing import Any

from django.db.migrations import RunPython

UNITS = "string_to_array(nullif(current_setting('fyr.units', true), ''), ',')::uuid[]"
MEMBER = "nullif(current_setting('fyr.member', true), '')::uuid"
NODE = "current_setting('fyr.scope', true) = 'node'"


def protect(table: str, condition: str, *, force: bool = True) -> RunPython:
    """A migration step: rows of `table` exist only where `condition` (SQL) holds, or for the node itself.

    Without `force` the table's owner, who serves nobody, is exempt.
    """
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        *([f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"] if force else []),
        f"CREATE POLICY {table}_scope ON {table} USING ({NODE} OR {condition}) WITH CHECK ({NODE} OR {condition})",
    ]

    def apply(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for statement in statements:
                editor.execute(statement)

    def undo(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP POLICY {table}_scope ON {table}")
            editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    return RunPython(apply, undo)

"""Row-level policies of PostgreSQL, written by hand in migrations and nowhere else."""

from typing import Any

from django.db.migrations.operations.base import Operation

UNITS = "string_to_array(nullif(current_setting('fyr.units', true), ''), ',')::uuid[]"
FUNDS = "string_to_array(nullif(current_setting('fyr.funds', true), ''), ',')::uuid[]"
RETURNS = "string_to_array(nullif(current_setting('fyr.returns', true), ''), ',')::uuid[]"
MEMBER = "nullif(current_setting('fyr.member', true), '')::uuid"
NODE = "current_setting('fyr.scope', true) = 'node'"


class Policy(Operation):
    """A migration step: statements that only PostgreSQL knows. It asks nothing of the models, so it builds none."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, forwards: list[str], backwards: list[str]) -> None:
        self.forwards, self.backwards = forwards, backwards

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The tables stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._execute(schema_editor, self.forwards)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._execute(schema_editor, self.backwards)

    def _execute(self, editor: Any, statements: list[str]) -> None:
        if editor.connection.vendor == "postgresql":
            for statement in statements:
                editor.execute(statement)


def protect(table: str, condition: str, *, force: bool = True) -> Policy:
    """A migration step: rows of `table` exist only where `condition` (SQL) holds, or for the node itself.

    Without `force` the table's owner, who serves nobody, is exempt.
    """
    return Policy(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            *([f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"] if force else []),
            f"CREATE POLICY {table}_scope ON {table} USING ({NODE} OR {condition}) WITH CHECK ({NODE} OR {condition})",
        ],
        [
            f"DROP POLICY {table}_scope ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def ask(name: str, takes: str, answer: str, *, definer: bool = False) -> Policy:
    """A migration step: a question that policies ask, as the member who acts; a `definer` one as the owner of the tables.

    The body is planned once in a session. Written out in a policy it would be planned anew in every query, with the
    policies of whatever it asks, and theirs.
    """
    return Policy(
        [
            f"CREATE FUNCTION {name}({takes}) RETURNS boolean LANGUAGE plpgsql STABLE"
            f"{' SECURITY DEFINER' if definer else ''} SET search_path = public, pg_temp"
            f" AS $$ BEGIN RETURN {answer}; END $$"
        ],
        [f"DROP FUNCTION {name}"],
    )


def seen(name: str, table: str) -> Policy:
    """The same: whether a row of `table` is there for the member who acts."""
    return ask(name, "wanted uuid", f"EXISTS (SELECT 1 FROM {table} WHERE id = wanted)")  # noqa: S608  no input of anybody

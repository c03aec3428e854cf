"""First migrations of large apps: all their tables at once."""

from itertools import takewhile
from typing import Any

from django.db import migrations


class Tables(migrations.Migration):
    """A migration that begins by creating models.

    Django renders every model anew after each operation that touches one of its neighbours, which for forty tables that refer to
    one another is most of the time of a new database. Here the state of all that are created first is written down and rendered
    once; what comes after them goes Django's way.
    """

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        created = list(takewhile(lambda one: isinstance(one, migrations.CreateModel), self.operations))
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)
        for operation in created:
            operation.state_forwards(self.app_label, project_state)
        for operation in created:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        after = migrations.Migration(self.name, self.app_label)
        after.operations = self.operations[len(created) :]  # type: ignore[misc]
        return after.apply(project_state, schema_editor, collect_sql)

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER journal_no_change BEFORE UPDATE ON journal_entry WHEN OLD.seq IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'a numbered entry of the journal cannot be changed'); END",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry"
    " BEGIN SELECT RAISE(ABORT, 'an entry of the journal cannot be deleted'); END",
    "CREATE TRIGGER journal_only_number BEFORE UPDATE ON journal_entry"
    " WHEN OLD.id <> NEW.id OR OLD.at <> NEW.at OR OLD.actor IS NOT NEW.actor OR OLD.label <> NEW.label"
    " OR OLD.outcome <> NEW.outcome OR OLD.subject IS NOT NEW.subject OR OLD.others <> NEW.others"
    " OR OLD.codes <> NEW.codes"
    " BEGIN SELECT RAISE(ABORT, 'an entry of the journal cannot be changed'); END",
    "CREATE TRIGGER journal_no_unsign BEFORE UPDATE ON journal_checkpoint"
    " BEGIN SELECT RAISE(ABORT, 'a checkpoint cannot be changed'); END",
    "CREATE TRIGGER journal_no_drop BEFORE DELETE ON journal_checkpoint"
    " BEGIN SELECT RAISE(ABORT, 'a checkpoint cannot be deleted'); END",
)
POSTGRESQL = (
    """CREATE FUNCTION fyr_journal_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an entry of the journal cannot be changed or deleted'; END $$""",
    "CREATE TRIGGER journal_no_change BEFORE UPDATE ON journal_entry FOR EACH ROW"
    " WHEN (OLD.seq IS NOT NULL) EXECUTE FUNCTION fyr_journal_stands()",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION fyr_journal_stands()",
    "CREATE TRIGGER journal_no_unsign BEFORE UPDATE OR DELETE ON journal_checkpoint FOR EACH ROW"
    " EXECUTE FUNCTION fyr_journal_stands()",
)
GRANTS = """DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'fyr_app') THEN
        GRANT SELECT, INSERT ON journal_entry, journal_checkpoint TO fyr_app;
        GRANT UPDATE (seq, leaf) ON journal_entry TO fyr_app;
    END IF;
END $$"""


def guard(apps, editor):
    statements = SQLITE if editor.connection.vendor == "sqlite" else (*POSTGRESQL, GRANTS)
    with editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("journal", "0001_initial"),)
    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)

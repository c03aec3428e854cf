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
    "CREATE TRIGGER journal_no_own_number BEFORE INSERT ON journal_entry"
    " WHEN NEW.seq IS NOT NULL OR NEW.leaf IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'an entry is numbered by the sequencer alone'); END",
    "CREATE TRIGGER journal_next_number BEFORE UPDATE ON journal_entry"
    " WHEN NEW.seq NOT BETWEEN (SELECT coalesce(max(size), 0) FROM journal_checkpoint)"
    " AND (SELECT coalesce(max(size), 0) + 999 FROM journal_checkpoint)"
    " BEGIN SELECT RAISE(ABORT, 'an entry gets the next number'); END",
    "CREATE TRIGGER journal_no_mention_change BEFORE UPDATE ON journal_mention"
    " BEGIN SELECT RAISE(ABORT, 'a mention cannot be changed'); END",
    "CREATE TRIGGER journal_no_mention_drop BEFORE DELETE ON journal_mention"
    " BEGIN SELECT RAISE(ABORT, 'a mention cannot be deleted'); END",
    "CREATE TRIGGER journal_no_unsign BEFORE UPDATE ON journal_checkpoint"
    " BEGIN SELECT RAISE(ABORT, 'a checkpoint cannot be changed'); END",
    "CREATE TRIGGER journal_no_drop BEFORE DELETE ON journal_checkpoint"
    " BEGIN SELECT RAISE(ABORT, 'a checkpoint cannot be deleted'); END",
)
POSTGRESQL = (
    """CREATE FUNCTION fyr_journal_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an entry of the journal cannot be changed or deleted'; END $$""",
    """CREATE FUNCTION fyr_journal_next() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE signed bigint;
    BEGIN
        SELECT coalesce(max(size), 0) INTO signed FROM journal_checkpoint;
        IF TG_OP = 'INSERT' OR NEW.seq NOT BETWEEN signed AND signed + 999 THEN
            RAISE EXCEPTION 'an entry is numbered by the sequencer alone, and gets the next number';
        END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER journal_no_own_number BEFORE INSERT ON journal_entry FOR EACH ROW"
    " WHEN (NEW.seq IS NOT NULL OR NEW.leaf IS NOT NULL) EXECUTE FUNCTION fyr_journal_next()",
    "CREATE TRIGGER journal_next_number BEFORE UPDATE ON journal_entry FOR EACH ROW"
    " WHEN (OLD.seq IS NULL) EXECUTE FUNCTION fyr_journal_next()",
    "CREATE TRIGGER journal_no_mention_change BEFORE UPDATE OR DELETE ON journal_mention FOR EACH ROW"
    " EXECUTE FUNCTION fyr_journal_stands()",
    "CREATE TRIGGER journal_no_change BEFORE UPDATE ON journal_entry FOR EACH ROW"
    " WHEN (OLD.seq IS NOT NULL) EXECUTE FUNCTION fyr_journal_stands()",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION fyr_journal_stands()",
    "CREATE TRIGGER journal_no_unsign BEFORE UPDATE OR DELETE ON journal_checkpoint FOR EACH ROW"
    " EXECUTE FUNCTION fyr_journal_stands()",
)
GRANTS = """DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'fyr_app') THEN
        GRANT SELECT ON journal_entry, journal_checkpoint, journal_mention TO fyr_app;
        GRANT INSERT (id, at, actor, label, outcome, subject, others, codes) ON journal_entry TO fyr_app;
        GRANT INSERT ON journal_checkpoint, journal_mention TO fyr_app;
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

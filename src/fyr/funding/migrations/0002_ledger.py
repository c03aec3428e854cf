"""The database keeps the balances itself, and takes back nothing that was posted."""

from django.db import migrations

OF_DECISION = "('frame', 'available', 'source', 'funds')"
HOLDER = "CASE WHEN {side} IN " + OF_DECISION + " THEN NEW.decision_id ELSE NEW.grant_id END"
# An insert that meets its own row is checked before it gives way, so an account begins at nothing and is then moved.
MOVES = tuple(
    statement
    for side, sign in (("NEW.credit", "-"), ("NEW.debit", "+"))
    for statement in (
        "INSERT INTO funding_balance (decision_id, year, holder, account, amount)"
        f" VALUES (NEW.decision_id, NEW.year, {HOLDER.format(side=side)}, {side}, 0)"
        " ON CONFLICT (decision_id, year, holder, account) DO NOTHING",
        f"UPDATE funding_balance SET amount = amount {sign} NEW.amount WHERE decision_id = NEW.decision_id"
        f" AND year = NEW.year AND holder = {HOLDER.format(side=side)} AND account = {side}",
    )
)
# No alias `old`: in a trigger of PostgreSQL that is a row of its own.
SAME = ("amount", "year", "currency", "decision_id")
MIRRORS = (
    "EXISTS (SELECT 1 FROM funding_posting mirrored WHERE mirrored.id = NEW.reverses_id AND mirrored.reverses_id IS NULL"
    " AND mirrored.debit = NEW.credit AND mirrored.credit = NEW.debit"
    + "".join(f" AND mirrored.{name} = NEW.{name}" for name in SAME)
    + " AND coalesce(mirrored.grant_id, mirrored.decision_id) = coalesce(NEW.grant_id, NEW.decision_id))"
)
BELONGS = (
    "(NEW.grant_id IS NULL OR EXISTS (SELECT 1 FROM funding_grant paid"
    " WHERE paid.id = NEW.grant_id AND paid.decision_id = NEW.decision_id))"
)
SQLITE = (
    "CREATE TRIGGER funding_posting_belongs BEFORE INSERT ON funding_posting"
    f" WHEN NOT {BELONGS}"
    " BEGIN SELECT RAISE(ABORT, 'the grant of a posting is one of its decision'); END",
    "CREATE TRIGGER funding_posting_stands BEFORE UPDATE ON funding_posting"
    " BEGIN SELECT RAISE(ABORT, 'a posting cannot be changed; it is put right by a reversal'); END",
    "CREATE TRIGGER funding_posting_kept BEFORE DELETE ON funding_posting"
    " BEGIN SELECT RAISE(ABORT, 'a posting cannot be deleted; it is put right by a reversal'); END",
    # INSERT OR REPLACE deletes what it meets, and no trigger sees that.
    "CREATE TRIGGER funding_posting_new BEFORE INSERT ON funding_posting WHEN EXISTS (SELECT 1 FROM funding_posting there"
    " WHERE there.id = NEW.id OR there.reverses_id = NEW.reverses_id)"
    " BEGIN SELECT RAISE(ABORT, 'a posting cannot be replaced; it is put right by a reversal'); END",
    "CREATE TRIGGER funding_posting_mirrors BEFORE INSERT ON funding_posting"
    f" WHEN NEW.reverses_id IS NOT NULL AND NOT {MIRRORS}"
    " BEGIN SELECT RAISE(ABORT, 'a reversal mirrors the posting that it puts right'); END",
    f"CREATE TRIGGER funding_posting_counts AFTER INSERT ON funding_posting BEGIN {'; '.join(MOVES)}; END",
)
POSTGRESQL = (
    f"""CREATE FUNCTION fyr_posting_belongs() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT {BELONGS} THEN RAISE EXCEPTION 'the grant of a posting is one of its decision'; END IF;
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER funding_posting_belongs BEFORE INSERT ON funding_posting FOR EACH ROW"
    " EXECUTE FUNCTION fyr_posting_belongs()",
    """CREATE FUNCTION fyr_posting_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a posting cannot be changed or deleted; it is put right by a reversal'; END $$""",
    f"""CREATE FUNCTION fyr_posting_mirrors() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT {MIRRORS} THEN RAISE EXCEPTION 'a reversal mirrors the posting that it puts right'; END IF;
        RETURN NEW;
    END $$""",
    # As the owner of the table, which nobody else may write; a temporary table of the same name is never looked at first.
    f"""CREATE FUNCTION fyr_posting_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN {"; ".join(MOVES)}; RETURN NULL; END $$""",
    "CREATE TRIGGER funding_posting_stands BEFORE UPDATE OR DELETE ON funding_posting FOR EACH ROW"
    " EXECUTE FUNCTION fyr_posting_stands()",
    "CREATE TRIGGER funding_posting_mirrors BEFORE INSERT ON funding_posting FOR EACH ROW"
    " WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION fyr_posting_mirrors()",
    "CREATE TRIGGER funding_posting_counts AFTER INSERT ON funding_posting FOR EACH ROW"
    " EXECUTE FUNCTION fyr_posting_counts()",
)


def guard(apps, editor):
    with editor.connection.cursor() as cursor:
        for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("funding", "0001_initial"),)
    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)

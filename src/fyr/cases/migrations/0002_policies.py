from django.db import migrations

from fyr.vault.rls import MEMBER, UNITS, protect

# Runs as the owner of the tables, whose policies would otherwise ask one another in a circle.
ASSIGNED = f"""
CREATE FUNCTION fyr_assigned(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT EXISTS (
        SELECT 1 FROM cases_assignment
        WHERE case_id = wanted AND member_id = {MEMBER} AND unit_id = ANY({UNITS}) AND ended_at IS NULL
          AND until >= (now() AT TIME ZONE 'Europe/Stockholm')::date
    )
$$
"""
SEEN = "EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = case_id)"
PARTS = ("record", "searchterm", "safecontact", "riskassessment", "need", "service", "servicestep", "task", "entry")


def add_function(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(ASSIGNED)


def drop_function(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION fyr_assigned(uuid)")


class Migration(migrations.Migration):
    dependencies = (("cases", "0001_initial"), ("vault", "0002_policies"))
    operations = (
        migrations.RunPython(add_function, drop_function),
        # A row without a unit is being imported by the member who is acting; nobody can select it by its unit.
        protect(
            "cases_case",
            f"(unit_id = ANY({UNITS}) OR (unit_id IS NULL AND opened_by_id = {MEMBER}) OR fyr_assigned(id))",
        ),
        *(protect(f"cases_{part}", SEEN) for part in PARTS),
        protect("cases_referral", f"(to_unit_id = ANY({UNITS}) OR {SEEN})"),
        protect("cases_assignment", SEEN, force=False),
    )

from django.db import migrations

from fyr.vault.rls import FUNDS, MEMBER, NODE, RETURNS, Policy, protect

HERS = f"ANY({RETURNS})"
# Runs as the owner of the tables, whose policies would otherwise ask one another in a circle.
TODAY = "(now() AT TIME ZONE 'Europe/Stockholm')::date"
SHOWN = f"""
CREATE FUNCTION fyr_return_shown(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM returns_agreement said
        WHERE said.of_id = wanted AND said.asked = 'share' AND said.yes AND said.withdrawn_at IS NULL
          AND {TODAY} BETWEEN said.since AND said.until AND said.to_unit_id = {HERS}
    )
$$
"""
# The operator's unit, or of somebody protected the officer alone; the unit that leads the case, for whom it sees the case;
# and whoever receives her, as long as she agrees.
RETURN = (
    f"((runs_id = {HERS} AND (NOT protected OR officer_id = {MEMBER}))"
    f" OR (refers_id = {HERS} AND ((case_id IS NULL AND NOT protected) OR EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = case_id)))"
    " OR (state IN ('agreed', 'ready', 'travelling', 'arrived') AND fyr_return_shown(id)))"
)
SEEN = "EXISTS (SELECT 1 FROM returns_return seen WHERE seen.id = of_id)"
PARTS = (
    "position", "information", "declaration", "verdict", "assessment", "childsafeguard", "traveldocument", "trip", "call",
    "plan", "item", "contact", "survey", "event",
)  # fmt: skip
# Programmes and what was shown of them: for whoever works with returns or money, or counts.
WORKS = f"""({RETURNS} IS NOT NULL OR {FUNDS} IS NOT NULL OR EXISTS (
    SELECT 1 FROM access_membership hers WHERE hers.member_id = {MEMBER} AND hers.since <= clock_timestamp()
      AND hers.role IN ('national_officer', 'analyst') AND (hers.until IS NULL OR hers.until > clock_timestamp())
))"""
# Runs as the owner, to whom every return is there.
IS_RETURN = """
CREATE FUNCTION fyr_is_return(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$ SELECT EXISTS (SELECT 1 FROM returns_return WHERE id = wanted) $$
"""
KEYS = Policy(
    [
        "CREATE POLICY vault_wrap_returns ON vault_wrap FOR SELECT USING"
        f" (holder = {HERS} AND EXISTS (SELECT 1 FROM returns_return of_return WHERE of_return.id = subject))",
        # Whatever else lets her read keys of her unit: that of a return she does not see stays shut.
        IS_RETURN,
        "CREATE POLICY vault_wrap_returns_only ON vault_wrap AS RESTRICTIVE FOR SELECT USING"
        f" ({NODE} OR NOT fyr_is_return(subject)"
        " OR EXISTS (SELECT 1 FROM returns_return of_return WHERE of_return.id = subject))",
    ],
    [
        "DROP POLICY vault_wrap_returns_only ON vault_wrap",
        "DROP FUNCTION fyr_is_return(uuid)",
        "DROP POLICY vault_wrap_returns ON vault_wrap",
    ],
)


class Migration(migrations.Migration):
    dependencies = (("returns", "0001_initial"), ("cases", "0002_policies"), ("vault", "0002_policies"))
    operations = (
        Policy([SHOWN], ["DROP FUNCTION fyr_return_shown(uuid)"]),
        # Asked by the function below, which runs as the owner of the tables.
        protect("returns_return", RETURN, force=False),
        *(protect(f"returns_{part}", SEEN) for part in PARTS),
        # Asked by the function above, which runs as the owner of the tables.
        protect("returns_agreement", SEEN, force=False),
        *(protect(f"returns_{table}", WORKS) for table in ("programme", "edition", "narrative")),
        # What statistics learn is read by the node itself, and shown in tables that expose nobody.
        protect("returns_fact", "false"),
        KEYS,
    )

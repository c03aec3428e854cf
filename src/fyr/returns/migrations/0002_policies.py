from django.db import migrations

from fyr.vault.rls import FUNDS, MEMBER, NODE, RETURNS, Policy, ask, protect, seen

HERS = f"ANY({RETURNS})"
# Runs as the owner of the tables, whose policies would otherwise ask one another in a circle.
TODAY = "(now() AT TIME ZONE 'Europe/Stockholm')::date"
SHOWN = ask(
    "fyr_return_shown",
    "wanted uuid",
    f"""EXISTS (
        SELECT 1 FROM returns_agreement said
        WHERE said.of_id = wanted AND said.asked = 'share' AND said.yes AND said.withdrawn_at IS NULL
          AND {TODAY} BETWEEN said.since AND said.until AND said.to_unit_id = {HERS}
    )""",
    definer=True,
)
# The operator's unit, or of somebody protected the officer alone; the unit that leads the case, for whom it sees the case;
# and whoever receives her, as long as she agrees.
RETURN = (
    f"((runs_id = {HERS} AND (NOT protected OR officer_id = {MEMBER}))"
    f" OR (refers_id = {HERS} AND ((case_id IS NULL AND NOT protected) OR fyr_case_seen(case_id)))"
    " OR (state IN ('agreed', 'ready', 'travelling', 'arrived') AND fyr_return_shown(id)))"
)
SEEN = "fyr_return_seen(of_id)"
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
IS_RETURN = ask("fyr_is_return", "wanted uuid", "EXISTS (SELECT 1 FROM returns_return WHERE id = wanted)", definer=True)
KEYS = Policy(
    [
        "CREATE POLICY vault_wrap_returns ON vault_wrap FOR SELECT USING"
        f" (holder = {HERS} AND fyr_return_seen(subject))",
        # Whatever else lets her read keys of her unit: that of a return she does not see stays shut.
        "CREATE POLICY vault_wrap_returns_only ON vault_wrap AS RESTRICTIVE FOR SELECT USING"
        f" ({NODE} OR NOT fyr_is_return(subject)"
        " OR fyr_return_seen(subject))",
    ],
    [
        "DROP POLICY vault_wrap_returns_only ON vault_wrap",
        "DROP POLICY vault_wrap_returns ON vault_wrap",
    ],
)


class Migration(migrations.Migration):
    dependencies = (("returns", "0001_initial"), ("cases", "0002_policies"), ("vault", "0002_policies"))
    operations = (
        SHOWN,
        seen("fyr_case_seen", "cases_case"),
        seen("fyr_return_seen", "returns_return"),
        # Asked by the function below, which runs as the owner of the tables.
        protect("returns_return", RETURN, force=False),
        *(protect(f"returns_{part}", SEEN) for part in PARTS),
        # Asked by the function above, which runs as the owner of the tables.
        protect("returns_agreement", SEEN, force=False),
        *(protect(f"returns_{table}", WORKS) for table in ("programme", "edition", "narrative")),
        # What statistics learn is read by the node itself, and shown in tables that expose nobody.
        protect("returns_fact", "false"),
        IS_RETURN,
        KEYS,
    )

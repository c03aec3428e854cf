from django.db import migrations

from fyr.vault.rls import MEMBER, UNITS, Policy, protect

# Runs as the owner of the tables, whose policies would otherwise ask one another in a circle.
TODAY = "(now() AT TIME ZONE 'Europe/Stockholm')::date"
ASSIGNED = f"""
CREATE FUNCTION fyr_assigned(wanted uuid, led_by uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM cases_assignment hers
        WHERE case_id = wanted AND member_id = {MEMBER} AND unit_id = ANY({UNITS}) AND ended_at IS NULL
          AND until >= {TODAY} AND (
            (SELECT organisation_id FROM access_unit WHERE id = hers.unit_id)
              = (SELECT organisation_id FROM access_unit WHERE id = led_by)
            OR EXISTS (
              SELECT 1 FROM cases_disclosure shown LEFT JOIN cases_consent said ON said.id = shown.consent_id
              WHERE shown.case_id = wanted AND shown.to_unit_id = hers.unit_id AND shown.shows_help
                AND shown.ended_at IS NULL AND {TODAY} BETWEEN shown.since AND shown.until
                AND (said.id IS NULL OR (said.answer = 'yes' AND said.withdrawn_at IS NULL
                     AND {TODAY} BETWEEN said.since AND said.until))
            )
          )
    )
$$
"""
SEEN = "EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = case_id)"
PARTS = (
    "record",
    "searchterm",
    "safecontact",
    "riskassessment",
    "need",
    "service",
    "servicestep",
    "task",
    "entry",
    "protectedaddress",
    "mention",
    "statement",
    "policereport",
    "cooperation",
    "indicatorassessment",
    "claim",
    "counsel",
    "deadline",
    "permit",
    "rightstep",
    "document",
    "documentchunk",
    "accompanyingchild",
    "concernreport",
    "spokesperson",
    "agecheck",
    "familytracing",
    "bestinterest",
    "aboutherself",
    "exploitation",
    "eventfacts",
)
# Whoever may look at protected tables: asked of the roles themselves, for no unit of hers need read cases.
COUNTS = f"""EXISTS (
    SELECT 1 FROM access_membership hers WHERE hers.member_id = {MEMBER} AND hers.since <= clock_timestamp()
      AND hers.role IN ('national_officer', 'analyst') AND (hers.until IS NULL OR hers.until > clock_timestamp())
)"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0001_initial"), ("vault", "0002_policies"))
    operations = (
        Policy([ASSIGNED], ["DROP FUNCTION fyr_assigned(uuid, uuid)"]),
        # A row without a unit is being imported by the member who is acting; nobody can select it by its unit.
        protect(
            "cases_case",
            f"((unit_id = ANY({UNITS}) AND protection = 'none') OR (unit_id IS NULL AND opened_by_id = {MEMBER})"
            " OR fyr_assigned(id, unit_id))",
        ),
        *(protect(f"cases_{part}", SEEN) for part in PARTS),
        # A link between two cases is there only for who may see both.
        protect(
            "cases_caselink",
            "(EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = one_id)"
            " AND EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = other_id))",
        ),
        protect("cases_savedfilter", f"member_id = {MEMBER}"),
        protect("cases_referral", f"(to_unit_id = ANY({UNITS}) OR {SEEN})"),
        # Asked by the function above, which runs as the owner of the tables.
        *(protect(f"cases_{part}", SEEN, force=False) for part in ("assignment", "disclosure", "consent")),
        # What statistics learn is read by the node itself, and shown in tables that expose nobody.
        protect("cases_fact", "false"),
        protect("cases_showntable", COUNTS),
        protect("cases_provider", f"{MEMBER} IS NOT NULL"),
        protect("cases_import", f"by_id = {MEMBER}"),
        protect("cases_importpart", "EXISTS (SELECT 1 FROM cases_import hers WHERE hers.id = of_id)"),
    )

from django.db import migrations

from fyr.vault.rls import FUNDS, MEMBER, protect

HERS = f"ANY({FUNDS})"
# A decision is there for the unit that accounts for it, and for that of the organisation that it gives the money.
DECISION = f"(unit_id = {HERS} OR EXISTS (SELECT 1 FROM funding_party held WHERE held.id = recipient_id AND held.unit_id = {HERS}))"
GRANT = f"(unit_id = {HERS} OR recipient_unit_id = {HERS})"
# Until it is sent in, an application is the applicant's alone.
APPLICATION = (
    f"(unit_id = {HERS} OR (state <> 'draft' AND EXISTS"
    f" (SELECT 1 FROM funding_call asked WHERE asked.id = call_id AND asked.unit_id = {HERS})))"
)
SEEN_DECISION = "EXISTS (SELECT 1 FROM funding_decision seen WHERE seen.id = decision_id)"
SEEN_GRANT = "EXISTS (SELECT 1 FROM funding_grant seen WHERE seen.id = grant_id)"
SEEN_APPLICATION = "EXISTS (SELECT 1 FROM funding_application seen WHERE seen.id = application_id)"
ANY_SEEN = f"({SEEN_GRANT} OR {SEEN_DECISION})"


class Migration(migrations.Migration):
    dependencies = (("funding", "0002_ledger"),)
    operations = (
        protect("funding_party", f"{FUNDS} IS NOT NULL"),
        protect("funding_call", f"{FUNDS} IS NOT NULL"),
        protect("funding_decision", DECISION),
        protect("funding_grant", GRANT),
        protect("funding_application", APPLICATION),
        *(protect(f"funding_{table}", SEEN_DECISION) for table in ("amendment", "allotment", "ministryreport")),
        *(protect(f"funding_{table}", ANY_SEEN) for table in ("condition", "activity", "posting")),
        protect("funding_result", "EXISTS (SELECT 1 FROM funding_activity seen WHERE seen.id = activity_id)"),
        *(
            protect(f"funding_{table}", SEEN_GRANT)
            for table in ("instalment", "payment", "repayment", "report", "spend")
        ),
        protect("funding_assessment", SEEN_APPLICATION),
        protect("funding_event", f"({SEEN_GRANT} OR {SEEN_DECISION} OR {SEEN_APPLICATION})"),
        protect("funding_attachment", f"({SEEN_GRANT} OR {SEEN_APPLICATION})"),
        protect(
            "funding_attachmentchunk", "EXISTS (SELECT 1 FROM funding_attachment seen WHERE seen.id = attachment_id)"
        ),
        # The trigger writes it as the owner of the table, who serves nobody.
        protect(
            "funding_balance",
            "(EXISTS (SELECT 1 FROM funding_decision seen WHERE seen.id = decision_id)"
            " OR EXISTS (SELECT 1 FROM funding_grant seen WHERE seen.id = holder))",
            force=False,
        ),
        protect("funding_grantimport", f"by_id = {MEMBER}"),
        protect("funding_voucher", f"unit_id = {HERS}"),
        # Read by everybody, also without signing in; written by whoever works with money.
        protect("funding_publisheddecision", "true"),
        protect("funding_publishedgrant", "true"),
    )

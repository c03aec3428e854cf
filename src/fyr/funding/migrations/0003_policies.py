from django.db import migrations

from fyr.vault.rls import FUNDS, MEMBER, NODE, Policy, protect

HERS = f"ANY({FUNDS})"
# A decision is there for the unit that accounts for it, and for that of the organisation that it gives the money ...
KEPT = (
    f"({{row}}unit_id = {HERS} OR EXISTS (SELECT 1 FROM funding_party held"
    f" WHERE held.id = {{row}}recipient_id AND held.unit_id = {HERS}))"
)
# ... and its name for whoever received a grant of it or could apply for one; what belongs to it is not.
DECISION = (
    f"({KEPT.format(row='')} OR EXISTS"
    f" (SELECT 1 FROM funding_grant paid WHERE paid.decision_id = funding_decision.id AND paid.recipient_unit_id = {HERS})"
    f" OR EXISTS (SELECT 1 FROM funding_call asked WHERE asked.decision_id = funding_decision.id AND {FUNDS} IS NOT NULL))"
)
# A proposal is between those who give until it is decided.
GRANT = f"(unit_id = {HERS} OR (recipient_unit_id = {HERS} AND state NOT IN ('proposed', 'sent_back')))"
# Until it is sent in, an application is the applicant's alone.
APPLICATION = (
    f"(unit_id = {HERS} OR (state <> 'draft' AND EXISTS"
    f" (SELECT 1 FROM funding_call asked WHERE asked.id = call_id AND asked.unit_id = {HERS})))"
)
SEEN_DECISION = (
    f"EXISTS (SELECT 1 FROM funding_decision seen WHERE seen.id = decision_id AND {KEPT.format(row='seen.')})"
)
SEEN_GRANT = "EXISTS (SELECT 1 FROM funding_grant seen WHERE seen.id = grant_id)"
SEEN_APPLICATION = "EXISTS (SELECT 1 FROM funding_application seen WHERE seen.id = application_id)"
ANY_SEEN = f"({SEEN_GRANT} OR {SEEN_DECISION})"


# Beside the policy of the vault itself: the keys of files that belong to money, and of nothing else.
KEYS = Policy(
    [
        "CREATE POLICY vault_wrap_money ON vault_wrap FOR SELECT USING"
        f" (holder = {HERS} AND EXISTS (SELECT 1 FROM funding_attachment of_file WHERE of_file.id = subject))"
    ],
    ["DROP POLICY vault_wrap_money ON vault_wrap"],
)


# Applications to the calls of her unit: whoever applies reads no assessment.
GIVEN_APPLICATION = (
    "EXISTS (SELECT 1 FROM funding_application sent JOIN funding_call asked ON asked.id = sent.call_id"
    f" WHERE sent.id = application_id AND asked.unit_id = {HERS})"
)
# Postings are read on both sides, and made on the side that gives.
MADE = f"EXISTS (SELECT 1 FROM funding_decision kept WHERE kept.id = decision_id AND kept.unit_id = {HERS})"
READ_BY_BOTH = (
    Policy(
        [
            "ALTER TABLE funding_posting ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE funding_posting FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY funding_posting_read ON funding_posting FOR SELECT USING ({NODE} OR {ANY_SEEN})",
            f"CREATE POLICY funding_posting_made ON funding_posting FOR INSERT WITH CHECK ({NODE} OR {MADE})",
            # Whoever could change one meets the trigger, which says that nobody can.
            f"CREATE POLICY funding_posting_stands ON funding_posting FOR UPDATE USING ({NODE} OR {MADE})",
            f"CREATE POLICY funding_posting_stays ON funding_posting FOR DELETE USING ({NODE} OR {MADE})",
        ],
        [
            "DROP POLICY funding_posting_stays ON funding_posting",
            "DROP POLICY funding_posting_stands ON funding_posting",
            "DROP POLICY funding_posting_made ON funding_posting",
            "DROP POLICY funding_posting_read ON funding_posting",
            "ALTER TABLE funding_posting NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE funding_posting DISABLE ROW LEVEL SECURITY",
        ],
    ),
)
# Read by everybody, also without signing in; written by the node alone.
PUBLISHED = ("funding_publisheddecision", "funding_publishedgrant")
OPEN = Policy(
    [
        statement
        for table in PUBLISHED
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_read ON {table} FOR SELECT USING (true)",
            f"CREATE POLICY {table}_made ON {table} USING ({NODE}) WITH CHECK ({NODE})",
        )
    ],
    [
        statement
        for table in PUBLISHED
        for statement in (
            f"DROP POLICY {table}_made ON {table}",
            f"DROP POLICY {table}_read ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )
    ],
)


class Migration(migrations.Migration):
    dependencies = (("funding", "0002_ledger"), ("vault", "0002_policies"))
    operations = (
        protect("funding_party", f"{FUNDS} IS NOT NULL"),
        protect("funding_call", f"{FUNDS} IS NOT NULL"),
        protect("funding_decision", DECISION),
        protect("funding_grant", GRANT),
        protect("funding_application", APPLICATION),
        *(protect(f"funding_{table}", SEEN_DECISION) for table in ("amendment", "allotment", "ministryreport")),
        *(protect(f"funding_{table}", ANY_SEEN) for table in ("condition", "activity")),
        *READ_BY_BOTH,
        protect("funding_result", "EXISTS (SELECT 1 FROM funding_activity seen WHERE seen.id = activity_id)"),
        *(protect(f"funding_{table}", SEEN_GRANT) for table in ("instalment", "payment", "repayment", "report")),
        protect("funding_assessment", GIVEN_APPLICATION),
        # What was spent on persons is the node's own; it gives sums of five or more.
        protect("funding_spend", "false"),
        protect("funding_event", f"({SEEN_GRANT} OR {SEEN_DECISION} OR {SEEN_APPLICATION})"),
        protect("funding_attachment", f"({SEEN_GRANT} OR {SEEN_APPLICATION})"),
        protect(
            "funding_attachmentchunk", "EXISTS (SELECT 1 FROM funding_attachment seen WHERE seen.id = attachment_id)"
        ),
        # The trigger writes it as the owner of the table, who serves nobody.
        protect(
            "funding_balance",
            f"({SEEN_DECISION} OR EXISTS (SELECT 1 FROM funding_grant seen WHERE seen.id = holder))",
            force=False,
        ),
        KEYS,
        protect("funding_grantimport", f"by_id = {MEMBER}"),
        protect("funding_voucher", f"unit_id = {HERS}"),
        OPEN,
    )

"""The vocabulary of what a member may do. One word each: what it is about, then the verb."""

from enum import StrEnum


class Permission(StrEnum):
    ACCOUNT_MANAGE = "account.manage"
    CASE_ASSIGN = "case.assign"
    CASE_CLOSE = "case.close"
    CASE_OPEN = "case.open"
    CASE_READ = "case.read"
    EXPORT_IDENTITY = "export.identity"
    EXPORT_MAKE = "export.make"
    EXPLOITATION_READ = "exploitation.read"
    EXPLOITATION_WRITE = "exploitation.write"
    IDENTITY_READ = "identity.read"
    IDENTITY_WRITE = "identity.write"
    IMPORT_MAKE = "import.make"
    JOURNAL_READ = "journal.read"
    NOTE_WRITE = "note.write"
    PLAN_WRITE = "plan.write"
    PROVIDER_READ = "provider.read"
    PROVIDER_WRITE = "provider.write"
    REFERRAL_ANSWER = "referral.answer"
    REFERRAL_SEND = "referral.send"
    SAFETY_READ = "safety.read"
    SAFETY_WRITE = "safety.write"
    STATISTICS_READ = "statistics.read"

"""The HTCDS record of a case, section by section."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases import search
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Case, Record
from fyr.cases.trail import leave

ADDRESS_FIELDS = (
    "prs_MailingStreet",
    "prs_MailingPostalCode",
    "prs_MailingCity",
    "prs_MailingState",
    "prs_MailingCountry",
    "prs_MailingLongitude",
    "prs_MailingLatitude",
)
# What acts keep in step with the case, and nobody writes: a case is closed by closing it.
IN_STEP = ("cas_Status", "cas_ReasonForCaseClosure", "cas_CaseOwner")
# Who she is, and where she is, is identity; the rest describes what was done to her.
IDENTITY_SECTIONS = frozenset({"person"})


def permission_to_read(section: str) -> Permission:
    return Permission.IDENTITY_READ if section in IDENTITY_SECTIONS else Permission.EXPLOITATION_READ


def may_read_section(case: Case, section: str) -> bool:
    """Where she was referred to stands in one of them, and is for the unit that leads the case."""
    return permission_to_read(section) in case.may and (
        case.led_by_hers or section.split(".", maxsplit=1)[0] != "referral"
    )


def permission_to_write(section: str) -> Permission:
    return Permission.IDENTITY_WRITE if section in IDENTITY_SECTIONS else Permission.EXPLOITATION_WRITE


@transaction.atomic
def save_section(*, by: Member, case: Case, section: str, fields: dict[str, Any], version: int) -> None:
    """Keep the fields of one section but for those in IN_STEP; version 0 stands for a section that was empty when it was shown."""
    require(case, permission_to_write(section))
    if case.is_consultation and section in IDENTITY_SECTIONS:
        raise Refused(_("An anonymous consultation holds no identity. Make it a case first, if she wants that."))
    if section == "person" and case.protected_identity and any(fields.get(name) for name in ADDRESS_FIELDS):
        raise Refused(_("Her identity is protected: her address stands on a page of its own. Leave it empty here."))
    if version == 0:
        record, made = Record.objects.get_or_create(case=case, section=section, defaults={"version": 0})
        if not made:
            raise ChangedMeanwhile
    else:
        found = Record.objects.filter(case=case, section=section).first()
        if found is None:
            raise ChangedMeanwhile
        record = found
    take_version(Record.objects.filter(pk=record.pk), version)
    record.case, record.version, record.updated_at = case, version + 1, timezone.now()
    in_step = {name: value for name, value in (record.fields or {}).items() if name in IN_STEP}
    record.fields = {name: value for name, value in fields.items() if name not in IN_STEP} | in_step
    record.save()
    search.index(case)
    leave(case, by, Act.RECORD_CHANGED, code=section)


def set_fields(case: Case, section: str, *, without: tuple[str, ...] = (), **fields: Any) -> None:
    """Within another act: what Fyr itself knows stands in the record too, so that an export tells it."""
    record, _made = Record.objects.get_or_create(case=case, section=section, defaults={"fields": None})
    record.case = case
    kept = {name: value for name, value in (record.fields or {}).items() if name not in without}
    record.fields = {**kept, **fields}
    record.version += 1
    record.updated_at = timezone.now()
    record.save()

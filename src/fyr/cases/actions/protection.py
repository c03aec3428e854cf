"""Protected identity: named members only, and an address that stands nowhere else."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.models import Member, Membership
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.access.scope import whole_node
from fyr.access.versions import take_version
from fyr.cases.access import require
from fyr.cases.actions import assignments
from fyr.cases.actions.record import ADDRESS_FIELDS
from fyr.cases.acts import Act
from fyr.cases.codes.consent import Protection
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, ProtectedAddress, Record
from fyr.cases.trail import leave
from fyr.vault import keys

# How long a member of the leading unit is named before somebody must say that she is still needed.
NAMED_DAYS = 366


@transaction.atomic
def protect(*, by: Member, case: Case, protection: str) -> None:
    """Say how her identity is protected. From now on only members who are named see the case; `by` is the first.

    What the record holds of her address moves to its own page. Where the protection ends, the unit sees the case again.
    """
    require(case, Permission.CASE_ASSIGN)
    if not case.led_by_hers:
        raise Refused(_("Only the unit that leads the case says how her identity is protected."))
    if protection == case.protection:
        raise Refused(_("It stands so already. Nothing was changed."))
    before, case.protection = case.protected_identity, protection
    if case.protected_identity and not before:
        name(by, case)
        _move_address(by, case)
    Case.objects.filter(pk=case.pk).update(protection=protection)
    if before and not case.protected_identity:
        assignments.end(Assignment.objects.filter(case=case, unit=case.unit_id))
    leave(case, by, Act.PROTECTION_CHANGED, code=protection)


@transaction.atomic
def keep_address(*, by: Member, case: Case, address: str, version: int) -> None:
    """Raises ChangedMeanwhile where another member saved it after `version` was shown; 0 stands for none yet."""
    require(case, Permission.IDENTITY_WRITE)
    if case.is_consultation:
        raise Refused(_("An anonymous consultation holds no identity. Make it a case first, if she wants that."))
    kept, _made = ProtectedAddress.objects.get_or_create(case=case, defaults={"version": 0, "updated_by": by})
    take_version(ProtectedAddress.objects.filter(pk=kept.pk), version)
    kept.case, kept.version = case, version + 1
    kept.address, kept.updated_at, kept.updated_by = address or None, timezone.now(), by
    kept.save()
    leave(case, by, Act.ADDRESS_CHANGED)


def name(member: Member, case: Case, given_by: Member | None = None) -> None:
    """Within another act: a member of the leading unit who goes on seeing a case with protected identity."""
    if case.unit is None:
        return
    until = timezone.localdate() + datetime.timedelta(days=NAMED_DAYS)
    running = Assignment.objects.filter(case=case, member=member, ended_at__isnull=True)
    running.exclude(unit=case.unit_id).update(ended_at=timezone.now())
    if not running.filter(unit=case.unit_id, until__gte=timezone.localdate()).exists():
        running.update(ended_at=timezone.now())
        Assignment.objects.create(case=case, member=member, unit=case.unit, until=until, given_by=given_by or member)


def leave_nobody_out() -> None:
    """The node's own clock: a protected case whose last named leader is gone opens to those who lead in its unit.

    The journal says so of each of them, without anybody who did it.
    """
    with whole_node():
        for case in Case.objects.exclude(protection=Protection.NONE).filter(closed_at__isnull=True):
            if case.unit_id is None or has_leader(case):
                continue
            box = keys.unlock([case.pk], [case.unit_id])[case.pk]
            with transaction.atomic():
                for member in _leaders(case):
                    name(member, case)
                    journal.append(
                        label=Act.MEMBER_ASSIGNED.value, actor=None, subject=box.pseudonym, codes={"by": "clock"}
                    )


def has_leader(case: Case) -> bool:
    """Whether somebody who is named in a protected case may lead it."""
    named = Assignment.objects.running().filter(case=case, unit=case.unit_id).values("member")
    return any(member.pk in set(named.values_list("member", flat=True)) for member in _leaders(case))


def _leaders(case: Case) -> list[Member]:
    leading = [code for code, role in ROLES.items() if Permission.CASE_ASSIGN in role.permissions]
    held = Membership.objects.filter(unit=case.unit_id, until__isnull=True, role__in=leading).values("member")
    return list(Member.objects.filter(pk__in=held, is_active=True))


def _move_address(by: Member, case: Case) -> None:
    record = Record.objects.filter(case=case, section="person").first()
    if record is None:
        return
    record.case = case
    fields = record.fields or {}
    lines = [str(fields[name]) for name in ADDRESS_FIELDS if fields.get(name)]
    if not lines:
        return
    record.fields = {key: value for key, value in fields.items() if key not in ADDRESS_FIELDS}
    record.version += 1
    record.save(update_fields=["fields", "version"])
    kept, made = ProtectedAddress.objects.get_or_create(case=case, defaults={"updated_by": by})
    kept.case = case
    kept.address = "\n".join([*([kept.address] if kept.address else []), *lines])
    kept.updated_by = by
    if made:
        kept.save()
    else:
        kept.save_anew()

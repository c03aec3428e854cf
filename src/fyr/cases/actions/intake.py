"""The first minutes: a case or an anonymous consultation is opened, and what is known at first is changed."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases import search
from fyr.cases.access import require
from fyr.cases.actions import protection
from fyr.cases.actions.contact import Contact, contact_fields
from fyr.cases.actions.record import set_fields
from fyr.cases.acts import Act
from fyr.cases.codes.case import Age, Kind
from fyr.cases.codes.consent import Protection
from fyr.cases.codes.contact import Interpreter
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Record, SafeContact
from fyr.cases.reference import free_references
from fyr.cases.trail import leave
from fyr.vault import keys

CASE_FIELDS = ("language", "interpreter_avoid", "circumstances", "contact_came", "age", "interpreter", "danger")


@dataclass(frozen=True)
class Intake:
    """What is known after the first talk. Names are hers to give or to keep."""

    alias: str
    concerns: frozenset[str] = frozenset()
    contact_came: str = ""
    language: str = ""
    interpreter: str = Interpreter.NOT_ASKED
    interpreter_avoid: str = ""
    circumstances: str = ""
    age: str = Age.NOT_KNOWN
    danger: bool = False
    protection: str = Protection.NONE
    first_name: str = ""
    second_name: str = ""
    consultation: bool = False
    contact: Contact = field(default_factory=Contact)


@transaction.atomic
def open_case(*, by: Member, unit: Unit, intake: Intake) -> Case:
    """Open a case led by `unit`. Raises Refused where `by` may not open cases there."""
    if not by.rights.hold(Permission.CASE_OPEN, unit.pk):
        raise Refused(_("You cannot open cases in this unit."))
    if intake.consultation and (intake.first_name or intake.second_name):
        raise Refused(_("An anonymous consultation holds no name. Leave the names empty, or open a case."))
    case = _new_case(by, unit, intake)
    SafeContact.objects.create(case=case, updated_by=by, **contact_fields(intake.contact))
    names = {"prs_FirstName": intake.first_name, "prs_SecondName": intake.second_name}
    names = {key: value for key, value in names.items() if value}
    if names:
        Record.objects.create(case=case, section="person", fields=names)
    if not intake.consultation:
        Record.objects.create(case=case, section="case", fields={"cas_Status": "Active", "cas_CaseOwner": by.name})
    search.index(case)
    leave(case, by, Act.CONSULTATION_OPENED if intake.consultation else Act.CASE_OPENED)
    return case


def _new_case(by: Member, unit: Unit, intake: Intake) -> Case:
    case = Case(
        ref=free_references(1)[0],
        unit=unit,
        kind=Kind.CONSULTATION if intake.consultation else Kind.CASE,
        opened_by=by,
        responsible=by,
        alias=intake.alias,
        **_intake_fields(intake),
    )
    case.box = keys.make_subject(case.pk, unit.pk)
    case.may = frozenset(Permission)
    case.save(force_insert=True)
    if intake.protection != Protection.NONE:
        protection.name(by, case)
        case.protection = intake.protection
        case.save(update_fields=["protection"])
    return case


@transaction.atomic
def change_intake(*, by: Member, case: Case, intake: Intake, version: int) -> None:
    """Raises ChangedMeanwhile where another member saved the intake after `version` was shown."""
    require(case, Permission.EXPLOITATION_WRITE)
    take_version(Case.objects.filter(pk=case.pk), version)
    fields = {"alias": intake.alias, **_intake_fields(intake)}
    for name, value in fields.items():
        setattr(case, name, value)
    case.version = version + 1
    case.save(update_fields=[*fields, "version"])
    search.index(case)
    leave(case, by, Act.CASE_CHANGED)


@transaction.atomic
def convert_consultation(*, by: Member, case: Case) -> None:
    """She now wants to be helped by name: the consultation becomes a case and keeps its history."""
    require(case, Permission.CASE_OPEN)
    if not case.is_consultation:
        raise Refused(_("This is already a case."))
    case.kind = Kind.CASE
    case.save(update_fields=["kind"])
    set_fields(case, "case", cas_Status="Active", cas_CaseOwner=by.name)
    leave(case, by, Act.CONSULTATION_CONVERTED)


def _intake_fields(intake: Intake) -> dict[str, Any]:
    fields: dict[str, Any] = {name: getattr(intake, name) for name in CASE_FIELDS}
    for concern in ("trafficking", "exploitation", "prostitution", "child_sexual"):
        fields[f"concerns_{concern}"] = concern in intake.concerns
    return fields

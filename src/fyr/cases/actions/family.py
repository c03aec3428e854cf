"""Children who accompany her, and cases of one family."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import case_for, part_of, require
from fyr.cases.actions import intake
from fyr.cases.actions.concern import mark_reported
from fyr.cases.acts import Act
from fyr.cases.codes.children import TURNED, FollowUp, Relation
from fyr.cases.errors import Refused
from fyr.cases.models import AccompanyingChild, Case, CaseLink, ConcernReport, Deadline, Spokesperson
from fyr.cases.trail import leave
from fyr.vault.fields import Sealed

# What the journal calls a link. Not an act of the timeline, which people read who may see only one of the two cases.
LINKED, UNLINKED = "cases:linked", "cases:unlinked"


@transaction.atomic
def note_child(
    *,
    by: Member,
    case: Case,
    alias: str,
    child_age: str,
    follow_up: str = FollowUp.HERE,
    whereabouts: str | None = None,
    child_id: UUID | None = None,
    version: int = 0,
) -> AccompanyingChild:
    """Note a child who is with her. `whereabouts` None leaves what is kept: the member may not read it."""
    require(case, Permission.PLAN_WRITE)
    if child_id is None:
        kept = AccompanyingChild(case=case)
    else:
        kept = part_of(AccompanyingChild, case, child_id)
        take_version(AccompanyingChild.objects.filter(pk=kept.pk), version)
        kept.version = version + 1
    kept.alias, kept.child_age, kept.follow_up = alias, child_age or None, follow_up
    if whereabouts is not None:
        kept.whereabouts = whereabouts or None
    kept.updated_at, kept.updated_by = timezone.now(), by
    kept.save()
    leave(case, by, Act.CHILDREN_CHANGED)
    return kept


@transaction.atomic
def link(*, by: Member, case: Case, other: Case, relation: str, child: AccompanyingChild | None = None) -> CaseLink:
    """Note that two cases belong to one family; `relation` is what the person of `other` is to that of `case`.

    Both come through the door, and whoever may not see both learns nothing: no line in either timeline, and a word in
    the journal that tells her no more than that a form was opened.
    """
    require(case, Permission.PLAN_WRITE)
    _sees(by, other)
    if case.pk == other.pk:
        raise Refused(_("That is this case. Choose the other one."), "ref")
    one, two, kind = _in_order(case, other, relation)
    kept, made = CaseLink.objects.get_or_create(
        one=one, other=two, defaults={"relation": kind, "child": child, "made_by": by}
    )
    if not made:
        raise Refused(_("These two cases are linked already. Remove the link first to change it."), "ref")
    _journal(by, LINKED, case, other)
    return kept


@transaction.atomic
def unlink(*, by: Member, case: Case, other: Case) -> None:
    """They do not belong together, or the link puts somebody in danger. Nothing else of the two cases changes."""
    require(case, Permission.PLAN_WRITE)
    _sees(by, other)
    one, two, _kind = _in_order(case, other, Relation.OTHER)
    if not CaseLink.objects.filter(one=one, other=two).delete()[0]:
        raise Refused(_("These two cases are not linked."))
    _journal(by, UNLINKED, case, other)


@transaction.atomic
def open_for_child(*, by: Member, case: Case, child_id: UUID, relation: str, version: int) -> Case:
    """Open a case for an accompanying child and link the two. What was noted for that child goes over to it.

    It is led by the same unit and as protected as this one. Her safe contact does not follow: the child has her own.
    """
    require(case, Permission.CASE_OPEN, Permission.PLAN_WRITE)
    if case.unit is None or not case.led_by_hers:
        raise Refused(_("Only the unit that leads this case opens one for the child from here."))
    child = part_of(AccompanyingChild, case, child_id)
    take_version(AccompanyingChild.objects.filter(pk=child.pk), version)
    told = intake.Intake(alias=child.alias, age="child", danger=case.danger, protection=case.protection)
    opened = intake.open_case(by=by, unit=case.unit, intake=told)
    opened = case_for(by, opened.pk)
    reports = list(ConcernReport.objects.filter(child=child))
    for report in reports:
        mark_reported(opened, report.reported_at)
    noted: list[ConcernReport | Spokesperson] = [*reports, *Spokesperson.objects.filter(child=child)]
    for row in noted:
        row.child = None
        row.save(update_fields=["child"])
        _hand_on(row, case, opened)
    for deadline in Deadline.objects.filter(case=case, subject__in=[report.pk for report in reports]):
        _hand_on(deadline, case, opened)
    AccompanyingChild.objects.filter(pk=child.pk).update(
        follow_up=FollowUp.ELSEWHERE, updated_at=timezone.now(), updated_by=by
    )
    link(by=by, case=case, other=opened, relation=relation, child=child)
    leave(case, by, Act.CHILDREN_CHANGED)
    return opened


def follow_merge(case: Case, into: Case) -> None:
    """Within a merge: what was linked to the one is linked to the case that stays."""
    for kept in CaseLink.objects.filter(Q(one=case) | Q(other=case)):
        other_id = kept.other_id if kept.one_id == case.pk else kept.one_id
        relation = kept.relation if kept.one_id == case.pk else TURNED[kept.relation]
        low, high = sorted((into.pk, other_id))
        if low == high or CaseLink.objects.filter(one=low, other=high).exists():
            kept.delete()
            continue
        kept.one_id, kept.other_id = low, high
        kept.relation = relation if low == into.pk else TURNED[relation]
        kept.save(update_fields=["one", "other", "relation"])
    if case.concern_reported_at:
        mark_reported(into, case.concern_reported_at)


def _in_order(case: Case, other: Case, relation: str) -> tuple[Case, Case, str]:
    """The pair as it is kept, with what the second is to the first."""
    return (case, other, relation) if case.pk < other.pk else (other, case, TURNED[relation])


def _sees(by: Member, other: Case) -> None:
    if Permission.CASE_READ not in other.may:
        raise PermissionDenied


def _hand_on(row: Any, case: Case, opened: Case) -> None:
    row.case = case
    held = {one.name: getattr(row, one.name) for one in row._meta.concrete_fields if isinstance(one, Sealed)}
    row.move_to(opened, held)


def _journal(by: Member, label: str, case: Case, other: Case) -> None:
    others = [other.box.pseudonym] if other.box else []
    journal.append(label=label, actor=by.pk, subject=case.box.pseudonym if case.box else None, others=others)

"""What the page of the children shows, and how it stands: concern, who speaks for the child, family."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.cases.access import unlocked, visible_cases
from fyr.cases.codes.children import SUSPICION_ORDER, TURNED, FollowUp, Relation, Suspicion
from fyr.cases.models import (
    AccompanyingChild,
    AgeCheck,
    BestInterest,
    Case,
    CaseLink,
    ConcernReport,
    FamilyTracing,
    Spokesperson,
)
from fyr.cases.places import Standing
from fyr.web.registry import Text


@dataclass(frozen=True)
class Linked:
    """Another case of the family, unlocked; `relation` is what its person is to the person of this one."""

    case: Case
    relation: Text
    child_id: UUID | None


@dataclass
class Page:
    case: Case
    children: list[AccompanyingChild] = field(default_factory=list)
    reports: list[ConcernReport] = field(default_factory=list)
    speaking: list[Spokesperson] = field(default_factory=list)
    earlier: list[Spokesperson] = field(default_factory=list)
    links: list[Linked] = field(default_factory=list)
    ages: list[AgeCheck] = field(default_factory=list)
    tracings: list[FamilyTracing] = field(default_factory=list)
    interests: list[BestInterest] = field(default_factory=list)

    @property
    def concerned(self) -> bool:
        """Whether there is a child here at all, as far as is known."""
        return self.case.treated_as_child or bool(self.children)

    @property
    def unreported(self) -> bool:
        return self.case.treated_as_child and self.case.concern_reported_at is None


def load(by: Member, case: Case) -> Page:
    """A fixed number of queries, whatever the case holds."""
    children = _rows(AccompanyingChild.objects.all(), case)
    by_id = {one.pk: one for one in children}
    reports = _rows(ConcernReport.objects.select_related("updated_by"), case)
    people = _rows(Spokesperson.objects.select_related("updated_by"), case)
    for row in (*reports, *people):
        row.child = by_id.get(row.child_id) if row.child_id else None
    people.sort(key=lambda one: SUSPICION_ORDER.index(Suspicion(one.suspicion)))
    links = linked(by, case)
    opened = {one.child_id: one.case for one in links if one.child_id}
    for child in children:
        child.opened = opened.get(child.pk)
        child.reported = [one for one in reports if one.child_id == child.pk]
    return Page(
        case=case,
        children=children,
        reports=reports,
        speaking=[one for one in people if one.speaks_now],
        earlier=[one for one in people if not one.speaks_now],
        links=links,
        ages=_rows(AgeCheck.objects.select_related("noted_by"), case),
        tracings=_rows(FamilyTracing.objects.select_related("updated_by"), case),
        interests=_rows(BestInterest.objects.select_related("noted_by"), case),
    )


def children_of(case: Case) -> list[AccompanyingChild]:
    return _rows(AccompanyingChild.objects.all(), case)


def linked(by: Member, case: Case) -> list[Linked]:
    """The cases of the family that this member may see, and no word of any other. Three queries or five."""
    kept = {
        (one.other_id if one.one_id == case.pk else one.one_id): one
        for one in CaseLink.objects.filter(Q(one=case) | Q(other=case))
    }
    found = visible_cases(by).filter(pk__in=kept).select_related("unit").order_by("opened_at") if kept else []
    shown = []
    for other in unlocked(found, by):
        one = kept[other.pk]
        relation = one.relation if one.one_id == case.pk else TURNED[one.relation]
        shown.append(Linked(other, Relation(relation).label, one.child_id))
    return shown


def standing(case: Case) -> Standing:
    """Two or three queries, none of which opens anything. Never asks of linked cases: not everybody may see them."""
    url = reverse("cases:children", args=[case.pk])
    follow = list(AccompanyingChild.objects.filter(case=case).values_list("pk", "follow_up"))
    if not case.treated_as_child and not follow:
        return Standing(_("No child is noted"))
    if case.treated_as_child and case.concern_reported_at is None:
        concern = reverse("cases:new_concern", args=[case.pk])
        return Standing(_("Concern not reported"), _("Concern for the child has not been reported."), concern)
    here = {pk for pk, where in follow if where == FollowUp.HERE}
    told = (
        set(ConcernReport.objects.filter(case=case, child__in=here).values_list("child", flat=True)) if here else set()
    )
    if here - told:
        concern = reverse("cases:new_concern", args=[case.pk])
        return Standing(_("Concern not reported"), _("No concern is reported for an accompanying child."), concern)
    text = _("Concern reported") if case.treated_as_child or told else _("Looked after elsewhere")
    if case.treated_as_child and not any(one.speaks_now for one in _own_voices(case)):
        return Standing(text, _("Nobody speaks for the child."), url)
    return Standing(text)


def _own_voices(case: Case) -> QuerySet[Spokesperson]:
    """Whoever is not free of suspicion cannot be the one who speaks for her."""
    return Spokesperson.objects.filter(case=case, child__isnull=True).exclude(suspicion=Suspicion.NOT_FREE)


def _rows(found: QuerySet[Any], case: Case) -> list[Any]:
    rows = list(found.filter(case=case))
    for row in rows:
        row.case = case
    return rows

"""What the case page shows, loaded with a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from fyr.cases.access import hers, is_hers
from fyr.cases.actions.record import IDENTITY_SECTIONS, may_read_section, permission_to_write
from fyr.cases.acts import Act
from fyr.cases.codes.deadlines import DeadlineState
from fyr.cases.codes.needs import NeedState
from fyr.cases.codes.referrals import ReferralState
from fyr.cases.entries import as_read, seen
from fyr.cases.htcds.catalogue import SECTIONS
from fyr.cases.htcds.display import rows_of
from fyr.cases.models import (
    Assignment,
    Case,
    Deadline,
    Entry,
    Need,
    Record,
    Referral,
    RiskAssessment,
    SafeContact,
    Service,
    ServiceStep,
    Task,
)
from fyr.cases.others import mask, name_consents, own_deadlines
from fyr.journal.reading import Mark

TIMELINE_SIZE = 15
# Acts whose code is that of a unit.
WITH_A_UNIT = frozenset(
    {
        Act.REFERRAL_SENT, Act.REFERRAL_ACCEPTED, Act.REFERRAL_DONE, Act.REFERRAL_REVOKED,
        Act.HANDOVER_PROPOSED, Act.CASE_HANDED_OVER,
    }
)  # fmt: skip


# The states of a referral that decide a step.
STEPPED = (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.REVOKED)


@dataclass
class Page:
    """Everything of one unlocked case; what the member may not read was never loaded."""

    case: Case
    contact: SafeContact | None = None
    risk: RiskAssessment | None = None
    needs: list[Need] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    referrals: list[Referral] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    timeline: list[Entry] = field(default_factory=list)
    has_older: bool = False

    @property
    def wanted(self) -> list[Need]:
        """Needs that were not taken back: what stands in the plan on paper."""
        return [need for need in self.needs if need.state != NeedState.WITHDRAWN]


def load(case: Case) -> Page:
    """Thirteen queries at most, whatever the case holds."""
    may = case.may
    entries = list(seen(case).select_related("by")[: TIMELINE_SIZE + 1])
    page = Page(
        case=case,
        contact=SafeContact.objects.filter(case=case).first(),
        risk=RiskAssessment.objects.filter(case=case).select_related("made_by").first()
        if "safety.read" in may
        else None,
        needs=list(Need.objects.filter(case=case)),
        tasks=list(Task.objects.filter(case=case, done_at__isnull=True).select_related("assignee")),
        referrals=list(hers(case, Referral.objects.filter(case=case).select_related("to_unit", "disclosure__consent"))),
        assignments=list(
            hers(case, Assignment.objects.running().filter(case=case).select_related("member", "unit"), "unit")
        ),
        deadlines=_running(case) if "legal.read" in may else [],
        timeline=entries[:TIMELINE_SIZE],
        has_older=len(entries) > TIMELINE_SIZE,
    )
    for referral in page.referrals:
        referral.disclosure.case = case
        # What was written to one receiver is not for the next one who is asked.
        referral.hers = message_is_hers(referral, case)  # type: ignore[attr-defined]
    name_units(page.timeline, _leading(case) | {one.to_unit.code: one.to_unit.name for one in page.referrals})
    readable = [record for record in Record.objects.filter(case=case) if may_read_section(case, record.section)]
    page.records = {record.section: record for record in readable}
    services = list(Service.objects.filter(case=case).select_related("provider_unit"))
    steps = list(ServiceStep.objects.filter(case=case))
    give(page.needs, services, steps)
    for part in (
        page.contact,
        page.risk,
        *page.needs,
        *services,
        *steps,
        *page.tasks,
        *readable,
        *page.referrals,
        *page.deadlines,
        *page.timeline,
    ):
        if part is not None:
            part.case = case
    name_consents(case, page.deadlines)
    mask(case, page.tasks, "assignee")
    as_read(case, page.timeline)
    return page


def _running(case: Case) -> list[Deadline]:
    return list(own_deadlines(case, Deadline.objects.filter(case=case, state=DeadlineState.RUNNING)))


def message_is_hers(referral: Referral, case: Case) -> bool:
    """Whether the message is for her: she comes from the sender, or from the receiver after it has accepted."""
    answered = referral.state in (ReferralState.ACCEPTED, ReferralState.DONE)
    return case.led_by_hers or (answered and referral.to_unit_id in case.through)


def give(needs: list[Need], services: list[Service], steps: Iterable[ServiceStep] = ()) -> None:
    """To each need its services, to each service its steps, oldest first."""
    for need in needs:
        need.given = [service for service in services if service.need_id == need.pk]  # type: ignore[attr-defined]
    for service in services:
        service.taken = [step for step in steps if step.service_id == service.pk]  # type: ignore[attr-defined]


def of_many(cases: list[Case]) -> list[Page]:
    """What decides the next step in each of these unlocked cases, in six queries for all of them."""

    def rows(found: QuerySet) -> dict[UUID, list[Any]]:
        by_case: dict[UUID, list[Any]] = {}
        for row in found.filter(case__in=[case.pk for case in cases]):
            row.case = opened[row.case_id]
            by_case.setdefault(row.case_id, []).append(row)
        return by_case

    opened = {case.pk: case for case in cases}
    contacts, risks = rows(SafeContact.objects.all()), rows(RiskAssessment.objects.all())
    needs, services = rows(Need.objects.all()), rows(Service.objects.all())
    tasks = rows(Task.objects.filter(done_at__isnull=True).select_related("assignee"))
    referrals = rows(Referral.objects.filter(state__in=STEPPED).select_related("to_unit"))
    pages = []
    for case in cases:
        noted = needs.get(case.pk, [])
        give(noted, services.get(case.pk, []))
        pages.append(
            Page(
                case=case,
                contact=next(iter(contacts.get(case.pk, [])), None),
                risk=next(iter(risks.get(case.pk, [])), None) if "safety.read" in case.may else None,
                needs=noted,
                tasks=tasks.get(case.pk, []),
                referrals=[one for one in referrals.get(case.pk, []) if is_hers(case, one.to_unit_id)],
            )
        )
    return pages


def sections(page: Page, language: str) -> list[dict[str, Any]]:
    """The HTCDS sections she may read, those that hold something first, with labelled rows."""
    shown = []
    for name, label in SECTIONS.items():
        if not may_read_section(page.case, name):
            continue
        if page.case.is_consultation and name in IDENTITY_SECTIONS:
            continue
        rows = [
            (f"{text} ({number})" if number > 1 else text, value)
            for number, record in _of_section(page.records, name)
            for text, value in rows_of(name, record.fields or {}, language)
        ]
        shown.append(
            {
                "name": name,
                "label": label.label(language),
                "rows": rows,
                "can_write": permission_to_write(name) in page.case.may,
            }
        )
    return sorted(shown, key=lambda one: not one["rows"])


def _of_section(records: dict[str, Record], name: str) -> list[tuple[int, Record]]:
    """The record of a section, then those of what the case has several of: event, event.2, event.3."""
    numbered = [(1, records[name])] if name in records else []
    further = [(int(key.removeprefix(f"{name}.")), one) for key, one in records.items() if key.startswith(f"{name}.")]
    return numbered + sorted(further, key=lambda one: one[0])


def older(case: Case, after: Mark | None, size: int = 100) -> tuple[list[Entry], bool]:
    """Up to `size` entries from the mark on, newest first, and whether more follow."""
    entries = seen(case).select_related("by")
    if after is not None:
        entries = entries.filter(Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1]))
    found = list(entries[: size + 1])
    for entry in found:
        entry.case = case
    name_units(found, units_named(case))
    as_read(case, found)
    return found[:size], len(found) > size


def units_named(case: Case) -> dict[str, str]:
    """Names by code of the units that were asked to help, as far as she may know them."""
    asked = hers(case, Referral.objects.filter(case=case)).values_list("to_unit__code", "to_unit__name")
    return _leading(case) | dict(asked)


def _leading(case: Case) -> dict[str, str]:
    """The unit that leads the case, which stands on its page."""
    return {case.unit.code: case.unit.name} if case.unit else {}


def name_units(entries: list[Entry], names: dict[str, str]) -> None:
    """Acts with another unit carry its code; people know it by its name, where they may know it at all."""
    for entry in entries:
        if entry.act in WITH_A_UNIT:
            entry.named = names.get(entry.code) or gettext("another unit")

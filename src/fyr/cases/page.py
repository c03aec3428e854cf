"""What the case page shows, loaded with a fixed number of queries."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from fyr.cases.actions.record import IDENTITY_SECTIONS, permission_to_read, permission_to_write
from fyr.cases.acts import Act
from fyr.cases.htcds.catalogue import SECTIONS
from fyr.cases.htcds.display import rows_of
from fyr.cases.models import Assignment, Case, Entry, Need, Record, Referral, RiskAssessment, SafeContact, Service, Task

TIMELINE_SIZE = 15


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
    timeline: list[Entry] = field(default_factory=list)
    has_older: bool = False


def load(case: Case) -> Page:
    """Nine queries, whatever the case holds."""
    may = case.may
    entries = list(Entry.objects.filter(case=case).select_related("by")[: TIMELINE_SIZE + 1])
    page = Page(
        case=case,
        contact=SafeContact.objects.filter(case=case).first(),
        risk=RiskAssessment.objects.filter(case=case).select_related("made_by").first()
        if "safety.read" in may
        else None,
        needs=list(Need.objects.filter(case=case)),
        tasks=list(Task.objects.filter(case=case, done_at__isnull=True).select_related("assignee")),
        referrals=list(Referral.objects.filter(case=case).select_related("to_unit")),
        assignments=list(Assignment.objects.running().filter(case=case).select_related("member", "unit")),
        timeline=entries[:TIMELINE_SIZE],
        has_older=len(entries) > TIMELINE_SIZE,
    )
    for referral in page.referrals:
        # What was written to one receiver is not for the next one who is asked.
        referral.hers = bool({referral.to_unit_id, case.unit_id} & case.through)  # type: ignore[attr-defined]
    _name_units(page.timeline, {one.to_unit.code: one.to_unit.name for one in page.referrals})
    readable = [record for record in Record.objects.filter(case=case) if _may_read(record, may)]
    page.records = {record.section: record for record in readable}
    services = list(Service.objects.filter(case=case).select_related("provider_unit"))
    for need in page.needs:
        need.given = [service for service in services if service.need_id == need.pk]  # type: ignore[attr-defined]
    for part in (
        page.contact,
        page.risk,
        *page.needs,
        *services,
        *page.tasks,
        *readable,
        *page.referrals,
        *page.timeline,
    ):
        if part is not None:
            part.case = case
    return page


def sections(page: Page, language: str) -> list[dict[str, Any]]:
    """The HTCDS sections she may read, those that hold something first, with labelled rows."""
    shown = []
    for name, label in SECTIONS.items():
        if permission_to_read(name) not in page.case.may:
            continue
        if page.case.is_consultation and name in IDENTITY_SECTIONS:
            continue
        record = page.records.get(name)
        shown.append(
            {
                "name": name,
                "label": label.label(language),
                "rows": rows_of(name, (record.fields or {}) if record else {}, language),
                "can_write": permission_to_write(name) in page.case.may,
            }
        )
    return sorted(shown, key=lambda one: not one["rows"])


def older(case: Case, before: str) -> dict[str, Any]:
    """A page of the timeline from a moment on (ISO time, as the link carries it), with the link to the next."""
    entries = Entry.objects.filter(case=case).select_related("by")
    try:
        moment = datetime.datetime.fromisoformat(before).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is not None:
        entries = entries.filter(Q(at__lt=moment))
    found = list(entries[:101])
    for entry in found:
        entry.case = case
    units = Referral.objects.filter(case=case).values_list("to_unit__code", "to_unit__name")
    _name_units(found, dict(units))
    return {"entries": found[:100], "next_before": found[99].at.isoformat() if len(found) > 100 else ""}


def _name_units(entries: list[Entry], names: dict[str, str]) -> None:
    """Acts with another unit carry its code; people know it by its name."""
    for entry in entries:
        if entry.act.startswith("referral.") and entry.act != Act.REFERRAL_DECLINED:
            entry.named = names.get(entry.code, "")


def _may_read(record: Record, may: frozenset[str]) -> bool:
    return permission_to_read(record.section) in may

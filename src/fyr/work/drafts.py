"""What a member has written and not sent: kept for her alone, until it is sent, discarded, or a month old.

Each draft has a data key of its own, and the only holder of it is the member. A colleague's units cannot unlock it, and
whoever deletes the draft destroys its key. The key of the case would not do: a new case has none yet, others hold it, and
a draft must end with its writer's access.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from fyr.access.models import Membership
from fyr.access.scope import whole_node
from fyr.vault import blind, context, keys
from fyr.vault.box import Box
from fyr.vault.models import HolderKey, Wrap
from fyr.work.models import Draft, Once

KEPT = datetime.timedelta(days=30)
# (name of the field, its values), in the order of the form.
Fields = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Page:
    """Where a form stands: its path, and the neutral title of its page."""

    path: str
    title: str


def keep(
    member: UUID, key: UUID, page: Page, about: bytes, fields: Fields, *, aside: bool = False
) -> datetime.datetime:
    """Keep what stands in a form now, over what was kept of it before, or `aside` of that. Gives the moment."""
    held = {"path": page.path, "title": page.title, "form": str(key)}
    if aside and Draft.objects.filter(member=member, key=key).exists():
        key = _aside(key)
    try:
        return _keep(member, key, held, about, fields)
    except IntegrityError:
        # Two savings of one form at once: the other one made the draft, so this one writes over it.
        return _keep(member, key, held, about, fields)


@transaction.atomic
def _keep(member: UUID, key: UUID, page: dict[str, str], about: bytes, fields: Fields) -> datetime.datetime:
    draft = Draft.objects.select_for_update().filter(member=member, key=key).first()
    box = _unlock(member, [draft]).get(draft.pk) if draft else None
    if draft and box is None:
        draft.delete()
    if draft is None or box is None:
        draft = Draft(id=uuid4(), member=member, key=key)
        box = _new_box(member, draft.pk)
    draft.box = box
    draft.place, draft.about, draft.saved_at = place(member, page["path"]), about, timezone.now()
    draft.page, draft.held = page, fields
    draft.save()
    return draft.saved_at


def place(member: UUID, path: str) -> bytes:
    return blind.fingerprint(member, "draft", path.encode())


def of_page(member: UUID, path: str) -> list[Draft]:
    """The unsent drafts of a page, newest first. What was sent after all is forgotten on the way."""
    return _unsent(Draft.objects.filter(member=member, place=place(member, path)))


def of_member(member: UUID) -> list[Draft]:
    """Her unsent drafts, newest first, opened."""
    drafts = _unsent(Draft.objects.filter(member=member))
    boxes = _unlock(member, drafts)
    for draft in drafts:
        draft.box = boxes.get(draft.pk)
    return [draft for draft in drafts if draft.box]


def count(member: UUID) -> int:
    return len(_unsent(Draft.objects.filter(member=member)))


def one(member: UUID, draft_id: UUID) -> Draft | None:
    """A draft of hers, opened; None where it is gone or somebody else's."""
    return next((draft for draft in of_member(member) if draft.pk == draft_id), None)


def form_of(draft: Draft) -> UUID:
    """The key of the form it was written in, for an opened draft; what was kept aside has another one of its own."""
    return UUID(draft.page.get("form", str(draft.key)))


def is_used(draft: Draft) -> bool:
    """Whether the draft's form key was executed, with other content: then it needs a new one."""
    return Once.objects.filter(key=form_of(draft)).exists()


def _aside(key: UUID) -> UUID:
    """Where a form is kept that may not write over its own draft; once more, it writes over that."""
    return uuid5(key, "aside")


def drop(drafts: QuerySet[Draft]) -> None:
    """Delete drafts and, first, the keys that open them."""
    with transaction.atomic():
        gone = list(drafts.values_list("pk", flat=True))
        if gone:
            Wrap.objects.filter(subject__in=gone).delete()
            Draft.objects.filter(pk__in=gone).delete()


def refile(member: UUID, old: str, new: str, *, anew: Mapping[str, str]) -> None:
    """Her drafts of one page are those of another from now on, with these fields said anew where they have them."""
    waiting = of_page(member, old)
    boxes = _unlock(member, waiting)
    for draft in waiting:
        draft.box = boxes.get(draft.pk)
        if draft.box is not None:
            draft.place, draft.page = place(member, new), {**draft.page, "path": new}
            draft.held = [(name, [anew[name]] if name in anew else values) for name, values in draft.held]
            draft.save(update_fields=["place", "page", "held"])


def drop_form(member: UUID, key: UUID) -> None:
    """A form was saved: its draft has served, and the one beside it."""
    drop(Draft.objects.filter(member=member, key__in=[key, _aside(key)]))


def discard(member: UUID, draft_id: UUID) -> None:
    drop(Draft.objects.filter(member=member, pk=draft_id))


def forget_old() -> None:
    """The node's own clock."""
    with whole_node():
        drop(Draft.objects.filter(saved_at__lt=timezone.now() - KEPT))


def end_with_membership(membership: Membership) -> None:
    """Whoever works for an organisation no more takes nothing along from there: what she wrote of a new case belongs to it.

    A draft does not say for whom it was written, so all of them go.
    """
    there = Membership.objects.filter(unit__organisation=membership.unit.organisation_id, until__isnull=True)
    if there.filter(member=membership.member_id).exists():
        return
    with whole_node():
        drop(Draft.objects.filter(member=membership.member_id))


def _unsent(drafts: QuerySet[Draft]) -> list[Draft]:
    found = list(drafts.order_by("-saved_at"))
    if not found:
        return []
    rows = Once.objects.filter(key__in=[draft.key for draft in found])
    done = {(row.key, row.actor, bytes(row.about)) for row in rows}
    sent = [draft.pk for draft in found if (draft.key, draft.member, bytes(draft.about)) in done]
    if sent:
        drop(Draft.objects.filter(pk__in=sent))
    return [draft for draft in found if draft.pk not in sent]


# Opening one's own draft opens no case, so it must not stand in the journal among the subjects that were opened. The view
# that offers a draft has opened its case by itself, and that is noted.


def _new_box(member: UUID, draft_id: UUID) -> Box:
    if not HolderKey.objects.filter(holder=member).exists():
        keys.make_holder(member)
    with context.watching():
        return keys.make_subject(draft_id, member)


def _unlock(member: UUID, drafts: Iterable[Draft]) -> dict[UUID, Box]:
    with context.watching():
        return keys.unlock([draft.pk for draft in drafts], [member])

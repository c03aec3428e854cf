"""Two cases that turn out to be one person's: one stays, and takes over what the other held."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import OneToOneField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases import search
from fyr.cases.access import require
from fyr.cases.actions import assignments, disclosures, exploitation, family
from fyr.cases.actions.merged_columns import merge_columns
from fyr.cases.acts import Act
from fyr.cases.codes.case import Outcome
from fyr.cases.codes.referrals import ReferralState
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Disclosure, Referral
from fyr.cases.models.part import CasePart
from fyr.cases.trail import leave
from fyr.vault.fields import Sealed


@transaction.atomic
def merge(*, by: Member, case: Case, into: Case, why: str) -> None:
    """Everything of `case` goes over to `into`, sealed anew under its key; `case` is closed and leads there.

    Where both hold something that a person has once (safe contact, a section of the record), what `into` holds
    stays, and what differs is told in its timeline; of what the case itself says, see merged_columns. Units that were let
    into `case` alone are not let into `into`.
    """
    for one in sorted((case, into), key=lambda held: held.pk):
        require(one, Permission.CASE_CLOSE)
    if case.pk == into.pk:
        raise Refused(gettext_lazy("That is this case. Choose the other one."), "into")
    if case.unit_id != into.unit_id:
        raise Refused(gettext_lazy("Another unit leads that case. Hand one of them over first."), "into")
    if case.is_consultation != into.is_consultation:
        raise Refused(gettext_lazy("One of the two is an anonymous consultation. Make it a case first."), "into")
    if case.protected_identity != into.protected_identity:
        raise Refused(
            gettext_lazy("Only one of the two has a protected identity. Protect the other one first."), "into"
        )
    _let_nobody_in(case, by)
    kept_back = [told for model in part_models() for told in _move(model, case, into)]
    kept_back += merge_columns(case, into)
    exploitation.retell(into)
    family.follow_merge(case, into)
    case.merged_into, case.closed_at, case.closed_by = into, timezone.now(), by
    case.outcome, case.danger, case.closing_note = Outcome.DUPLICATE, False, None
    # Whatever protects her in the case that stays must not stand open in this one.
    case.alias = case.language = case.circumstances = case.interpreter_avoid = None
    case.save(
        update_fields=[
            "merged_into", "closed_at", "closed_by", "outcome", "danger", "closing_note",
            "alias", "language", "circumstances", "interpreter_avoid",
        ]
    )  # fmt: skip
    search.index(case)
    search.index(into)
    leave(case, by, Act.CASE_MERGED)
    told = [_("%(ref)s was merged into this case.") % {"ref": case.ref}, why, *kept_back]
    leave(into, by, Act.CASE_MERGED, text="\n".join(line for line in told if line))


def part_models() -> list[type[CasePart]]:
    """Every kind of row that belongs to a case, of whichever slice."""
    models = [model for model in _descendants(CasePart) if not model._meta.abstract]  # type: ignore[type-abstract]
    return sorted(models, key=lambda model: model._meta.db_table)


def _descendants(model: type[CasePart]) -> Iterator[type[CasePart]]:
    for child in model.__subclasses__():
        yield child
        yield from _descendants(child)


def _let_nobody_in(case: Case, by: Member) -> None:
    """Who worked with the one has no claim to see the other; whoever is needed is asked anew."""
    running = Referral.objects.filter(case=case, state__in=(ReferralState.SENT, ReferralState.ACCEPTED))
    running.update(state=ReferralState.REVOKED, ended_at=timezone.now())
    assignments.end(Assignment.objects.filter(case=case).exclude(unit=case.unit_id))
    if case.protected_identity:
        Assignment.objects.filter(case=case, ended_at__isnull=True).update(ended_at=timezone.now())
    disclosures.end(Disclosure.objects.filter(case=case), by)


def _move(model: type[CasePart], case: Case, into: Case) -> list[str]:
    """Rows of one kind, each sealed anew; gives in words what stays behind because the other case has it too."""
    told: list[str] = []
    once = _only_once(model)
    for row in list(model._default_manager.filter(case=case)):
        row.case = case
        opened = {
            field.name: getattr(row, field.name) for field in model._meta.concrete_fields if isinstance(field, Sealed)
        }
        same = {name: getattr(row, name) for name in model.only_one}
        kept = model._default_manager.filter(case=into, **same).first() if once else None
        if kept is not None:
            kept.case = into
            if not kept.take_in(opened):
                told += _join(kept, opened)
            # It leads whoever had it open to the row that stays, and holds nothing any more.
            model._default_manager.filter(pk=row.pk).update(**dict.fromkeys(opened))
            continue
        row.move_to(into, opened)
    return told


def _only_once(model: type[CasePart]) -> bool:
    return bool(model.only_one) or isinstance(model._meta.get_field("case"), OneToOneField)


def _join(kept: CasePart, opened: dict[str, Any]) -> list[str]:
    """What the case that stays lacks is filled in; what differs is told."""
    told, changed = [], False
    for name, value in opened.items():
        held = getattr(kept, name)
        if isinstance(value, dict):
            added = {key: one for key, one in value.items() if key not in (held or {})}
            told += [f"{key}: {one}" for key, one in value.items() if key not in added and one != (held or {})[key]]
            if added:
                setattr(kept, name, {**(held or {}), **added})
                changed = True
        elif value and not held:
            setattr(kept, name, value)
            changed = True
        elif value and value != held:
            told.append(str(value))
    if changed:
        kept.save_anew()
    return told

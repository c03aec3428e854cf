"""What happens in the case reaches the return: told through the outbox, by ids and code words."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fyr.access.models import Membership
from fyr.access.scope import whole_node
from fyr.cases.models import Case
from fyr.returns.actions.deciding import officers_of
from fyr.returns.codes.states import Side, State
from fyr.returns.dossier import has_consented
from fyr.returns.models import Return, Verdict
from fyr.returns.trail import leave, move, stop
from fyr.returns.trail_words import Act
from fyr.vault import keys

Payload = Mapping[str, str]


@transaction.atomic
def hand_over(payload: Payload) -> None:
    """Another unit leads the case now, and refers in its place."""
    with whole_node():
        case = Case.objects.get(pk=payload["case"])
        for ret in _of(payload):
            if case.unit_id is None or case.unit_id == ret.refers_id or ret.box is None:
                continue
            before, ret.refers_id = ret.refers_id, case.unit_id
            keys.share(ret.box, case.unit_id)
            if before != ret.runs_id:
                keys.withdraw(ret.pk, before)
            move(ret, refers_id=case.unit_id)
            leave(ret, None, Act.CASE_CHANGED, code="handed_over")


@transaction.atomic
def merge(payload: Payload) -> None:
    """The case is part of another one now. Where that has an open return itself, this one
    stays with the case that was merged; what she has consented to went along, and still holds for it."""
    with whole_node():
        into = Case.objects.filter(pk=payload["case"]).values_list("merged_into", flat=True).first()
        if into is None:
            return
        if Return.objects.filter(case=into).exclude(state=State.CLOSED).exists():
            return
        for ret in _open_of(payload):
            move(ret, case_id=into)
            leave(ret, None, Act.CASE_CHANGED, code="merged")
        Return.objects.filter(case=UUID(payload["case"])).update(case=into)


@transaction.atomic
def protect(payload: Payload) -> None:
    """Her identity is protected, or no longer: at the operator the officer alone opens the return, or the unit.

    Where nobody has taken it on, it is the officer's who decided; where nobody has, the unit that leads the case names her.
    """
    with whole_node():
        protected = Case.objects.get(pk=payload["case"]).protected_identity
        # Also what is closed: it is read, and may be opened again.
        for ret in _of(payload):
            if ret.protected == protected:
                continue
            decided = Verdict.objects.filter(of=ret, side=Side.RUNS).order_by("-noted_at").first()
            officer = ret.officer or (decided.noted_by if decided and protected else None)
            if protected and officer not in officers_of(ret):
                officer = None
            move(ret, protected=protected, officer=officer)
            leave(ret, None, Act.CASE_CHANGED, code="protected" if protected else "open")


@transaction.atomic
def grow_younger(payload: Payload) -> None:
    """She is a child, or treated as one while the age is doubtful: from now on the rules for children hold. That they do not
    hold any more is said in the return itself."""
    with whole_node():
        if not Case.objects.get(pk=payload["case"]).treated_as_child:
            return
        for ret in _open_of(payload):
            if not ret.child:
                move(ret, child=True)
                leave(ret, None, Act.CASE_CHANGED, code="child")
                stop(ret, None)


@transaction.atomic
def consent_ended(payload: Payload) -> None:
    """She took back that the operator may know of her: a line for whoever works with her, who asks what she wants now."""
    if payload.get("code") != "return":
        return
    with whole_node():
        for ret in _open_of(payload):
            # It may have been a consent to tell somebody else.
            if has_consented(ret):
                continue
            leave(ret, None, Act.CONSENT_ENDED)
            stop(ret, None)


def leave_nobody_behind(membership: Membership) -> None:
    """Whoever leaves the operator leaves her returns to the colleagues; of somebody protected the coordinator names another."""
    with whole_node():
        hers = Return.objects.filter(runs=membership.unit_id, officer=membership.member_id).exclude(state=State.CLOSED)
        hers.update(officer=None)


def _open_of(payload: Payload) -> list[Return]:
    return [ret for ret in _of(payload) if ret.is_open]


def _of(payload: Payload) -> list[Return]:
    case = UUID(payload["case"])
    # What stayed with a case that is part of this one now goes along.
    where = Q(case=case) | Q(case__merged_into=case)
    rows = list(Return.objects.select_for_update(of=("self",)).filter(where))
    for ret in rows:
        holders = [one for one in (ret.refers_id, ret.runs_id) if one]
        ret.box = keys.unlock([ret.pk], holders).get(ret.pk)
    return rows

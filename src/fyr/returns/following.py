"""What happens in the case reaches the return: told through the outbox, by ids and code words."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from fyr.access.scope import whole_node
from fyr.cases.models import Case
from fyr.returns.codes.states import State
from fyr.returns.models import Return
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act
from fyr.vault import keys

Payload = Mapping[str, str]


@transaction.atomic
def hand_over(payload: Payload) -> None:
    """Another unit leads the case now, and refers in its place."""
    with whole_node():
        for ret in _open_of(payload):
            case = Case.objects.get(pk=payload["case"])
            if case.unit_id is None or case.unit_id == ret.refers_id or ret.box is None:
                continue
            before, ret.refers_id = ret.refers_id, case.unit_id
            keys.share(ret.box, case.unit_id)
            if before != ret.runs_id:
                keys.withdraw(ret.pk, before)
            move(ret, refers_id=case.unit_id)


@transaction.atomic
def merge(payload: Payload) -> None:
    """The case is part of another one now. Where that has an open return itself, this one goes on by itself."""
    with whole_node():
        into = Case.objects.filter(pk=payload["case"]).values_list("merged_into", flat=True).first()
        if into is None:
            return
        taken = Return.objects.filter(case=into).exclude(state=State.CLOSED).exists()
        for ret in _open_of(payload):
            move(ret, case_id=None if taken else into)
        Return.objects.filter(case=UUID(payload["case"])).update(case=into)


@transaction.atomic
def protect(payload: Payload) -> None:
    """Her identity is protected, or no longer: at the operator the officer alone opens the return, or the unit."""
    with whole_node():
        protected = Case.objects.get(pk=payload["case"]).protected_identity
        for ret in _open_of(payload):
            move(ret, protected=protected)


@transaction.atomic
def consent_ended(payload: Payload) -> None:
    """She took back that the operator may know of her: a line for whoever works with her, who asks what she wants now."""
    if payload.get("code") != "return":
        return
    with whole_node():
        for ret in _open_of(payload):
            leave(ret, None, Act.CONSENT_ENDED)
            if ret.state == State.READY:
                move(ret, state=State.AGREED)


def _open_of(payload: Payload) -> list[Return]:
    rows = list(Return.objects.select_for_update().filter(case=UUID(payload["case"])).exclude(state=State.CLOSED))
    for ret in rows:
        holders = [one for one in (ret.refers_id, ret.runs_id) if one]
        ret.box = keys.unlock([ret.pk], holders).get(ret.pk)
    return rows

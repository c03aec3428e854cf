"""Which units abroad hold the key of a return: those to whom something is shown, while she is received, and nobody else."""

from fyr.access.scope import whole_node
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.states import RECEIVED
from fyr.returns.models import Agreement, Return
from fyr.vault import keys


def settle_keys(ret: Return) -> None:
    """Hand the key to whoever is to have it, and take it from whoever is not. Needs the box only where one is handed out."""
    with whole_node():
        shared = Agreement.objects.filter(of=ret, asked=Asked.SHARE)
        live = set(shared.live().values_list("to_unit", flat=True)) if ret.state in RECEIVED else set()
        for unit in set(shared.values_list("to_unit", flat=True)) - {ret.refers_id, ret.runs_id}:
            if unit in live and ret.box is not None:
                keys.share(ret.box, unit)
            elif unit not in live:
                keys.withdraw(ret.pk, unit)

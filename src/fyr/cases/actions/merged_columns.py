"""What a case itself says, where two become one: no mark that protects her is lost, and what differs is told."""

from enum import Enum
from typing import Any

from fyr.cases.codes.case import Age, Concern
from fyr.cases.codes.contact import Interpreter
from fyr.cases.labels import FIELDS
from fyr.cases.models import Case


class Merged(Enum):
    """What becomes of a column of the case that goes."""

    STAYS = "each case keeps its own"
    TOLD = "the other's is told where it differs"
    EITHER = "true where one of the two says so"
    FILLED = "taken where the case that stays knows nothing; told where it differs"
    SAFER = "the age under which she is protected more holds; told where it differs"
    FIRST = "the earlier moment of the two"


COLUMNS: dict[str, Merged] = {
    **dict.fromkeys(
        (
            "id", "ref", "unit", "kind", "opened_at", "opened_by", "merged_into", "updated_at", "closed_at", "closed_by",
            "outcome", "imported", "version", "closing_note",
        ),
        Merged.STAYS,
    ),
    **dict.fromkeys(("alias", "protection"), Merged.TOLD),
    **dict.fromkeys(("danger", *(f"concerns_{concern.value}" for concern in Concern)), Merged.EITHER),
    **dict.fromkeys(
        ("responsible", "contact_came", "interpreter", "language", "interpreter_avoid", "circumstances"), Merged.FILLED
    ),
    "age": Merged.SAFER,
    "concern_reported_at": Merged.FIRST,
}  # fmt: skip
NOTHING_KNOWN = (None, "", Interpreter.NOT_ASKED, Age.NOT_KNOWN)
# Most protected first.
AGES = (Age.CHILD, Age.DOUBTFUL, Age.ADULT, Age.NOT_KNOWN)


def merge_columns(case: Case, into: Case) -> list[str]:
    """Within a merge: what `into` takes over from `case`; gives in words what differed. Saves `into`."""
    told, changed = [], []
    for name, rule in COLUMNS.items():
        theirs, held = getattr(case, name), getattr(into, name)
        kept = _kept(rule, theirs, held)
        if kept != held:
            setattr(into, name, kept)
            changed.append(name)
        lost = theirs if kept != theirs else held
        if rule in (Merged.TOLD, Merged.FILLED, Merged.SAFER) and lost not in NOTHING_KNOWN and lost != kept:
            told.append(f"{FIELDS[name]}: {_in_words(case if lost == theirs else into, name)}")
    if changed:
        into.version += 1
        into.save(update_fields=[*changed, "version"])
    return told


def _kept(rule: Merged, theirs: Any, held: Any) -> Any:
    match rule:
        case Merged.EITHER:
            return held or theirs
        case Merged.FILLED:
            return theirs if held in NOTHING_KNOWN else held
        case Merged.SAFER:
            return min(theirs, held, key=AGES.index)
        case Merged.FIRST:
            return min((one for one in (theirs, held) if one is not None), default=None)
    return held


def _in_words(case: Case, name: str) -> str:
    # In plain reading of a code where there is one; a text or a colleague stands as it is.
    read = getattr(case, f"get_{name}_display", None)
    return str(read() if read else getattr(case, name))

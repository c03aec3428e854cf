"""What stands in a report. Numbers come from fyr.disclosure only, and this refuses any that cannot have."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fyr.disclosure import K
from fyr.web.registry import Text


@dataclass(frozen=True)
class ReportTable:
    """`rows`: (label, shown number), None for "fewer than K". `total`: the shown numbers added up, and nothing else.

    A `withheld` table has no rows: together with the others it could have told about single persons. Raises ValueError for
    a number that disclosure control does not show, and for a total that says more than the rows.
    """

    title: Text
    period: Text
    rows: Sequence[tuple[Text, int | None]] = ()
    total: int = 0
    withheld: bool = False

    def __post_init__(self) -> None:
        numbers = [number for _label, number in self.rows if number is not None]
        if any(number < K or number % K for number in numbers):
            raise ValueError(f"A report shows multiples of {K} and None. Give it what fyr.disclosure gave, not counts.")
        if self.total != sum(numbers):
            raise ValueError("The total is the sum of the shown numbers. Any other total would tell what is hidden.")
        if self.withheld and self.rows:
            raise ValueError("A table that is withheld has no rows.")


@dataclass(frozen=True)
class Report:
    """`narrative`: (heading, text), blank lines between paragraphs; let `narrative.faults` read it first."""

    title: Text
    programme: Text
    period: Text
    lead: Text
    tables: Sequence[ReportTable]
    narrative: Sequence[tuple[Text, Text]] = ()
    notes: Sequence[Text] = ()

    def all_notes(self) -> list[Text]:
        """How the numbers are read, then the report's own notes."""
        return [*reading_notes(), *self.notes]


def told(number: int | None) -> str:
    """A cell in words: "<5", or the K numbers of which it is one, such as "10–14"."""
    return f"<{K}" if number is None else f"{number}–{number + K - 1}"


def told_total(number: int) -> str:
    """The total is at least the sum of what is shown; how many more they are, nobody is told."""
    return _("%(number)s or more") % {"number": number} if number else _("Too few to show")


def reading_notes() -> list[Text]:
    return [
        _("<%(k)s means fewer than %(k)s persons, perhaps none. A number such as %(low)s means one of %(all)s.")
        % {"k": K, "low": told(2 * K), "all": ", ".join(str(number) for number in range(2 * K, 3 * K))},
        _("A total is added up from what is shown. It is the least that it can be."),
        _("Each person is counted once in a table. A year with too few persons is shown together with the next."),
        _("A table is left out where it, together with others, could tell about a single person."),
        _("What was once reported is never changed, and later corrections move no number in it."),
    ]


def source() -> Text:
    return _("Source: the return programme's register in Fyr. All numbers went through disclosure control.")


def left_out() -> Text:
    return _("Not shown: together with other tables it could tell about a single person.")

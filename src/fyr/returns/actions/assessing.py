"""What is found before and after the journey, and what a high risk asks of both sides."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.returns.actions.base import begin, begin_part
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.assessing import LEVELS, Assessed, Level, Moment
from fyr.returns.codes.states import Side, State
from fyr.returns.discreet import refuse_telling
from fyr.returns.dossier import load
from fyr.returns.models import Assessment, Return
from fyr.returns.models.deciding import section_of
from fyr.returns.trail import leave, stop
from fyr.returns.trail_words import Act

# Before she is agreed to nobody assesses for the journey, and before she is on her way nobody on arrival.
MOMENTS = {
    **{state: (Moment.DECISION,) for state in (State.INFORMING, State.WANTS, State.REFERRED)},
    State.AGREED: (Moment.TRAVEL,),
    State.READY: (Moment.TRAVEL,),
    State.TRAVELLING: (Moment.ARRIVAL,),
    State.ARRIVED: (Moment.ARRIVAL, Moment.FOLLOW_UP),
}


@transaction.atomic
def assess(
    *, by: Member, ret: Return, what: str, level: str = "", moment: str = "", found: str = "", measures: str = ""
) -> Assessment:
    """`moment` is read off the state where it leaves no choice. A newly found high risk, or that she is not fit, takes
    back that she is ready. Raises Refused for a level of another kind, or a high risk without measures."""
    held = begin(ret, by, "assess")
    fitting = MOMENTS[State(held.state)]
    when = moment if moment in fitting else fitting[0]
    levels = LEVELS.get(Assessed(what), (Level.MADE,))
    found_level = level if len(levels) > 1 else Level.MADE
    if found_level not in levels:
        raise Refused(_("Choose how it turned out."), "level")
    if found_level == Level.HIGH and not measures.strip():
        raise Refused(_("Say what would make it bearable: the measures, or that there are none."), "measures")
    _may_read(held, what)
    here = held.acting & {Side.REFERS, Side.RUNS}
    if not here and when not in (Moment.ARRIVAL, Moment.FOLLOW_UP):
        raise Refused(_("Before she has come, those who decide assess."))
    if when in (Moment.ARRIVAL, Moment.FOLLOW_UP):
        # From then on whoever receives her reads it.
        refuse_telling(held, found=found, measures=measures)
    row = Assessment(of=held, noted_by=by, what=what, moment=when, level=found_level, found=found, measures=measures)
    if what == Assessed.RISK and here and found_level != Level.HIGH:
        # Of a risk that was high, whoever finds it lower accepts that for her own side; the other side still does for its.
        setattr(row, f"accepted_{next(side for side in Side if side in here)}", by)
    row.save(force_insert=True)
    if found_level in (Level.HIGH, Level.NOT_FIT) or (what == Assessed.RISK and _was_high(held)):
        stop(held, by)
    leave(held, by, Act.ASSESSED, about=row.section, code=f"{what}.{found_level}")
    return row


@transaction.atomic
def accept_risk(*, by: Member, assessment: Assessment, her_choice: bool) -> None:
    """One side accepts that she goes in spite of a high risk: with the measures, and because she knows it and chooses to."""
    held, row = begin_part(assessment, by, "accept_risk")
    _waiting(held, row)
    if not her_choice:
        raise Refused(
            _("Only with her informed choice: tell her the risk and the measures, and ask her."), "her_choice"
        )
    side = open_side(by, row)
    if side is None:
        raise Refused(_("Your side has accepted it already, or you have accepted it for the other side."))
    row.her_choice = True
    setattr(row, f"accepted_{side}", by)
    row.save(update_fields=["her_choice", f"accepted_{side}"])
    leave(held, by, Act.RISK_ACCEPTED, about=Section.SAFETY, code=side)


@transaction.atomic
def refuse_risk(*, by: Member, assessment: Assessment, reason: str) -> None:
    """One side does not accept it: nobody travels until something else is found."""
    held, row = begin_part(assessment, by, "refuse_risk")
    if not is_newest_of_high(held, row):
        raise Refused(_("This is not the newest assessment of a high risk. Look at the newest one."))
    row.accepted_refers = row.accepted_runs = None
    row.refused = True
    row.save(update_fields=["accepted_refers", "accepted_runs", "refused"])
    stop(held, by)
    leave(held, by, Act.RISK_REFUSED, about=Section.SAFETY, text=reason)


def open_side(by: Member, row: Assessment) -> Side | None:
    """The side for which she can still accept it."""
    if by.pk in (row.accepted_refers_id, row.accepted_runs_id):
        return None
    done = {Side.REFERS: row.accepted_refers_id, Side.RUNS: row.accepted_runs_id}
    return next((side for side in done if side in row.of.acting and done[side] is None), None)


def is_waiting(ret: Return, row: Assessment) -> bool:
    """Whether the journey waits for this one to be accepted."""
    newest = load(ret).risk_waits
    return newest is not None and newest.pk == row.pk and not newest.refused


def is_newest_of_high(ret: Return, row: Assessment) -> bool:
    """Whether it can still be refused, accepted or not: before she travels either side may say that it does not accept it."""
    newest = load(ret).assessed(Assessed.RISK)
    return newest is not None and newest.pk == row.pk and not newest.refused and _was_high(ret)


def _waiting(ret: Return, row: Assessment) -> None:
    if not is_waiting(ret, row):
        raise Refused(
            _(
                "This one is not waited for: it is not the newest, or one side has not accepted it. Assess the risk anew."
            )
        )


def _was_high(ret: Return) -> bool:
    return any(
        one.what == Assessed.RISK and one.level == Level.HIGH for one in load(ret).counting(load(ret).assessments)
    )


def _may_read(ret: Return, what: str) -> None:
    """Whoever receives her assesses what she agreed to show, and nothing else."""
    if not ret.reads(section_of(what)):
        raise Refused(_("She has not agreed to show you this. Ask whoever leads her journey."), "what")

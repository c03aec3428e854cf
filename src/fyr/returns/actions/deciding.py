"""She is referred, and each side decides for itself."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member, Membership
from fyr.access.scope import whole_node
from fyr.returns import machine
from fyr.returns.actions.agreements import end_shown
from fyr.returns.actions.base import begin
from fyr.returns.codes.states import Ground, Side, State
from fyr.returns.dossier import load
from fyr.returns.models import Return, Verdict
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act
from fyr.vault import keys


@transaction.atomic
def refer(*, by: Member, ret: Return, ground: str, message: str = "", officer: Member | None = None) -> None:
    """Send her to the programme, on one of the grounds that it takes. Of somebody protected the officer is named."""
    held = begin(ret, by, "refer")
    if held.programme.unit.organisation_id == held.refers.organisation_id:
        raise Refused(
            _("Your organisation runs this programme: nobody else would decide. Another unit has to lead the case.")
        )
    if ground not in grounds_of(held):
        raise Refused(_("The programme does not take this ground."), "ground")
    unit = held.programme.unit
    if held.protected and officer is None:
        raise Refused(_("Her identity is protected: name the officer who alone will open it there."), "officer")
    if officer is not None and not officers_of(held).filter(pk=officer.pk).exists():
        raise Refused(_("She does not work with this programme."), "officer")
    held.runs = unit
    today, round_ = timezone.localdate(), held.round + 1
    move(held, runs=unit, officer=officer, ground=ground, state=State.REFERRED, referred_on=today, round=round_)
    assert held.box is not None
    with whole_node():
        keys.share(held.box, unit.pk)
    leave(held, by, Act.REFERRED, text=message or None)


@transaction.atomic
def take_on(*, by: Member, ret: Return) -> None:
    """It becomes her matter."""
    held = begin(ret, by, "take_on")
    if held.officer_id == by.pk:
        raise Refused(_("It is yours already."))
    move(held, officer=by)
    leave(held, by, Act.TAKEN_ON)


@transaction.atomic
def name_officer(*, by: Member, ret: Return, officer: Member) -> None:
    """Whose matter it is from now on. Of somebody protected it is hers alone, and leaves whoever had it."""
    held = begin(ret, by, "officer")
    if Side.RUNS not in held.acting and not is_without_officer(held):
        raise Refused(_("The operator gives it to its own officers."))
    if not officers_of(held).filter(pk=officer.pk).exists():
        raise Refused(_("She does not work with this programme."), "officer")
    if held.officer_id == officer.pk:
        raise Refused(_("It is hers already."), "officer")
    leave(held, by, Act.OFFICER_NAMED, text=officer.name)
    with whole_node():
        move(held, officer=officer)


@transaction.atomic
def decide(*, by: Member, ret: Return, yes: bool, reasons: str, would_change: str = "") -> Verdict:
    """One side's decision. With both, it goes on or stands still. Raises Refused where her side has decided already."""
    held = begin(ret, by, "decide")
    side, dossier = open_side(by, held), load(held)
    if side is None:
        raise Refused(_("Your side has decided already, or you have decided for the other side."))
    if yes and (lacking := machine.missing(held, "decide_yes")):
        raise Refused(_("This is still missing: %(what)s") % {"what": ", ".join(map(str, lacking))}, "yes")
    if not yes and not would_change.strip():
        raise Refused(_("Say what would change it, so that she and the other side know."), "would_change")
    row = Verdict(
        of=held, noted_by=by, side=side, yes=yes, round=held.round, reasons=reasons, would_change=would_change
    )
    row.save(force_insert=True)
    other = dossier.verdict(Side.RUNS if side == Side.REFERS else Side.REFERS)
    if not yes:
        with whole_node():
            end_shown(held, by)
        move(held, state=State.REFUSED)
    elif other is not None and other.yes:
        move(held, state=State.AGREED, agreed_on=timezone.localdate())
    leave(held, by, Act.DECIDED, code=f"{side}.{'yes' if yes else 'no'}")
    return row


def open_side(by: Member, ret: Return) -> Side | None:
    """The side for which she can still decide; whoever has decided for one does not decide for the other."""
    told = [one for one in load(ret).verdicts if one.round == ret.round]
    if any(one.noted_by_id == by.pk for one in told):
        return None
    done = {one.side for one in told}
    return next((side for side in (Side.REFERS, Side.RUNS) if side in ret.acting and side not in done), None)


def grounds_of(ret: Return) -> list[str]:
    """The grounds that her programme takes."""
    taken = ret.programme.rule("grounds") or []
    return [one for one in Ground.values if one in taken]


def officers_of(ret: Return) -> QuerySet[Member]:
    """Members who run the programme; once she is referred, those of the unit that she was referred to."""
    working = officers().filter(unit=ret.runs_id or ret.programme.unit_id)
    return Member.objects.filter(pk__in=working.values("member")).order_by("name")


def officers() -> QuerySet[Membership]:
    return Membership.objects.filter(role="return_officer", until__isnull=True, member__is_active=True)


def is_without_officer(ret: Return) -> bool:
    """Whether she is protected and nobody at the operator opens her return: none was named, or she works there no more."""
    return ret.protected and ret.runs_id is not None and ret.officer not in officers_of(ret)

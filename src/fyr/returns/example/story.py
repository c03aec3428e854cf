"""The example's returns, told through the actions: one who is being informed, one who travels soon, one who is home."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.access import case_for
from fyr.cases.actions import intake
from fyr.cases.actions.contact import Contact
from fyr.cases.actions.intake import Intake
from fyr.funding.models import Grant
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.example import statistics
from fyr.returns.example.way import Way
from fyr.returns.models import Programme, Return

RULES = Path(__file__).parents[1] / "data" / "amp.json"


def tell(cast: dict[str, Member]) -> None:
    """ÅMP as it is known, what is not known left open; persons and numbers are invented."""
    named = {email.partition("@")[0].replace("bjorn", "björn"): member for email, member in cast.items()}
    grant = Grant.objects.filter(recipient_unit__code="iom-ekonomi").first()
    programme = keep_programme(by=None, told=json.loads(RULES.read_text(encoding="utf-8")), grant=grant, example=True)
    statistics.invent(programme)
    _informed(named, programme)
    _soon(named, programme)
    _home(named, programme)


def _case(cast: dict[str, Member], alias: str, **told: Any) -> Any:
    alma = cast["alma"]
    contact = Contact(how="Meddelande", when="Förmiddagar", phone="", code_word="", avoid="Brodern svarar ibland")
    known = Intake(
        alias=alias, language="rumänska", contact=contact, concerns=frozenset({"trafficking"}), age="adult", **told
    )
    unit = Unit.objects.get(code="region-syd")
    return case_for(alma, intake.open_case(by=alma, unit=unit, intake=known).pk)


def _informed(cast: dict[str, Member], programme: Programme) -> None:
    """Nothing is asked yet: counsel has been offered and has not taken place."""
    way = Way.begun(cast, _case(cast, "Irina"), programme)
    way.told(counsel="offered", note="Vill veta vad som händer med hennes anmälan (exempel).")


def _soon(cast: dict[str, Member], programme: Programme) -> None:
    """Both have said yes; a plan, a passport and an assessment of health are there, the risk is not assessed anew."""
    way = Way.begun(cast, _case(cast, "Elena"), programme)
    way.person(name="Elena Exempel", place="Iași").told().asked().consented()
    way.assessed(way.alma, "risk", "needs").referred().decided()
    way.agreed("follow_up").shown().assessed(way.elsa, "health").planned(days=9)


def _home(cast: dict[str, Member], programme: Programme) -> None:
    """Home for two months: an oven is paid, a baseline was asked, a contact is due."""
    way = Way.begun(cast, _case(cast, "Dana"), programme)
    way.person(name="Dana Exempel", place="Cluj").told().asked().consented()
    way.assessed(way.alma, "risk", "needs").referred().decided()
    way.agreed("follow_up").shown().shown("hemhamn", "partner", ("person", "contact", "plan"))
    way.assessed(way.elsa, "risk", "health").planned().left().arrived(cast["radu"]).given()
    way.surveyed(cast["tove"], "baseline")
    _move_back(way.pk, days=62)


def _move_back(pk: Any, days: int) -> None:
    """It happened some time ago: days and times of the example go back together."""
    back = datetime.timedelta(days=days)
    ret = Return.objects.get(pk=pk)
    for name in ("referred_on", "agreed_on", "departed_on", "arrived_on"):
        setattr(ret, name, getattr(ret, name) - back)
    ret.updated_at = timezone.now() - back
    ret.save(update_fields=["referred_on", "agreed_on", "departed_on", "arrived_on", "updated_at"])
    for rows in (ret.informations, ret.declarations, ret.agreements, ret.events, ret.surveys, ret.verdicts):  # type: ignore[attr-defined]
        for row in rows.all():
            row.of = ret
            changed = {"noted_at": row.noted_at - back}
            for name in ("told_on", "said_on", "since", "asked_on"):
                if hasattr(row, name):
                    changed[name] = getattr(row, name) - back
            rows.filter(pk=row.pk).update(**changed)
    soon = timezone.localdate() + datetime.timedelta(days=2)
    contacts: Any = ret.contacts  # type: ignore[attr-defined]
    first = contacts.order_by("planned_on").first()
    if first is not None:
        contacts.filter(pk=first.pk).update(planned_on=soon)

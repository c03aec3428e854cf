"""The story that the example node tells. Every person in it is invented."""

import datetime

from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.access import case_for
from fyr.cases.actions import (
    closing,
    events,
    exploitation,
    intake,
    needs,
    notes,
    plan,
    record,
    referrals,
    safety,
)
from fyr.cases.actions.consent import Asked
from fyr.cases.actions.contact import Contact
from fyr.cases.actions.grounds import Ground
from fyr.cases.actions.intake import Intake
from fyr.cases.models import Case


def tell(cast: dict[str, Member]) -> None:
    """Five cases in different places of the process and a raid that opened three, told through the actions."""
    alma, carina = cast["alma@fyr.example"], cast["carina@fyr.example"]
    units = {unit.code: unit for unit in Unit.objects.all()}
    _hotel(alma, cast["daniel@fyr.example"], units)
    _berries(alma, units)
    _flat(alma, units)
    _consultation(alma, units)
    _boy(carina, units)
    _car_wash(alma, units)


def _hotel(alma: Member, daniel: Member, units: dict[str, Unit]) -> None:
    """A woman found in a raid on a hotel: safe, with a place in a shelter."""
    told = Intake(
        alias="Linnea",
        concerns=frozenset({"trafficking", "prostitution"}),
        contact_came="police",
        language="rumänska",
        interpreter="yes",
        interpreter_avoid="Ingen tolk från Constanța; hon känner igen rösten på en.",
        circumstances="Kom med två män i juni. Passet togs ifrån henne första kvällen. Vill inte tala med polis ännu.",
        age="adult",
        danger=True,
        contact=Contact(
            how="Endast sms från stödboendets nummer",
            when="Vardagar 10–14",
            phone="070-174 06 05",
            shared_with="Ingen annan sedan hon bytte kort",
            code_word="blåbär",
            avoid="Ring aldrig kvällstid. Nämn aldrig polis i ett sms.",
            voicemail="no",
        ),
    )
    case = _open(alma, units["region-syd"], told)
    _hotel_plan(alma, case, units)
    referral = referrals.send_referral(
        by=alma,
        case=case,
        to_unit=units["trygg-hamn"],
        need="accommodation",
        urgency="now",
        ground=Ground(
            purpose="support",
            until=_day(174),
            basis="consent",
            shares=frozenset({"help", "safety"}),
            asked=Asked("oral", "rumänska", "Tolk per telefon", "Muntligt samtycke med tolk, dokumenterat samma dag."),
        ),
        message="Hon kommer med en väska. Möt henne vid sidodörren.",
    )
    referrals.accept_referral(by=daniel, referral=referral)


def _hotel_plan(alma: Member, case: Case, units: dict[str, Unit]) -> None:
    safety.assess_risk(
        by=alma,
        case=case,
        level="high",
        threats="En av männen har ringt hennes mor. De vet vilket hotell hon fanns på, inte var hon är nu.",
        measures="Skyddat boende utanför länet. Nytt kontantkort. Mor varnad genom kontakt i hemlandet.",
        review_on=_day(2),
    )
    need = needs.add_need(
        by=alma, case=case, kind="accommodation", description="Vill bo där det finns andra som talar hennes språk."
    )
    service = plan.offer_service(
        by=alma,
        case=case,
        need_id=need.pk,
        provider_unit=units["trygg-hamn"],
        provider="",
        description="Plats i stödboende, första vilan",
        on=_day(-6),
    )
    plan.move_service(
        by=alma, case=case, service_id=service.pk, state="accepted", on=_day(-6), by_whom="Hon själv, genom tolk"
    )
    plan.move_service(by=alma, case=case, service_id=service.pk, state="started", on=_day(-5))
    needs.add_need(by=alma, case=case, kind="medical", description="Tandvärk sedan flera veckor.")
    plan.add_task(by=alma, case=case, title="Boka tid hos tandläkare med telefontolk", due_on=_day(1), assignee=alma)
    notes.write_note(
        by=alma, case=case, text="Hon sover bättre. Frågade själv om betänketid; informerad om vad den innebär."
    )


def _berries(alma: Member, units: dict[str, Unit]) -> None:
    """A man exploited at work who wants to go home: IOM has been asked."""
    told = Intake(
        alias="Bäret",
        concerns=frozenset({"exploitation"}),
        contact_came="work_environment",
        language="thailändska",
        interpreter="yes",
        circumstances="Arbetat elva timmar om dagen i tre månader. Skuld för resan växer varje vecka.",
        age="adult",
        first_name="Somchai",
        second_name="Exempelsson",
        contact=Contact(how="Telefon, talar gärna", when="Kvällar", phone="070-174 06 11", voicemail="neutral"),
    )
    case = _open(alma, units["region-syd"], told)
    record.save_section(
        by=alma,
        case=case,
        section="victim",
        version=0,
        fields={
            "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
            "vic_TypeOfExploitation": ["ForcedLabour"],
            "vic_MethodsOfControl": ["DebtBondage", "ExcessiveWorkingHours", "WithholdsDocuments"],
            "vic_ForcedLabourIndustry": "A_AgricultureForestryAndFishing",
        },
    )
    safety.assess_risk(
        by=alma,
        case=case,
        level="raised",
        threats="Förmannen har hotat med hemresa utan lön.",
        measures="",
        review_on=_day(9),
    )
    need = needs.add_need(by=alma, case=case, kind="return", description="Vill hem före jul, med lönen.")
    plan.offer_service(
        by=alma,
        case=case,
        need_id=need.pk,
        provider_unit=units["iom-amp"],
        provider="",
        description="Information om ÅMP",
        on=_day(-1),
    )
    referrals.send_referral(
        by=alma,
        case=case,
        to_unit=units["iom-amp"],
        need="return",
        urgency="week",
        ground=Ground(
            purpose="return",
            until=_day(179),
            basis="consent",
            shares=frozenset({"help", "identity", "safety"}),
            asked=Asked("written", "thailändska", "", "Skriftligt samtycke på thailändska."),
        ),
        message="Han vill ha samtalet på kvällstid.",
    )


def _flat(alma: Member, units: dict[str, Unit]) -> None:
    """A closed case: support was secured in the home municipality."""
    told = Intake(
        alias="Trappan",
        concerns=frozenset({"prostitution"}),
        contact_came="outreach",
        language="svenska",
        interpreter="no",
        age="adult",
        contact=Contact(how="Brev till boxadress", when="När som helst", voicemail="no"),
    )
    case = _open(alma, units["region-syd"], told)
    safety.assess_risk(by=alma, case=case, level="low", threats="", measures="", review_on=_day(30))
    need = needs.add_need(by=alma, case=case, kind="psychological", description="Samtalsstöd.")
    needs.mark_unmet(
        by=alma, case=case, need_id=need.pk, reason="no_place", note="Fyra månaders kö hos båda mottagningarna."
    )
    closing.close_case(by=alma, case=case, outcome="support_secured", note="Hemkommunen har tagit över.")


def _consultation(alma: Member, units: dict[str, Unit]) -> None:
    """Someone who does not want to be recorded by name."""
    told = Intake(
        alias="Samtal från norr",
        concerns=frozenset({"prostitution", "trafficking"}),
        contact_came="phone",
        consultation=True,
        circumstances="En väninna ringer. Vill veta vad som händer om hon söker hjälp utan papper.",
    )
    _open(alma, units["region-syd"], told)


def _boy(carina: Member, units: dict[str, Unit]) -> None:
    """A boy whose age is in doubt: treated as a child until it is verified."""
    told = Intake(
        alias="Kompassen",
        concerns=frozenset({"trafficking", "child_sexual"}),
        contact_came="health",
        language="arabiska",
        interpreter="yes",
        circumstances="Säger att han är nitton. Sjukvården bedömer honom som yngre.",
        age="doubtful",
        danger=True,
    )
    case = _open(carina, units["social-exempelby"], told)
    plan.add_task(
        by=carina, case=case, title="Skyddsbedömning i dag eller senast i morgon", due_on=_day(0), assignee=carina
    )


def _car_wash(alma: Member, units: dict[str, Unit]) -> None:
    """A raid on a car wash: three persons, one of them a child, each with a case of her own."""
    found = (
        events.Person("Kranen", "adult"),
        events.Person("Svampen", "adult"),
        events.Person("Bubblan", "child", danger=True),
    )
    facts = events.Facts(
        kind="raid",
        on=_day(-3).isoformat(),
        place="Industrigatan 12, Exempelby",
        employer="Glansbilen Exempel AB",
        note="Polis och Arbetsmiljöverket tillsammans. Madrasser i förrådet, inga anställningsavtal.",
    )
    opened = events.open_event(by=alma, unit=units["region-syd"], facts=facts, persons=found)
    told = exploitation.Told(
        codes={
            "vic_TypeOfExploitation": ["ForcedLabour", "fyr_ForcedCriminality"],
            "vic_ForcedLabourIndustry": "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
            "vic_MethodsOfControl": ["DebtBondage", "WithholdsDocuments", "fyr_RestrictsMovement"],
            "from": _day(-200).strftime("%Y-%m"),
            "to": _day(-3).strftime("%Y-%m"),
            "going_on": "no",
            "country": "SE",
            "region": "syd",
            "per_RoleInProcess": ["RecruiterOrIntermediary", "Exploiter"],
            "perpetrators": 2,
        },
        place="Industrigatan 12, förrådet bakom tvätthallen",
        note="Sov i förrådet. Fick också köra ut paket som han inte fick öppna.",
    )
    exploitation.note(by=alma, case=case_for(alma, opened[0].pk), told=told)


def _open(by: Member, unit: Unit, told: Intake) -> Case:
    return case_for(by, intake.open_case(by=by, unit=unit, intake=told).pk)


def _day(offset: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=offset)

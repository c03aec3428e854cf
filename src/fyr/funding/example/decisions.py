"""The decisions: two that were made, with what is public about them, and one that is invented."""

import datetime

from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.funding.actions.activities import add_activity, note_result
from fyr.funding.actions.decisions import add_condition, add_decision, allot, publish
from fyr.funding.models import Decision, Party

PRESS = "Pressmeddelande, Arbetsmarknadsdepartementet, mars 2024: Satsningar för att bekämpa människohandel"
FINAL = "jamstalldhetsmyndigheten.se: Ett fortsatt starkt arbete (uppdraget 2021–2024)"
CBSS = "cbss.org: PEX-BSR; att projektet är det som pengarna gick till står ingenstans"
MINISTRY = "Arbetsmarknadsdepartementet"
KRONA = 100

TASKS = (
    (
        "Kompetensstöd till yrkesverksamma",
        "competence",
        "Yrkesverksamma i hela landet känner igen tecken och vet vart de ska vända sig.",
    ),
    ("Stärkt regionkoordinering", "support", "Stöd och skydd är säkrat i alla regioner."),
    (
        "Medel till nationellt stödprogram (NSP)",
        "distribution",
        "Utsatta får boende och rehabilitering när ingen myndighet betalar.",
    ),
    ("Medel till återvändandeprogrammet ÅMP", "distribution", "Den som vill återvända gör det tryggt och frivilligt."),
    ("Sexuell exploatering av barn", "children", ""),
)
AIMS = (
    ("Insatser mot efterfrågan", "demand", "stated", PRESS),
    ("Unga och hbtq-personer: en grupp där kunskap saknas", "youth_lgbtq", "stated", PRESS),
    ("Stöd till yrkesverksamma som möter utsatta", "competence", "stated", PRESS),
    ("Långsiktigt strategiskt arbete", "strategic", "stated", PRESS),
    ("Projektet PEX-BSR, till december 2024", "competence", "presumed", CBSS),
)


def assignment(by: Member, parties: dict[str, Party], unit: Unit) -> Decision:
    decision = add_decision(
        by=by, unit=unit, chain="SE", kind="assignment", ministry=MINISTRY, recipient=parties["jamy"], currency="SEK",
        title="Förstärkning 2024: sexuell exploatering av barn, prostitution och människohandel",
        purpose="Fortsatt och stärkt arbete mot sexuell exploatering av barn, exploatering i prostitution och människohandel, "
        "inom vilket myndigheten fördelar medel till exempelvis ÅMP.",
        refs={"area": "13"}, source=PRESS, standing="stated", by_age=True,
    )  # fmt: skip
    allot(by=by, decision=decision, year=2024, kind="appropriation", amount=1_500_000 * KRONA, source=PRESS)
    for title, theme, expected in TASKS:
        activity = add_activity(
            by=by,
            of=decision,
            title=title,
            theme=theme,
            expected=expected,
            state="running",
            source=FINAL,
            standing="presumed",
        )
    note_result(by=by, activity=activity, title="Regioner med koordinator", target=7, value=None, source=FINAL)
    publish(by=by, decision=decision)
    return decision


def direct(by: Member, parties: dict[str, Party], unit: Unit) -> Decision:
    decision = add_decision(
        by=by, unit=unit, chain="SE", kind="direct", ministry=MINISTRY, recipient=parties["cbss"], currency="SEK",
        title="Bidrag 2024 till Östersjöstaternas råd mot människohandel för sexuella ändamål",
        purpose="Arbete mot människohandel för sexuella ändamål och mot efterfrågan: långsiktigt strategiskt arbete, och stöd till "
        "yrkesverksamma, med särskilt fokus på unga och hbtq-personer.",
        refs={}, source=PRESS, standing="stated",
    )  # fmt: skip
    allot(by=by, decision=decision, year=2024, kind="appropriation", amount=2_800_000 * KRONA, source=PRESS)
    for title, theme, standing, source in AIMS:
        add_activity(by=by, of=decision, title=title, theme=theme, state="done", source=source, standing=standing)
    publish(by=by, decision=decision)
    return decision


def invented(by: Member, parties: dict[str, Party], unit: Unit) -> Decision:
    """For a call that is open on any day the example is looked at."""
    today = timezone.localdate()
    decision = add_decision(
        by=by, unit=unit, chain="SE", kind="assignment", ministry=MINISTRY, recipient=parties["jamy"], currency="SEK",
        title="Exempelbeslut: stöd i hela landet", number="II 5", diary="A0000/00001", decided_on=today - datetime.timedelta(days=60),
        purpose="Ett påhittat beslut, för att visa en utlysning från början till slut.",
        refs={"area": "13", "appropriation": "3:1 (exempel)", "item": "ap.12 (exempel)", "disposes": "Kammarkollegiet (exempel)"},
        source="", standing="example", by_age=True,
    )  # fmt: skip
    allot(
        by=by,
        decision=decision,
        year=today.year,
        kind="appropriation",
        amount=900_000 * KRONA,
        source="",
        standing="example",
    )
    allot(
        by=by,
        decision=decision,
        year=today.year + 1,
        kind="authorisation",
        amount=300_000 * KRONA,
        source="",
        standing="example",
    )
    for kind, days in (("requisition", 20), ("interim", 95), ("final", 460)):
        add_condition(by=by, of=decision, kind=kind, due_on=today + datetime.timedelta(days=days), text="Exempel")
    return decision

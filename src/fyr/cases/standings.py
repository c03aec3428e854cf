"""How places of a case stand: what was done to her, safety, needs, consent, and what was noted of return."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.cases import children, herself
from fyr.cases import rights as listed
from fyr.cases.access import hers
from fyr.cases.actions.herself import answers
from fyr.cases.codes.consent import Answer
from fyr.cases.codes.deadlines import DeadlineState
from fyr.cases.codes.needs import NeedKind, NeedState
from fyr.cases.codes.rights import PermitAnswer
from fyr.cases.codes.services import RUNNING_SERVICES
from fyr.cases.exploitation import forms_in_words, together
from fyr.cases.models import (
    Case,
    Consent,
    Deadline,
    EventFacts,
    Exploitation,
    Need,
    Permit,
    RightStep,
    RiskAssessment,
    Service,
)
from fyr.cases.places import Place, Standing


def safety(case: Case) -> Standing:
    risk = RiskAssessment.objects.filter(case=case).only("level", "review_on").first()
    url = reverse("cases:risk", args=[case.pk])
    if risk is None:
        return Standing(_("Not assessed"), _("Nobody has assessed the risk yet."), url)
    text = f"{risk.get_level_display()}, {risk.review_on.isoformat()}"
    late = risk.review_on <= timezone.localdate()
    return Standing(text, _("The risk is to be assessed again.") if late else "", url)


def needs(case: Case) -> Standing:
    given = Service.objects.filter(need=OuterRef("pk"), state__in=RUNNING_SERVICES)
    noted = Need.objects.filter(case=case).exclude(state=NeedState.WITHDRAWN).annotate(given=Exists(given))
    states = list(noted.values_list("state", "given"))
    url = reverse("cases:case", args=[case.pk]) + "#plan"
    if not states:
        return Standing(_("No needs noted"), _("Nobody has noted what she needs."), url)
    met = sum(state == NeedState.MET for state, _given in states)
    without = sum(state == NeedState.OPEN and not given for state, given in states)
    told = {"open": without, "met": met, "all": len(states)}
    text = _("%(met)s of %(all)s needs met") % told
    return Standing(text, _("Needs without help: %(open)s") % told if told["open"] else "", url)


def voluntary_return(case: Case) -> Standing:
    wanted = Need.objects.filter(case=case, kind=NeedKind.RETURN).exclude(state=NeedState.WITHDRAWN)
    state = wanted.values_list("state", flat=True).first()
    return Standing(NeedState(state).label if state else _("Not asked for"))


def sharing(case: Case) -> Standing:
    said = list(hers(case, Consent.objects.filter(case=case)).values_list("answer", "withdrawn_at", "until"))
    if not said:
        return Standing(_("She has not been asked") if case.led_by_hers else _("Nothing that concerns your unit"))
    live = [until for answer, withdrawn, until in said if answer == Answer.YES and withdrawn is None]
    holding = [until for until in live if until >= timezone.localdate()]
    if not holding:
        return Standing(_("No consent holds"))
    return Standing(_("Consents that hold: %(count)s") % {"count": len(holding)})


def deadlines(case: Case) -> Standing:
    due = list(Deadline.objects.filter(case=case, state=DeadlineState.RUNNING).values_list("due_on", flat=True))
    if not due:
        return Standing(_("No deadline is running"))
    today = timezone.localdate()
    late = [day for day in due if day < today]
    text = _("Running: %(count)s, next %(day)s") % {"count": len(due), "day": min(due).isoformat()}
    return Standing(text, _("Deadlines that have passed: %(count)s") % {"count": len(late)} if late else "")


def rights(case: Case) -> Standing:
    noted = set(RightStep.objects.filter(case=case).values_list("right", flat=True))
    every = [right.code for right in listed.all_rights()]
    told = {"noted": len(noted.intersection(every)), "all": len(every)}
    uninformed = not any(right.code in noted for right in listed.all_rights() if right.is_information)
    missing = _("Nobody has noted that she was told about her rights.") if uninformed else ""
    return Standing(_("%(noted)s of %(all)s rights noted") % told, missing)


def permits(case: Case) -> Standing:
    answers = list(Permit.objects.filter(case=case).values_list("answer", "valid_until"))
    if not answers:
        return Standing(_("Nobody has applied for a permit"))
    days = [until for _answer, until in answers if until is not None and until >= timezone.localdate()]
    if days:
        return Standing(_("Permit until %(day)s") % {"day": max(days).isoformat()})
    waiting = any(answer == PermitAnswer.PENDING for answer, _until in answers)
    return Standing(_("Waiting for an answer") if waiting else _("No permit holds"))


def exploitation(case: Case) -> Standing:
    kept = list(Exploitation.objects.standing().filter(case=case).only("id", "codes"))
    if not kept:
        url = reverse("cases:new_exploitation", args=[case.pk])
        return Standing(_("Nothing is noted"), _("Nobody has noted what was done to her."), url)
    for one in kept:
        one.case = case
    told = together(one.codes or {} for one in kept)
    return Standing(forms_in_words(told, get_language() or "sv") or _("Form not known"))


def events(case: Case) -> Standing:
    kept = list(EventFacts.objects.filter(case=case).only("id", "kind", "on"))
    for one in kept:
        one.case = case
    return Standing("; ".join(str(one) for one in kept) or _("No event is noted"))


def about_herself(case: Case) -> Standing:
    """One query; the answers themselves are what is counted, so they are opened."""
    if case.is_consultation:
        return Standing(_("An anonymous consultation holds no identity"))
    held = herself.latest(answers(case))
    done = sum(herself.settled(held.get(one.code)) for one in herself.all_questions())
    if not done:
        return Standing(_("Not asked"))
    return Standing(
        _("Questions asked or passed over: %(done)s of %(all)s") % {"done": done, "all": len(herself.all_questions())}
    )


CASE = "cases:case"
PLACES = (
    Place(
        "exploitation",
        "identification",
        _("Exploitation"),
        "cases:exploitation",
        Permission.EXPLOITATION_READ,
        exploitation,
        12,
    ),
    Place("events", "identification", _("Events"), "cases:events", Permission.EXPLOITATION_READ, events, 13),
    Place("deadlines", "urgent_protection", _("Deadlines"), "cases:deadlines", Permission.LEGAL_READ, deadlines, 15),
    Place("safety", "urgent_protection", _("Safety"), CASE, Permission.SAFETY_READ, safety, 20, "#safety"),
    Place(
        "children", "urgent_protection", _("Children"), "cases:children", Permission.CASE_READ, children.standing, 22
    ),
    Place(
        "herself", "initial_support", _("About herself"), "cases:herself", Permission.IDENTITY_READ, about_herself, 34
    ),
    Place("plan", "initial_support", _("Needs, plan and services"), CASE, Permission.CASE_READ, needs, 30, "#plan"),
    Place("rights", "initial_support", _("Rights"), "cases:rights", Permission.LEGAL_READ, rights, 32),
    Place(
        "permits",
        "long_term_support",
        _("Reflection period, residence permit, counsel and compensation"),
        "cases:permits",
        Permission.LEGAL_READ,
        permits,
        40,
    ),
    Place(
        "consents", "urgent_protection", _("Consent and sharing"), "cases:consents", Permission.CASE_READ, sharing, 50
    ),
    Place("return", "safe_return", _("Voluntary return"), CASE, Permission.CASE_READ, voluntary_return, 60, "#plan"),
)

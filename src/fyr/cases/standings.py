"""How places of a case stand: safety, needs, consent, and what was noted of return."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.cases import children, herself
from fyr.cases.actions.herself import answers
from fyr.cases.codes import NeedKind, NeedState
from fyr.cases.codes.consent import Answer
from fyr.cases.models import Case, Consent, Need, RiskAssessment
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
    states = list(Need.objects.filter(case=case).exclude(state=NeedState.WITHDRAWN).values_list("state", flat=True))
    url = reverse("cases:case", args=[case.pk]) + "#plan"
    if not states:
        return Standing(_("No needs noted"), _("Nobody has noted what she needs."), url)
    told = {"open": states.count(NeedState.OPEN), "met": states.count(NeedState.MET), "all": len(states)}
    text = _("%(met)s of %(all)s needs met") % told
    return Standing(text, _("Needs without help: %(open)s") % told if told["open"] else "", url)


def voluntary_return(case: Case) -> Standing:
    wanted = Need.objects.filter(case=case, kind=NeedKind.RETURN).exclude(state=NeedState.WITHDRAWN)
    state = wanted.values_list("state", flat=True).first()
    return Standing(NeedState(state).label if state else _("Not asked for"))


def sharing(case: Case) -> Standing:
    said = list(Consent.objects.filter(case=case).values_list("answer", "withdrawn_at", "until"))
    if not said:
        return Standing(_("She has not been asked"))
    live = [until for answer, withdrawn, until in said if answer == Answer.YES and withdrawn is None]
    holding = [until for until in live if until >= timezone.localdate()]
    if not holding:
        return Standing(_("No consent holds"))
    return Standing(_("Consents that hold: %(count)s") % {"count": len(holding)})


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
    Place("safety", "urgent_protection", _("Safety"), CASE, Permission.SAFETY_READ, safety, 20, "#safety"),
    Place(
        "children", "urgent_protection", _("Children"), "cases:children", Permission.CASE_READ, children.standing, 22
    ),
    Place(
        "herself", "initial_support", _("About herself"), "cases:herself", Permission.IDENTITY_READ, about_herself, 34
    ),
    Place("plan", "initial_support", _("Needs, plan and services"), CASE, Permission.CASE_READ, needs, 30, "#plan"),
    Place(
        "consents", "urgent_protection", _("Consent and sharing"), "cases:consents", Permission.CASE_READ, sharing, 50
    ),
    Place("return", "safe_return", _("Voluntary return"), CASE, Permission.CASE_READ, voluntary_return, 60, "#plan"),
)

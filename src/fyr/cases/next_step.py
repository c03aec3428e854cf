"""The next obvious steps in a case: what must be done now, and the first thing in this list that is missing."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.cases.codes.needs import NeedState
from fyr.cases.codes.referrals import ReferralState
from fyr.cases.codes.risk import Risk
from fyr.cases.codes.services import RUNNING_SERVICES, ServiceState
from fyr.cases.models import Referral, RiskAssessment, Service
from fyr.cases.page import Page

Text = str | Promise
GOING_ON = (ReferralState.SENT, ReferralState.ACCEPTED)


@dataclass(frozen=True)
class NextStep:
    title: Text
    why: Text
    url: str
    action: Text
    # As on My day: 0 is now, 1 today, 2 this week, 3 later.
    urgency: int = 2
    # Whose task it is, where the step is a task.
    assignee: Member | None = None
    # A duty by law, which nothing else that is said of the case may hide.
    duty: bool = False

    @property
    def who(self) -> str:
        return self.assignee.name if self.assignee else ""

    @property
    def urgent(self) -> bool:
        return self.urgency == 0


def review_urgency(risk: RiskAssessment) -> int:
    """How urgent it is to look again, as on My day."""
    today = timezone.localdate()
    if risk.review_on > today:
        return 2
    return 0 if risk.level in (Risk.ACUTE, Risk.HIGH) and risk.review_on < today else 1


def next_steps(page: Page) -> list[NextStep]:
    """Most urgent first: all that must be done now, and then the first thing that is missing.

    Empty where the case is closed or this member can only read.
    """
    if not page.case.is_open or "plan.write" not in page.case.may:
        return []
    safety = _safety(page)
    now = [safety if safety is not None and safety.urgent else None, _protection(page), _concern(page)]
    missing = safety or _contact(page) or _responsible(page) or _plan(page) or _follow_up(page)
    return list(dict.fromkeys(one for one in (*now, missing) if one is not None))


def _to(page: Page, name: str, *more: object) -> str:
    return reverse(f"cases:{name}", args=[page.case.pk, *more])


def _safety(page: Page) -> NextStep | None:
    if "safety.read" not in page.case.may:
        return None
    if page.risk is None:
        why: Text = _("She is in immediate danger.") if page.case.danger else _("Nobody has assessed the risk yet.")
        return NextStep(
            _("Assess the risk"), why, _to(page, "risk"), _("Assess risk"), urgency=0 if page.case.danger else 1
        )
    if page.risk.review_on <= timezone.localdate():
        why = _("The review was due on %(date)s.") % {"date": page.risk.review_on.isoformat()}
        return NextStep(_("Assess the risk again"), why, _to(page, "risk"), _("Assess risk"), review_urgency(page.risk))
    return None


def _protection(page: Page) -> NextStep | None:
    """What an acute risk or a mark of danger asks for, until somebody says that it is over."""
    acute = page.risk is not None and page.risk.level == Risk.ACUTE
    if page.risk is None or not (acute or page.case.danger):
        return None
    title = _("See that protection is in place")
    if acute:
        why = _("The risk is acute. Assess it again once she is protected.")
        return NextStep(title, why, _to(page, "risk"), _("Assess risk"), urgency=0)
    why = _("Immediate danger is marked. Take the mark away under Intake once it is over.")
    if "exploitation.write" in page.case.may:
        return NextStep(title, why, _to(page, "intake"), _("Change intake"), urgency=0)
    return NextStep(title, why, _to(page, "case") + "#safety", _("Show"), urgency=0)


def _concern(page: Page) -> NextStep | None:
    """A duty by law that waits for nobody's consent. The moment stands on the case, so it costs no query."""
    if not page.case.treated_as_child or page.case.concern_reported_at is not None:
        return None
    why = _("She is treated as a child. The duty to report waits for no consent.")
    title, action = _("Report concern for the child"), _("Note the report")
    return NextStep(title, why, _to(page, "new_concern"), action, urgency=0, duty=True)


def _contact(page: Page) -> NextStep | None:
    if page.contact is None or not (page.contact.how or page.contact.phone):
        why = _("Without it nobody knows how to reach her without harm.")
        return NextStep(_("Agree on safe contact"), why, _to(page, "safe_contact"), _("Note safe contact"), urgency=1)
    return None


def _responsible(page: Page) -> NextStep | None:
    if page.case.responsible_id is None and "case.assign" in page.case.may:
        why = _("Nobody is responsible, so its steps stand on nobody's day.")
        return NextStep(_("Say who is responsible"), why, _to(page, "responsible"), _("Choose"), urgency=2)
    return None


def _plan(page: Page) -> NextStep | None:
    why: Text
    if not page.wanted:
        why = _("The plan starts with what she needs.")
        return NextStep(_("Note her needs"), why, _to(page, "new_need"), _("Add a need"))
    for need in page.wanted:
        given = need.given  # type: ignore[attr-defined]
        for service in given:
            ended = _sharing_ended(page, service)
            if ended is not None:
                told = {"unit": ended.to_unit.name, "need": need.get_kind_display()}
                why = _("Nothing is shared with %(unit)s any more, which gives this. Ask how it goes on.") % told
                return NextStep(
                    _("See that “%(need)s” is met by somebody") % told,
                    why,
                    _to(page, "service", service.pk),
                    _("Note what happened"),
                    urgency=1,
                )
            if service.state == ServiceState.OFFERED:
                told = {"need": need.get_kind_display(), "date": service.state_on.isoformat()}
                why = _("“%(need)s” was offered on %(date)s.") % told
                return NextStep(_("Note her answer"), why, _to(page, "service", service.pk), _("Note answer"))
        if need.state == NeedState.OPEN and not any(one.state in RUNNING_SERVICES for one in given):
            why = _("“%(need)s” has no service yet.") % {"need": need.get_kind_display()}
            return NextStep(_("Offer a service"), why, _to(page, "new_service", need.pk), _("Offer a service"))
    return None


def _sharing_ended(page: Page, service: Service) -> Referral | None:
    """The request that was revoked where who gives this service may not see the case any more."""
    asked = [one for one in page.referrals if one.to_unit_id == service.provider_unit_id]
    if service.state not in RUNNING_SERVICES or any(one.state in GOING_ON for one in asked):
        return None
    return next((one for one in asked if one.state == ReferralState.REVOKED), None)


def _follow_up(page: Page) -> NextStep | None:
    today = timezone.localdate()
    late = [task for task in page.tasks if task.due_on <= today]
    if late:
        url = _to(page, "case") + "#tasks"
        why: Text = _("This task is due.") if late[0].due_on == today else _("This task is late.")
        return NextStep(late[0].title, why, url, _("See tasks"), urgency=1, assignee=late[0].assignee)
    promised = [one for need in page.wanted for one in need.given if one.state == ServiceState.ACCEPTED]  # type: ignore[attr-defined]
    if promised:
        told = {"who": promised[0].given_by, "date": promised[0].state_on.isoformat()}
        why = _("She accepted what %(who)s offers on %(date)s. Has it started?") % told
        return NextStep(
            _("See that the service starts"), why, _to(page, "service", promised[0].pk), _("Note what happened")
        )
    waiting = [one for one in page.referrals if one.state == ReferralState.SENT]
    if waiting:
        why = _("%(unit)s has not answered yet.") % {"unit": waiting[0].to_unit.name}
        return NextStep(_("Follow up the referral"), why, _to(page, "case") + "#together", _("See referrals"))
    if not page.tasks:
        why = _("No next contact is planned.")
        return NextStep(_("Plan the next contact"), why, _to(page, "new_task"), _("Add a task"), urgency=3)
    return None

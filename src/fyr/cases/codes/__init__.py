"""The codes of the case slice, with their names. Where HTCDS has a code, it is used (see htcds/)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    CASE = "case", _("Case")
    CONSULTATION = "consultation", _("Anonymous consultation")


class Concern(models.TextChoices):
    """What a case concerns. Several may hold at once, whatever any authority has decided."""

    TRAFFICKING = "trafficking", _("Trafficking in human beings")
    EXPLOITATION = "exploitation", _("Human exploitation")
    PROSTITUTION = "prostitution", _("Prostitution or sex for compensation")
    CHILD_SEXUAL = "child_sexual", _("Sexual exploitation of a child")


class ContactCame(models.TextChoices):
    HERSELF = "herself", _("The person herself")
    RELATIVE = "relative", _("Relative or friend")
    SOCIAL_SERVICES = "social_services", _("Social services")
    POLICE = "police", _("Police or prosecutor")
    HEALTH = "health", _("Health care")
    MIGRATION = "migration", _("Migration Agency")
    WORK_ENVIRONMENT = "work_environment", _("Work Environment Authority")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    OUTREACH = "outreach", _("Outreach work")
    PHONE = "phone", _("National support phone")
    ABROAD = "abroad", _("Contact in another country")
    OTHER = "other", _("Other")


class Age(models.TextChoices):
    """A doubtful age is treated as a child until it is verified."""

    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child, under 18")
    DOUBTFUL = "doubtful", _("Age in doubt: treated as a child")
    NOT_KNOWN = "not_known", _("Not known")


class Interpreter(models.TextChoices):
    NO = "no", _("No interpreter needed")
    YES = "yes", _("Interpreter needed")
    NOT_ASKED = "not_asked", _("Not asked")


class Voicemail(models.TextChoices):
    NO = "no", _("Never leave a message")
    NEUTRAL = "neutral", _("Neutral message only")
    YES = "yes", _("Messages are safe")
    NOT_ASKED = "not_asked", _("Not asked")


class Risk(models.TextChoices):
    ACUTE = "acute", _("Acute: protection now")
    HIGH = "high", _("High")
    RAISED = "raised", _("Raised")
    LOW = "low", _("Low")


class NeedKind(models.TextChoices):
    """After the assistance listed in article 12 of CETS 197, and what the Swedish process adds."""

    ACCOMMODATION = "accommodation", _("Safe accommodation")
    MATERIAL = "material", _("Material assistance")
    MEDICAL = "medical", _("Medical care")
    PSYCHOLOGICAL = "psychological", _("Psychological support")
    INTERPRETATION = "interpretation", _("Interpretation and translation")
    COUNSELLING = "counselling", _("Counselling and information about rights")
    LEGAL = "legal", _("Legal assistance")
    EDUCATION = "education", _("Education")
    WORK = "work", _("Work and livelihood")
    RESIDENCE = "residence", _("Reflection period or residence permit")
    RETURN = "return", _("Voluntary return")
    CHILD = "child", _("Care and protection of a child")
    OTHER = "other", _("Other")


class NeedState(models.TextChoices):
    OPEN = "open", _("Open")
    MET = "met", _("Met")
    UNMET = "unmet", _("Cannot be met")
    WITHDRAWN = "withdrawn", _("Taken back")


# Which state may follow which. A need is met by the start of a service.
NEXT_NEED_STATES: dict[str, tuple[str, ...]] = {
    NeedState.OPEN: (NeedState.UNMET, NeedState.WITHDRAWN),
    NeedState.MET: (NeedState.OPEN,),
    NeedState.UNMET: (NeedState.OPEN,),
    NeedState.WITHDRAWN: (NeedState.OPEN,),
}


class UnmetReason(models.TextChoices):
    NO_PROVIDER = "no_provider", _("Nobody offers it here")
    NO_PLACE = "no_place", _("No place free")
    NOT_ENTITLED = "not_entitled", _("She is not entitled to it")
    NO_MONEY = "no_money", _("Nobody pays")
    NOT_SAFE = "not_safe", _("It cannot be given safely")
    OTHER = "other", _("Other")


class ServiceState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("She accepted")
    DECLINED = "declined", _("She declined")
    STARTED = "started", _("Started")
    ENDED = "ended", _("Ended")


# Which state may follow which. A service that she declined can be offered again.
NEXT_SERVICE_STATES: dict[str, tuple[str, ...]] = {
    ServiceState.OFFERED: (ServiceState.ACCEPTED, ServiceState.DECLINED),
    ServiceState.ACCEPTED: (ServiceState.STARTED, ServiceState.DECLINED, ServiceState.ENDED),
    ServiceState.STARTED: (ServiceState.ENDED,),
    ServiceState.DECLINED: (ServiceState.OFFERED,),
    ServiceState.ENDED: (),
}


# Something is being done about the need: it was offered and not answered, promised, or is under way.
RUNNING_SERVICES = (ServiceState.OFFERED, ServiceState.ACCEPTED, ServiceState.STARTED)


class Urgency(models.TextChoices):
    NOW = "now", _("Now")
    DAY = "day", _("Within 24 hours")
    WEEK = "week", _("Within a week")
    LATER = "later", _("Later")


class ReferralKind(models.TextChoices):
    HELP = "help", _("Help with a need")
    HANDOVER = "handover", _("Take over the case")


class ReferralState(models.TextChoices):
    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    DONE = "done", _("Done")
    REVOKED = "revoked", _("Revoked")


class DeclineReason(models.TextChoices):
    """Codes only: before acceptance the receiver has nowhere sealed to write."""

    NO_PLACE = "no_place", _("No place free")
    WRONG_AREA = "wrong_area", _("Outside our area")
    NOT_OUR_TASK = "not_our_task", _("Not our task")
    NO_COMPETENCE = "no_competence", _("We lack the competence")
    CALL_US = "call_us", _("Please call us")


class Outcome(models.TextChoices):
    SUPPORT_SECURED = "support_secured", _("Support is secured elsewhere")
    GOALS_REACHED = "goals_reached", _("The goals of the plan are reached")
    RETURNED = "returned", _("Returned voluntarily")
    DECLINED = "declined", _("She does not want support")
    NO_CONTACT = "no_contact", _("Contact was lost")
    MOVED = "moved", _("Handed over to another country or region")
    NOT_CONCERNED = "not_concerned", _("Not a matter of trafficking or exploitation")
    DECEASED = "deceased", _("The person has died")
    DUPLICATE = "duplicate", _("Opened by mistake or twice")
    BEFORE_IMPORT = "before_import", _("Closed before it was imported")


class ExportReason(models.TextChoices):
    MOVE_SYSTEM = "move_system", _("The unit moves to another system")
    AUTHORITY = "authority", _("An authority has a right to the data")
    HERSELF = "herself", _("The person asked for her own data")
    ARCHIVE = "archive", _("Archive of the organisation")

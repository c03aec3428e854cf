"""What she is told before she is asked, and what she answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asylum(models.TextChoices):
    NOT_KNOWN = "", _("Not known")
    NONE = "none", _("Has not applied")
    PENDING = "pending", _("Has applied, no decision yet")
    REFUSED = "refused", _("Refused, may be appealed")
    FINAL = "final", _("Refused, final")
    GRANTED = "granted", _("Granted")
    FREE = "free", _("Does not need it: free movement")


class Permit(models.TextChoices):
    NOT_KNOWN = "", _("Not known")
    NONE = "none", _("No permit")
    REFLECTION = "reflection", _("Reflection period")
    PROCEEDINGS = "proceedings", _("Permit while investigation or trial goes on")
    OTHER = "other", _("Another permit")
    FREE = "free", _("Right of residence as an EU citizen")


class Expulsion(models.TextChoices):
    NOT_KNOWN = "", _("Not known")
    NONE = "none", _("No decision")
    DECIDED = "decided", _("Decided, may be appealed")
    FINAL = "final", _("Decided, final")


class Ban(models.TextChoices):
    NOT_KNOWN = "", _("Not known")
    NONE = "none", _("No re-entry ban")
    BANNED = "banned", _("Re-entry ban")
    THREATENED = "threatened", _("Would follow if she does not leave in time")


class Proceedings(models.TextChoices):
    NOT_KNOWN = "", _("Not known")
    NONE = "none", _("No proceedings")
    PENDING_FREE = "pending_free", _("Going on; she may leave, and it is arranged how she is heard")
    PENDING_NEEDED = "pending_needed", _("Going on; she is needed here")


class Topic(models.TextChoices):
    PROGRAMME = "programme", _("What the programme gives and does not give")
    ALTERNATIVES = "alternatives", _("The alternatives to returning")
    RISKS_STAYING = "risks_staying", _("The risks of staying")
    RISKS_RETURN = "risks_return", _("The risks of returning")
    POSITION = "position", _("What leaving means for asylum, permit, expulsion and re-entry")
    RIGHTS = "rights", _("Compensation, proceedings and what happens to them")
    WITHDRAW = "withdraw", _("That she can change her mind at any time, even at the airport")
    DATA = "data", _("Who will know what about her, and for how long")


class Alone(models.TextChoices):
    YES = "yes", _("Yes, alone")
    TRUSTED = "trusted", _("With somebody she chose herself")
    NO = "no", _("No, others were there")


class Interpreter(models.TextChoices):
    PROFESSIONAL = "professional", _("A professional interpreter, not from her party")
    NOT_NEEDED = "not_needed", _("None needed: whoever told her speaks her language")
    PARTY = "party", _("Somebody who came with her")


class Counsel(models.TextChoices):
    HELD = "held", _("She has spoken to counsel")
    DECLINED = "declined", _("Offered; she does not want it")
    OFFERED = "offered", _("Offered, has not taken place yet")
    NOT_OFFERED = "not_offered", _("Not offered")


class Wish(models.TextChoices):
    YES = "yes", _("She wants to return")
    UNSURE = "unsure", _("She is not sure yet")
    NO = "no", _("She does not want to return")


class Signed(models.TextChoices):
    PAPER = "paper", _("Signed on paper")
    SPOKEN = "spoken", _("By word of mouth, noted here")
    WITH_GUARDIAN = "with_guardian", _("With whoever speaks for her by law")


class Going(models.TextChoices):
    """Where to: her own country, or one where she may live."""

    ORIGIN = "origin", _("Her country of origin")
    RESIDENCE = "residence", _("Another country where she may reside")
    NEITHER = "neither", _("A country where she has no right to reside")

"""What a case is and concerns, how it came, and how it ends."""

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

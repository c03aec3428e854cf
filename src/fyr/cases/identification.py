"""Which statements stand: those that no later one corrects, and the latest of each kind of organisation."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.cases.models import Case, IndicatorAssessment, Statement
from fyr.cases.places import Place, Standing

LATEST_FIRST = ("-made_on", "-noted_at", "-id")


def standing_statements(case: Case) -> QuerySet[Statement]:
    """Those that are not corrected, the latest decision first."""
    return Statement.objects.filter(case=case, corrections__isnull=True).order_by(*LATEST_FIRST)


def newest(case: Case) -> Statement:
    """The latest that stands. Raises Statement.DoesNotExist where nothing was said."""
    found = standing_statements(case).first()
    if found is None:
        raise Statement.DoesNotExist
    return found


def latest_by_decider(statements: list[Statement]) -> list[Statement]:
    """Of those that stand, the latest of each kind of organisation: there is no status but what each of them says."""
    first: dict[str, Statement] = {}
    for one in statements:
        first.setdefault(one.decider, one)
    return list(first.values())


def standing(case: Case) -> Standing:
    url = reverse("cases:new_statement", args=[case.pk])
    latest = latest_by_decider(list(standing_statements(case).only("id", "status", "decider", "made_on")))
    if not latest:
        return Standing(_("Nothing is said"), _("Nobody has noted what is presumed or decided."), url)
    return Standing(", ".join(f"{one.get_decider_display()}: {one.get_status_display()}" for one in latest))


PLACE = Place(
    "identification",
    "identification",
    _("Identification"),
    "cases:identification",
    Permission.EXPLOITATION_READ,
    standing,
    order=10,
)


def indicators_standing(case: Case) -> Standing:
    made = IndicatorAssessment.objects.filter(case=case).only("id", "made_at").first()
    if made is None:
        return Standing(_("Not assessed"))
    return Standing(_("Assessed %(date)s") % {"date": timezone.localtime(made.made_at).date().isoformat()})


INDICATORS = Place(
    "indicators",
    "identification",
    _("Indicators"),
    "cases:indicators",
    Permission.EXPLOITATION_READ,
    indicators_standing,
    order=11,
)

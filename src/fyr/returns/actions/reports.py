"""What the operator tells of a year, who reads it for the second time, and results on the page of the grant."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.funding.access import require
from fyr.funding.actions.activities import note_result
from fyr.funding.models import Activity, Result
from fyr.returns.access import of_programme
from fyr.returns.models import Narrative, Programme
from fyr.returns.numbers import travelled_in
from fyr.returns.publication import shown
from fyr.returns.reporting.narrative import faults


@transaction.atomic
def tell(*, by: Member, programme: Programme, year: int, text: str, version: int) -> Narrative:
    """Kept only once it names nobody: neither one of her returns, nor a day, nor a number of few. A changed text is read anew."""
    if not by.rights.hold(Permission.RETURN_WRITE, programme.unit_id):
        raise PermissionDenied
    if found := faults(text, names_of(by, programme)):
        raise Refused("\n".join(str(one) for one in found), "text")
    # Two who begin the same year at once come one after the other.
    Programme.objects.select_for_update().get(pk=programme.pk)
    row = Narrative.objects.filter(programme=programme, year=year).first()
    if row is None:
        row = Narrative.objects.create(programme=programme, year=year, text=text, written_by=by)
    else:
        take_version(Narrative.objects.filter(pk=row.pk), version)
        Narrative.objects.filter(pk=row.pk).update(text=text, written_by=by, written_at=timezone.now(), checked_by=None)
    journal.append(label="programme.told", actor=by.pk, codes={"programme": programme.code, "year": str(year)})
    return row


@transaction.atomic
def check(*, by: Member, narrative: Narrative, version: int) -> None:
    """Somebody else at the operator has read it, as it stood at `version`. Raises Refused for whoever wrote it, where it was
    changed since, and where it names somebody of whom the writer does not know."""
    held = Narrative.objects.select_for_update(of=("self",)).select_related("programme__unit").get(pk=narrative.pk)
    organisation = held.programme.unit.organisation_id
    if not any(one.unit.organisation_id == organisation for one in by.rights.memberships):
        raise PermissionDenied
    if held.written_by_id == by.pk:
        raise Refused(gettext_lazy("You wrote it. Somebody else reads it before it leaves."))
    if held.version != version:
        raise Refused(gettext_lazy("It was changed after you opened it. Read it once more."))
    if found := faults(held.text, names_of(by, held.programme)):
        raise Refused("\n".join(str(one) for one in found))
    Narrative.objects.filter(pk=held.pk).update(checked_by=by)
    journal.append(
        label="programme.checked", actor=by.pk, codes={"programme": held.programme.code, "year": str(held.year)}
    )


@transaction.atomic
def take_results_over(*, by: Member, programme: Programme, activity: Activity, year: int) -> Result:
    """How many travelled in a year that has ended, as it was shown, among the results of the grant that paid for it.

    In the language of the node, as everything that is public: said twice in two languages it would count twice.
    """
    if activity.grant is None or activity.grant_id != programme.grant_id:
        raise Refused(gettext_lazy("This activity is of another grant."), "activity")
    # Held from here on, so that of two who press at once the second finds what the first has written.
    require(by, activity.grant, Permission.FUNDING_WRITE)
    told = travelled_in(shown(programme), year)
    if told is None:
        raise Refused(gettext_lazy("No table of this year alone has been shown yet."), "year")
    with translation.override(settings.LANGUAGE_CODE):
        title, unit = _("Persons who returned, %(year)s") % {"year": year}, _("persons")
    if Result.objects.filter(activity__grant=activity.grant_id, title=title).exists():
        raise Refused(gettext_lazy("It stands there already."), "year")
    return note_result(
        by=by, activity=activity, title=title, unit=unit, persons=True, value=told, source=programme.name
    )


def names_of(by: Member, programme: Programme) -> set[str]:
    """Every name in the returns of a programme that she may open: of persons, and of places where they live. What she may not
    know is not found either: a refusal would tell it."""
    names: set[str] = set()
    for ret in of_programme(by, programme):
        names |= {str(one) for one in (ret.alias, ret.name, ret.place, ret.ref) if one}
    return names

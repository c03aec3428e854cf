"""A programme's rules are taken in by whoever keeps the node, from a file that lawyers have read."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.funding.models import Grant
from fyr.returns.models import Edition, Programme


@transaction.atomic
def keep_programme(
    *, by: Member | None, told: dict[str, Any], grant: Grant | None = None, example: bool = False
) -> Programme:
    """`told` as fyr.returns.programmes.read gives it. A programme of the same code gets the new rules; returns go on under
    them. Raises Refused where its unit does not exist, where another organisation received the grant, and where tables
    were shown that begin with another year."""
    programme = judged(told=told, grant=grant)
    programme.example = example
    if programme.pk:
        programme.version += 1
    programme.save()
    journal.append(label="programme.kept", actor=by.pk if by else None, codes={"programme": programme.code})
    return programme


@transaction.atomic
def judged(*, told: dict[str, Any], grant: Grant | None = None) -> Programme:
    """The programme as it would be kept; nothing is. Raises Refused as keep_programme does."""
    unit = Unit.objects.filter(code=told["unit"]).first()
    if unit is None:
        raise Refused(_("There is no unit %(code)s. Add it first.") % {"code": told["unit"]})
    programme = Programme.objects.select_for_update().filter(code=told["code"]).first() or Programme(code=told["code"])
    pays = grant or programme.grant
    if pays is not None and (
        pays.recipient_unit is None or pays.recipient_unit.organisation_id != unit.organisation_id
    ):
        raise Refused(_("Another organisation received this grant."))
    first = programme.rule("reports_from") if programme.pk else None
    begins = told["rules"].get("reports_from", {}).get("value")
    # Blocks of years that begin elsewhere could be held against those that were shown.
    if begins != first and Edition.objects.filter(programme=programme.pk).exists():
        raise Refused(
            _("Tables were shown already that begin with %(year)s: rules.reports_from stays as it is.")
            % {"year": first}
        )
    programme.name, programme.unit, programme.grant, programme.rules = told["name"], unit, pays, told["rules"]
    return programme

"""A programme's rules are taken in by whoever keeps the node, from a file that lawyers have read."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.funding.models import Grant
from fyr.returns.models import Programme


@transaction.atomic
def keep_programme(
    *, by: Member | None, told: dict[str, Any], grant: Grant | None = None, example: bool = False
) -> Programme:
    """`told` as fyr.returns.programmes.read gives it. A programme of the same code gets the new rules; returns go on under
    them. Raises Refused where its unit does not exist, or another organisation received the grant."""
    unit = Unit.objects.filter(code=told["unit"]).first()
    if unit is None:
        raise Refused(_("There is no unit %(code)s. Add it first.") % {"code": told["unit"]})
    if grant is not None and (
        grant.recipient_unit is None or grant.recipient_unit.organisation_id != unit.organisation_id
    ):
        raise Refused(_("Another organisation received this grant."))
    programme = Programme.objects.select_for_update().filter(code=told["code"]).first() or Programme(code=told["code"])
    programme.name, programme.unit, programme.rules = told["name"], unit, told["rules"]
    programme.grant = grant or (programme.grant if programme.pk else None)
    programme.example = example
    if programme.pk:
        programme.version += 1
    programme.save()
    journal.append(label="programme.kept", actor=by.pk if by else None, codes={"programme": programme.code})
    return programme

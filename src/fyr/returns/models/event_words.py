"""The code of an event in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.assessing import Assessed, Level, Safeguard
from fyr.returns.codes.states import Outcome, Side
from fyr.returns.codes.support import ContactState, Round, Type
from fyr.returns.codes.telling import Wish
from fyr.returns.codes.travel import Called, PaperKind, Safe
from fyr.returns.trail_words import Act


class Followed(TextChoices):
    """What of the case a return follows."""

    HANDED_OVER = "handed_over", _("Another unit leads it")
    MERGED = "merged", _("It is part of another case")
    PROTECTED = "protected", _("Her identity is protected")
    OPEN = "open", _("Her identity is no longer protected")
    CHILD = "child", _("The rules for children hold")


KINDS: dict[str, type[TextChoices]] = {
    Act.ASKED: Wish, Act.AGREED_TO: Asked, Act.AGREEMENT_WITHDRAWN: Asked, Act.SAFEGUARD_NOTED: Safeguard,
    Act.DOCUMENT_ASKED: PaperKind, Act.DOCUMENT_RECEIVED: PaperKind, Act.ITEM_PLANNED: Type, Act.ITEM_APPROVED: Type,
    Act.ITEM_DELIVERED: Type, Act.ITEM_PAID: Type, Act.ITEM_ELSEWHERE: Type, Act.ITEM_DROPPED: Type, Act.CONTACT_MADE: ContactState,
    Act.SURVEYED: Round, Act.WITHDRAWN: Safe, Act.CALL_CONFIRMED: Called, Act.CLOSED: Outcome, Act.CASE_CHANGED: Followed,
}  # fmt: skip


def words(act: str, code: str) -> str:
    """Empty where the act says it all."""
    first, _dot, second = code.partition(".")
    if act == Act.ASSESSED and first in Assessed.values:
        level = f", {Level(second).label}" if second in Level.values and second != Level.MADE else ""
        return f"{Assessed(first).label}{level}"
    if act == Act.DECIDED and first in Side.values:
        return f"{Side(first).label}, {gettext('Yes') if second == 'yes' else gettext('No')}"
    kind = KINDS.get(act)
    return str(kind(code).label) if kind is not None and code in kind.values else ""

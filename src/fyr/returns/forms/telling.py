"""What she is told, and what she answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fyr.returns.actions.telling import Talk
from fyr.returns.codes import telling as codes
from fyr.returns.forms.parts import day, line, one_of, several, words
from fyr.web.row_form import RowForm


class PositionForm(RowForm):
    asylum = one_of(_("Asylum"), codes.Asylum, required=False)
    permit = one_of(_("Permit"), codes.Permit, required=False)
    expulsion = one_of(_("Expulsion"), codes.Expulsion, required=False)
    ban = one_of(_("Re-entry ban"), codes.Ban, required=False)
    proceedings = one_of(
        _("Investigation, trial or claim for compensation here"),
        codes.Proceedings,
        required=False,
        help_text=_("Whether she is needed here, and how she is heard if she leaves."),
    )
    note = words(_("What it means for her, as you explained it"))

    def prepare(self) -> None:
        """What was noted last is where one goes on from."""
        newest = self.row.positions.first()
        if newest is not None:
            newest.of = self.row
            for name in ("asylum", "permit", "expulsion", "ban", "proceedings", "note"):
                self.fields[name].initial = getattr(newest, name)


class TalkForm(RowForm):
    PARTS = (
        (_("The talk"), ("told_on", "told_by", "language")),
        (_("What she was told"), ("topics",)),
        (_("Whether she was free to speak"), ("alone", "interpreter", "counsel", "note")),
    )
    told_on = day(_("When?"))
    told_by = line(_("By whom?"), help_text=_("Empty: by you."))
    language = line(_("In which language?"))
    topics = several(
        _("She was told"), codes.Topic, error_messages={"required": _("Tick what she was told.")},
        help_text=_("In one talk or several: all of it before she is asked."),
    )  # fmt: skip
    alone = one_of(_("Was she spoken to alone?"), codes.Alone)
    interpreter = one_of(_("Who interpreted?"), codes.Interpreter)
    counsel = one_of(_("Legal counsel"), codes.Counsel)
    note = words(_("What she asked, and what is unclear to her"))

    def talk(self) -> Talk:
        told: dict[str, Any] = self.values()
        return Talk(**told | {"told_by": told["told_by"] or (self.by.name if self.by else "")})


class AskForm(RowForm):
    wish = one_of(_("What does she want?"), codes.Wish)
    going = one_of(_("Where to?"), codes.Going)
    signed = one_of(_("How did she say so?"), codes.Signed)
    said_on = day(_("When?"))
    words = words(_("In her own words"))

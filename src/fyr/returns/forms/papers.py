"""Before anything is on paper, or leaves as a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.returns.forms.parts import one_of
from fyr.web.forms import KeyedForm
from fyr.web.passphrase import PassphraseForm

LANGUAGES = (("sv", "Svenska"), ("en", "English"))


class SafeToCarryForm(KeyedForm):
    """The answer is no until somebody ticks yes."""

    drafts = False
    language = one_of(_("Language of the paper"), LANGUAGES, initial="en")
    safe = forms.BooleanField(
        label=_("It is safe for the person to carry this paper"),
        error_messages={
            "required": _("Paper can be found by the wrong person. Tick the box only if it is safe; otherwise show it on the screen.")
        },
    )  # fmt: skip


class TakeOutForm(PassphraseForm):
    """Who takes a record out answers for the file."""

    field_order = ("sure", "passphrase", "again")
    sure = forms.BooleanField(
        label=_("The file goes to our own system, and I delete it afterwards"),
        error_messages={"required": _("Say that you know what becomes of the file.")},
    )

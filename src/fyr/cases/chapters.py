"""What of a case can stand on a paper: chapters, each under the right that its page asks too."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.web.registry import Text


@dataclass(frozen=True)
class Chapter:
    """`parts` are names of models, in the order in which they stand."""

    code: str
    label: Text
    needs: Permission
    parts: tuple[str, ...]
    # Stands in the answer to her own request for access and on no other paper.
    hers_alone: bool = False


# The files themselves are handed out as they are, not printed.
NOT_ON_PAPER = frozenset({"DocumentChunk"})

CHAPTERS = (
    Chapter("case", _("The case"), Permission.EXPLOITATION_READ, ("Case",)),
    Chapter("contact", _("Safe contact"), Permission.CASE_READ, ("SafeContact",)),
    Chapter("address", _("Protected address"), Permission.IDENTITY_READ, ("ProtectedAddress",), hers_alone=True),
    Chapter("safety", _("Safety"), Permission.SAFETY_READ, ("RiskAssessment",)),
    Chapter(
        "identification",
        _("Identification"),
        Permission.EXPLOITATION_READ,
        ("Statement", "IndicatorAssessment", "Exploitation", "EventFacts", "PoliceReport", "Cooperation"),
    ),
    # Guardians, the board and what was reported stand there, so whoever makes the paper may read all of it.
    Chapter(
        "children",
        _("Children"),
        Permission.EXPLOITATION_READ,
        ("ConcernReport", "Spokesperson", "AccompanyingChild", "AgeCheck", "FamilyTracing", "BestInterest"),
    ),
    Chapter("herself", _("About herself"), Permission.IDENTITY_READ, ("AboutHerself",), hers_alone=True),
    Chapter("plan", _("Needs, plan and services"), Permission.CASE_READ, ("Need", "Service", "ServiceStep", "Task")),
    Chapter("deadlines", _("Deadlines"), Permission.LEGAL_READ, ("Deadline",)),
    Chapter(
        "rights",
        _("Rights, permits and compensation"),
        Permission.LEGAL_READ,
        ("RightStep", "Permit", "Counsel", "Claim"),
    ),
    Chapter("documents", _("Documents"), Permission.CASE_READ, ("Document",)),
    Chapter("record", _("Details in the standard HTCDS"), Permission.IDENTITY_READ, ("Record",)),
    Chapter(
        "sharing", _("Consent and sharing"), Permission.CASE_READ, ("Consent", "Disclosure", "Referral", "Assignment")
    ),
    Chapter("timeline", _("What happened"), Permission.CASE_READ, ("Entry", "Mention")),
)


@dataclass(frozen=True)
class Paper:
    """A kind of paper: the chapters it is made of unless somebody chooses others, and what is left to be written by hand."""

    code: str
    title: Text
    lead: Text
    chapters: tuple[str, ...]
    blanks: tuple[Text, ...] = ()
    # Everything that is kept about her, for herself: no chapter may be left out.
    whole: bool = False


PAPERS = (
    Paper(
        "summary",
        _("Summary for the organisation's own file"),
        _("What the unit keeps in its own file system, where that is a duty. It names her where you choose so."),
        ("case", "safety", "plan"),
    ),
    Paper(
        "decision",
        _("Basis for a decision"),
        _("What whoever decides needs to know, with room for the decision and its reasons."),
        ("case", "safety", "plan", "record"),
        (_("Decision"), _("Reasons"), _("Decided by, date and signature")),
    ),
    Paper(
        "access",
        _("All that is kept about her"),
        _(
            "The answer to a request for access. Read it through before you hand it over: what concerns others may be "
            "secret towards her, and paper can get her hurt."
        ),
        tuple(chapter.code for chapter in CHAPTERS),
        whole=True,
    ),
)


def chapter(code: str) -> Chapter:
    return next(one for one in CHAPTERS if one.code == code)


def paper(code: str) -> Paper | None:
    return next((one for one in PAPERS if one.code == code), None)

"""Papers about a case: the plan as an accessible PDF without identity, and what an organisation files, as PDF/A."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from fyr.cases.chapters import Paper
from fyr.cases.models import Case
from fyr.cases.page import Page
from fyr.web.pdf import ARCHIVED, pdf_of

STYLE = Path(__file__).parent / "data" / "paper.css"


def plan_pdf(page: Page, language: str, *, texts: bool = False) -> bytes:
    """Tagged PDF (PDF/UA-1) in `language`: needs, services and days; neither name, alias nor reference.

    What was typed about services and tasks can name anybody, so it stands there only with `texts`.
    """
    with translation.override(language):
        html = render_to_string("cases/plan_pdf.html", {"page": page, "language": language, "texts": texts})
    return pdf_of(html)


def case_pdf(case: Case, paper: Paper, told: list[Any], language: str, opened: Sequence[Any] = ()) -> bytes:
    """A paper about a case as PDF/A-3u: chapters from fyr.cases.extract; `opened` is who looked at the case."""
    with translation.override(language):
        context = {"case": case, "paper": paper, "chapters": told, "language": language, "opened": opened}
        html = render_to_string("cases/case_pdf.html", context)
    return pdf_of(html, style=STYLE.read_text(encoding="utf-8"), variant=ARCHIVED)

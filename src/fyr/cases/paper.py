"""Papers about a case: the plan as an accessible PDF without identity, and what an organisation files, as PDF/A."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from fyr.cases.chapters import Paper
from fyr.cases.models import Case
from fyr.cases.page import Page

STYLE = Path(__file__).parent / "data" / "paper.css"


@lru_cache(maxsize=1)
def can_make_pdf() -> bool:
    """Whether Debian's pango is here; without it the page offers printing from the browser instead."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


def plan_pdf(page: Page, language: str, *, texts: bool = False) -> bytes:
    """Tagged PDF (PDF/UA-1) in `language`: needs, services and days; neither name, alias nor reference.

    What was typed about services and tasks can name anybody, so it stands there only with `texts`.
    """
    import weasyprint

    with translation.override(language):
        html = render_to_string("cases/plan_pdf.html", {"page": page, "language": language, "texts": texts})
    return weasyprint.HTML(string=html, url_fetcher=_refuse).write_pdf(pdf_variant="pdf/ua-1")


def case_pdf(case: Case, paper: Paper, told: list[Any], language: str, opened: Sequence[Any] = ()) -> bytes:
    """A paper about a case as PDF/A-3u: chapters from fyr.cases.extract; `opened` is who looked at the case."""
    import weasyprint

    with translation.override(language):
        context = {"case": case, "paper": paper, "chapters": told, "language": language, "opened": opened}
        html = render_to_string("cases/case_pdf.html", context)
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=_refuse)
    return weasyprint.HTML(string=html, url_fetcher=_refuse).write_pdf(pdf_variant="pdf/a-3u", stylesheets=[style])


def _refuse(url: str, **kwargs: object) -> dict:
    raise ValueError("A plan loads nothing from anywhere.")

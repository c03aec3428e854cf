"""The summary of a plan as an accessible PDF, without identity."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import translation

from fyr.cases.page import Page


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


def _refuse(url: str, **kwargs: object) -> dict:
    raise ValueError("A plan loads nothing from anywhere.")

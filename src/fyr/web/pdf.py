"""PDF files from pages of our own: tagged, and loading nothing from anywhere."""

from functools import lru_cache

# What every paper is: readable by a screen reader, with language and title. For what is archived: PDF/A.
ACCESSIBLE, ARCHIVED = "pdf/ua-1", "pdf/a-3u"


@lru_cache(maxsize=1)
def can_make_pdf() -> bool:
    """Whether Debian's pango is here; without it a page offers printing from the browser instead."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


def pdf_of(html: str, *, style: str = "", variant: str = ACCESSIBLE) -> bytes:
    """Raises OSError where pango is missing (`can_make_pdf` asks first), ValueError where the page would load something."""
    import weasyprint

    sheets = [weasyprint.CSS(string=style, url_fetcher=_refuse)] if style else []
    page = weasyprint.HTML(string=html, url_fetcher=_refuse)
    made: bytes = page.write_pdf(pdf_variant=variant, stylesheets=sheets)
    return made


def _refuse(url: str, **kwargs: object) -> dict:
    raise ValueError("A paper loads nothing from anywhere.")

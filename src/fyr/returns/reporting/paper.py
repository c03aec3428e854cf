"""The report as an accessible PDF (PDF/UA-1): tagged, with language and title, and nothing loaded from anywhere."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

from fyr.returns.reporting.content import Report, left_out, source, told, told_total
from fyr.web.pdf import pdf_of

STYLE = Path(__file__).parents[1] / "data" / "report.css"


def report_pdf(report: Report, language: str) -> bytes:
    """Raises OSError where Debian's pango is missing (`fyr.web.pdf.can_make_pdf` asks first)."""
    return pdf_of(report_html(report, language), style=STYLE.read_text(encoding="utf-8"))


def report_html(report: Report, language: str) -> str:
    with translation.override(language):
        tables = [
            {
                "title": table.title,
                "period": table.period,
                "rows": [(label, told(number)) for label, number in table.rows],
                "total": told_total(table.total),
                "withheld": table.withheld,
            }
            for table in report.tables
        ]
        context = {"report": report, "tables": tables, "notes": report.all_notes(), "language": language}
        return render_to_string("returns/report_pdf.html", context | {"source": source(), "left_out": left_out()})

"""Fyr's own line icons, drawn on a grid of 24. They decorate words and never stand alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

PATHS: dict[str, str] = {
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7.5V12l3 2",
    "exit": "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
    "lamp": "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M5.5 12H2M22 12h-3.5M7.4 7.4 5 5M19 5l-2.4 2.4M7.4 16.6 5 19M19 19l-2.4-2.4",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
    "phone": "M7 3h10v18H7zM11 18h2",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "shield": "M12 3l7.5 3v5.5c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.5V6z",
    "warning": "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3",
}


def draw(name: str) -> SafeString:
    """The icon as inline SVG, hidden from assistive technology. Raises KeyError for an unknown name."""
    return format_html(
        '<svg class="fyr-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        PATHS[name],
    )

"""Text that a spreadsheet program would take for a formula gets an apostrophe in front; the way back takes it away again."""

# What makes a spreadsheet program calculate (OWASP, CSV injection), full-width forms included.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"


def guarded(text: str) -> str:
    return GUARD + text if _needs(text) else text


def unguarded(text: str) -> str:
    """Strips one apostrophe, and only where a guard would have put it."""
    return text[1:] if text.startswith(GUARD) and _needs(text[1:]) else text


def _needs(text: str) -> bool:
    inner = text.lstrip(GUARD)
    return inner.startswith(DANGEROUS) or inner.strip().startswith(DANGEROUS) or not inner.strip()

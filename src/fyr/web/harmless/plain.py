"""Plain text in UTF-8, and nothing that another program would take for its own."""

import unicodedata

from fyr.web.harmless.kinds import Fault, Harmful, Harmless, Media, Treatment

# Markup (web pages, drawings), scripts, PostScript, rich text, programs, e-mail with attachments.
TAKEN_FOR_MORE = ("<", "#!", "%!", "{\\rtf", "mz", "%pdf", "mime-version:", "return-path:", "received:")
WHITE = "\t\n\r\f"


def keep(content: bytes) -> Harmless:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Harmful(Fault.UNKNOWN) from error
    if any(unicodedata.category(letter) == "Cc" and letter not in WHITE for letter in set(text)):
        raise Harmful(Fault.UNKNOWN)
    if text.lstrip().lower().startswith(TAKEN_FOR_MORE) or "%PDF-" in text[:1024]:
        raise Harmful(Fault.UNKNOWN)
    return Harmless(content, Media.TEXT, Treatment.UNCHANGED)

"""Fails on templates with code or style inside the page, which the content security policy would refuse anyway."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Values of attributes may hold template tags, and these may hold quotes.
TAG = re.compile(r"<([a-zA-Z]+)(?:\{%.*?%\}|\{\{.*?\}\}|[^>{]|\{(?![%{]))*>", re.DOTALL)
TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
ATTRIBUTE = re.compile(r"\s(style|on[a-z]+)\s*=", re.IGNORECASE)
ADDRESS = re.compile(r"(?:href|src|action|formaction)\s*=\s*[\"']?\s*(javascript:|https?:|//)", re.IGNORECASE)


def faults(source: str) -> list[tuple[int, str]]:
    """Line number and a sentence for each thing that does not belong in a template."""
    found = []
    for tag in TAG.finditer(source):
        line = source.count("\n", 0, tag.start()) + 1
        plain = TEMPLATE.sub("x", tag.group())
        name = tag.group(1).lower()
        bare = VALUE.sub('""', plain)
        if name == "style" or (name == "script" and not re.search(r"\ssrc\s*=", bare)):
            found.append((line, f"<{name}> with code inside the page"))
        found += [(line, f"attribute {match.group(1)}=") for match in ATTRIBUTE.finditer(bare)]
        # A link out is the reader's own choice; what a page loads or posts comes from the node alone.
        for match in ADDRESS.finditer(plain):
            if match.group(1).lower() == "javascript:" or name != "a":
                found.append((line, f"<{name}> leads to {match.group(1)}"))
    return found


def main() -> int:
    paths = sorted((ROOT / "src").rglob("templates/**/*.html"))
    said = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in paths
        for line, text in faults(path.read_text(encoding="utf-8"))
    ]
    print("\n".join(said) or f"{len(paths)} templates without inline code")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())

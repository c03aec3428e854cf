"""The accessibility rules of axe-core on one page, and what of a page was not looked at before."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What else a look can break, once the page itself is right.
LOOKS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}}
# What makes a page whole (landmarks, headings, names, order), without how its elements look.
STRUCTURE = RULES | {"rules": {name: {"enabled": False} for name in LOOKS["runOnly"]["values"]}}
# Nothing is read but what was broken, and no style sheet is fetched for it a second time.
QUICK = {"resultTypes": ["violations"], "preload": False}

# The elements that look like none before them are kept for the rules; their shapes are given.
FRESH = """shapes => {
    const short = text => {
        let one = 7, other = 11;
        for (const unit of text) {
            one = Math.imul(one ^ unit.codePointAt(0), 2654435761);
            other = Math.imul(other ^ unit.codePointAt(0), 1597334677);
        }
        return (one >>> 0).toString(36) + (other >>> 0).toString(36);
    };
    // An element looks like another when it and all it stands in have the same tags, classes and states.
    const SAID = new Set(["id", "for", "name", "href", "value", "action", "title", "alt", "src", "datetime", "content",
        "aria-label", "aria-labelledby", "aria-describedby", "aria-controls", "lang", "placeholder"]);
    const own = one => one.tagName + [...one.attributes].filter(a => !SAID.has(a.name))
        .map(a => `[${a.name}=${a.value}]`).sort().join("");
    const known = new Set(shapes), fresh = new Map(), paths = new Map([[document.body, "0"]]);
    const path = one => {
        if (!paths.has(one)) paths.set(one, short(path(one.parentElement) + own(one)));
        return paths.get(one);
    };
    for (const one of document.querySelectorAll("body *"))
        if (one.checkVisibility() && !known.has(path(one)) && !fresh.has(path(one))) fresh.set(path(one), one);
    window.fresh = [...fresh.values()];
    return [...fresh.keys()];
}"""
VIOLATIONS = """async ([options, whole]) => {
    const chosen = whole ? document : {include: window.fresh};
    return (await axe.run(chosen, options)).violations.map(one => `${one.id} at ${one.nodes[0].html.slice(0, 120)}`);
}"""


def broken(page: Page, seen: set[str]) -> list[str]:
    """Every rule that the page breaks, with the first element that breaks it; how its elements look, of those not in `seen`."""
    return _violations(page, STRUCTURE, whole=True) + newly_broken(page, seen, LOOKS)


def newly_broken(page: Page, seen: set[str], rules: dict = RULES) -> list[str]:
    """The same of all that did not stand on the pages before; `seen` takes it in."""
    fresh = page.evaluate(FRESH, list(seen))
    seen.update(fresh)
    # The rules are half a megabyte of script: a page that shows nothing new is spared them.
    return _violations(page, rules, whole=False) if fresh else []


def _violations(page: Page, rules: dict, *, whole: bool) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    told: list[str] = page.evaluate(VIOLATIONS, [rules | QUICK, whole])
    return told

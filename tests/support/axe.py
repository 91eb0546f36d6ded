"""What axe-core finds on a page, in light and dark, on a desk and on a phone."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1366, 390)
HEIGHT = 850
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def grave_findings(page: Page) -> list[str]:
    """Serious and critical findings of the page as it stands, in both schemes at both widths.

    Each is one line: scheme and width in pixels, the rule, its weight, the element, what is
    wrong. The page is left as it was found: its own size, no scheme asked for. axe-core is
    evaluated, not added as a script, so that a page's Content-Security-Policy stands.
    """
    size = page.viewport_size
    found = []
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [f"{scheme} {width}: {line}" for line in _findings(page)]
    page.emulate_media(color_scheme="null")
    if size is not None:
        page.set_viewport_size(size)
    return found


def grave_findings_of_many(page: Page) -> list[str]:
    """The same where many pages are looked at: what only colours can change is all asked in dark.

    Elements, names and sizes do not depend on the scheme.
    """
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="light")
        found += [f"light {width}: {line}" for line in _findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"dark {width}: {line}" for line in _findings(page, COLOURS)]
    page.emulate_media(color_scheme="null")
    return found


def _findings(page: Page, only: dict[str, object] | None = None) -> list[str]:
    """only: what to run, as axe-core takes it; else all of TAGS."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    answer = page.evaluate(
        "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})", only or list(TAGS)
    )
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(node['target'])}: {rule['help']}"
        for rule in answer["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]

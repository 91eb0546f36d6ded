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


def _findings(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    answer = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", list(TAGS)
    )
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(node['target'])}: {rule['help']}"
        for rule in answer["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]

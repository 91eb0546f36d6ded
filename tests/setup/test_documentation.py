"""What the documentation names is there, and what is there is documented."""

import re
from collections.abc import Iterator
from pathlib import Path

from web.cli import COMMANDS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def dead_links(page: Path) -> Iterator[str]:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target and not (page.parent / target).exists():
            yield f"{page.name}: {target}"


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")]
    assert [dead for page in pages for dead in dead_links(page)] == []


def test_a_link_to_nothing_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[there](page.md#a) [gone](gone.md) [out](https://example.org/)", "utf-8")
    assert list(dead_links(page)) == ["page.md: gone.md"]


def test_every_page_is_in_the_index() -> None:
    index = DOCS / "README.md"
    listed = {(DOCS / target).resolve() for target in LINK.findall(index.read_text("utf-8"))}
    pages = {page for page in DOCS.rglob("*.md") if "rules" not in page.parts} - {index}
    assert pages <= listed


def test_every_command_has_its_section() -> None:
    text = (DOCS / "reference" / "commands.md").read_text("utf-8")
    assert {name for name in COMMANDS if f"\n## {name}\n" not in text} == set()

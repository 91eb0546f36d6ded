"""Brings the catalogues of rules and of pages up to date with the code, and compiles them.

A sentence that is new gets an empty translation, one that is gone is dropped; a translation that
is there stays as it is. The tests say what is still empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

# `count` says a number with its noun; both nouns are its own arguments.
OF_PAGES = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "count": (2, 3),
}
# `trans` of several lines is one line, as web/languages.py sets it for the templates.
TEMPLATES = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}


@dataclass(frozen=True)
class Domain:
    """A catalogue by name: where its sentences are written, in calls of what, where it lies."""

    name: str
    sources: tuple[str, ...]
    keywords: Mapping[str, Any]
    locale: Path
    methods: Mapping[str, str] = field(default_factory=lambda: {"**.py": "python"})
    # A percent sign before a letter is taken for a format where none is.
    python_format: bool = True


DOMAINS = (
    Domain(
        "rules",
        ("scheduler", "constraints"),
        {"words": None},
        Path("scheduler/locale"),
        python_format=False,
    ),
    Domain(
        "pages",
        ("web",),
        OF_PAGES,
        Path("web/locale"),
        {"**.py": "python", "**/templates/**.html": "jinja2"},
    ),
)


def main() -> None:
    """Update each catalogue and say how many of its sentences have no translation."""
    for domain in DOMAINS:
        template = extracted(domain)
        for path in sorted(domain.locale.glob(f"*/LC_MESSAGES/{domain.name}.po")):
            _bring_up_to_date(path, template, domain)


def _bring_up_to_date(path: Path, template: Catalog, domain: Domain) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    # A template alike is no translation: one that changed is translated anew.
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    if not domain.python_format:
        for message in catalogue:
            message.flags.discard("python-format")
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    missing = sum(not _translated(message.string) for message in catalogue if message.id)
    print(f"{path}: {len(catalogue)} sentences, {missing} without a translation")


def _translated(said: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether there is a translation, of each form where a number has several."""
    return bool(said) and all(said or ())


def extracted(domain: Domain) -> Catalog:
    """The literals in calls of the domain's keywords, and in `trans` of templates."""
    template = Catalog(fuzzy=False)
    for folder in domain.sources:
        found = extract_from_dir(
            folder,
            list(domain.methods.items()),
            {"**/templates/**.html": TEMPLATES},
            keywords=domain.keywords,
        )
        for name, line, message, _, context in found:
            template.add(message, locations=[(f"{folder}/{name}", line)], context=context)
    return template


if __name__ == "__main__":
    main()

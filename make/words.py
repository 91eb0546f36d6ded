"""Brings the catalogues of the sentences up to date with the code, and compiles them.

A sentence that is new gets an empty translation, one that is gone is dropped; a translation that
is there stays as it is. The tests say what is still empty.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCES = ("scheduler", "constraints")
LOCALE = Path("scheduler/locale")
DOMAIN = "rules"


def main() -> None:
    """Update each catalogue and say how many of its sentences have no translation."""
    template = _extracted()
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        # A template alike is no translation: one that changed is translated anew.
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        _drop_flags(catalogue)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        missing = sum(not message.string for message in catalogue if message.id)
        print(f"{path}: {len(catalogue)} sentences, {missing} without a translation")


def _extracted() -> Catalog:
    """The literals in calls of `words(...)`."""
    template = Catalog(fuzzy=False)
    for folder in SOURCES:
        found = extract_from_dir(folder, [("**.py", "python")], keywords={"words": None})
        for name, line, message, _, _ in found:
            template.add(message, locations=[(f"{folder}/{name}", line)])
    return template


def _drop_flags(catalogue: Catalog) -> None:
    """A percent sign before a letter is taken for a format of another kind."""
    for message in catalogue:
        message.flags.discard("python-format")


if __name__ == "__main__":
    main()

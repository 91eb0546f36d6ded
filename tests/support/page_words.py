"""Reads the messages of the pages and their translations, and says what does not fit."""

import importlib.util
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "web" / "locale"
NAME = re.compile(r"%\((\w+)\)s|%%")
# A number may be left out where a form says it: "one day" instead of "1 day".
NUMBER = "num"

Key = tuple[str, str | None]


def extracted() -> set[Key]:
    """Each message of the code and the templates by its singular and its context."""
    spec = importlib.util.spec_from_file_location("words", ROOT / "make" / "words.py")
    assert spec
    assert spec.loader
    words: Any = importlib.util.module_from_spec(spec)
    sys.modules["words"] = words
    spec.loader.exec_module(words)
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        (pages,) = (domain for domain in words.DOMAINS if domain.name == "pages")
        return {_key(message) for message in words.extracted(pages) if message.id}
    finally:
        os.chdir(here)


def catalogue(language: str) -> Catalog:
    """The translations of a language as they are written."""
    with (LOCALE / language / "LC_MESSAGES" / "pages.po").open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str) -> dict[Key, list[str]]:
    """The translations of a language as the program reads them."""
    with (LOCALE / language / "LC_MESSAGES" / "pages.mo").open("rb") as file:
        return said(read_mo(file))


def said(found: Catalog) -> dict[Key, list[str]]:
    """The messages of a catalogue with their translations, one a form of the plural."""
    return {_key(message): _forms(message.string) for message in found if message.id}


def faults(found: Catalog, wanted: Iterable[Key]) -> list[str]:
    """What is missing, too many or wrong in a catalogue, one line a message."""
    known, asked = {_key(message) for message in found if message.id}, set(wanted)
    lines = [f"missing: {key[0]}" for key in asked - known]
    lines += [f"gone: {key[0]}" for key in known - asked]
    for message in found:
        if message.id:
            lines += [f"{what}: {_key(message)[0]}" for what in _wrong(message, found)]
    return sorted(lines)


def _wrong(message: Message, found: Catalog) -> list[str]:
    english, other = _forms(message.id), _forms(message.string)
    if message.fuzzy or not all(other):
        return ["not translated"]
    if len(english) > 1 and len(other) != found.num_plurals:
        return ["another number of forms"]
    names = {name for form in english for name in _names(form)}
    least = names - {NUMBER} if len(english) > 1 else names
    if any(not least <= _names(form) <= names for form in other):
        return ["other names"]
    if any("%" in NAME.sub("", form) for form in other) and names:
        return ["a percent sign"]
    if any(_tags(form) != _tags(english[-1]) for form in other):
        return ["other tags"]
    return []


def _names(form: str) -> set[str]:
    return {name for name in NAME.findall(form) if name}


def _tags(form: str) -> list[str]:
    """The tags of a message, whatever their order."""
    return sorted(re.findall(r"</?\w[^>]*>", form))


def _forms(text: object) -> list[str]:
    if isinstance(text, list | tuple):
        return [str(form or "") for form in text]
    return [str(text or "")]


def _key(message: Message) -> Key:
    # A compiled catalogue gives the context in bytes.
    context: object = message.context
    said = context.decode() if isinstance(context, bytes) else context
    return _forms(message.id)[0], None if said is None else str(said)

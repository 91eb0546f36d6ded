"""Reads the sentences in the code and their translations, and says what does not fit."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
SOURCES = ("scheduler", "constraints")


def templates() -> set[str]:
    """Every sentence that the code says. AssertionError for one that is no literal."""
    found = set()
    for folder in SOURCES:
        for path in (ROOT / folder).rglob("*.py"):
            for call in _calls(ast.parse(path.read_text("utf-8"))):
                given = call.args[0]
                literal = isinstance(given, ast.Constant) and isinstance(given.value, str)
                assert literal, f"{path}:{call.lineno}: a sentence that is no literal"
                found.add(ast.literal_eval(given))
    return found


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "words":
                yield node
            assert node.func.id != "Words" or not isinstance(node.args[0], ast.Constant)


def catalogue(language: str, root: Path = ROOT) -> Catalog:
    """The translations of a language as they are written."""
    with _path(language, root).open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str, root: Path = ROOT) -> dict[str, str]:
    """The translations of a language as the program reads them."""
    with _path(language, root).with_suffix(".mo").open("rb") as file:
        return said(read_mo(file))


def said(catalogue: Catalog) -> dict[str, str]:
    """The sentences of a catalogue with their translations."""
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def names(template: str) -> list[str]:
    """The {names} in a sentence, in the order of the alphabet."""
    return sorted(field for _, field, _, _ in Formatter().parse(template) if field is not None)


def faults(catalogue: Catalog, templates: Iterable[str]) -> list[str]:
    """What is missing, too many or wrong in a catalogue, one line a sentence."""
    translated = said(catalogue)
    wanted = set(templates)
    found = [f"missing: {template}" for template in wanted - translated.keys()]
    found += [f"gone: {template}" for template in translated.keys() - wanted]
    for message in catalogue:
        if message.id and (not message.string or message.fuzzy):
            found.append(f"not translated: {message.id}")
        elif message.id and names(str(message.string)) != names(str(message.id)):
            found.append(f"other names: {message.string}")
    return sorted(found)


def _path(language: str, root: Path) -> Path:
    return root / "scheduler" / "locale" / language / "LC_MESSAGES" / "rules.po"

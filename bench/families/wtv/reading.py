"""The family's files: MiniZinc data, read into what an instance asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.families.verdict import UnreadableError

OFF = "None"
FREE = "<>"
SECTIONS = (
    "Resources",
    "Activities",
    "slots",
    "fixed",
    "requirements",
    "activity_run_cost",
    "activity_frequency_cost",
)
# A day of 5-minute slots, which is as fine as the engine's grid goes.
MOST_SLOTS = 288
MOST_WANTED = 500


@dataclass(frozen=True)
class Instance:
    """Who is on shift when, what is fixed and wanted there, and what runs cost.

    given: by person and slot `None` off shift, `<>` free, else the activity that is fixed. wanted:
    people by activity and slot. run_cost: by activity and length of a run, frequency_cost: by
    activity and number of a person's runs, both from 0 to `slots`.
    """

    people: tuple[str, ...]
    activities: tuple[str, ...]
    slots: int
    given: tuple[tuple[str, ...], ...]
    wanted: tuple[tuple[int, ...], ...]
    run_cost: tuple[tuple[int, ...], ...]
    frequency_cost: tuple[tuple[int, ...], ...]


class _Section(NamedTuple):
    name: str
    line: int
    text: str


class Row(NamedTuple):
    """One row of a table: the line it is on, the name before the colon, and what follows."""

    line: int
    name: str
    cells: tuple[str, ...]


def read_instance(path: Path) -> Instance:
    """The instance of a file. Raises UnreadableError with the line of what is wrong."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path} cannot be read: {error}") from None
    try:
        return _instance(text)
    except UnreadableError as error:
        raise UnreadableError(f"{path.name} {error}") from None


def _instance(text: str) -> Instance:
    sections = sections_of(text, SECTIONS)
    people = _names(sections["Resources"])
    activities = _names(sections["Activities"])
    slots = _slots(sections["slots"])
    allowed = {OFF, FREE, *(f"A({name})" for name in activities)}
    given = [
        tuple(_given(row, cell, allowed) for cell in row.cells)
        for row in rows_of(sections["fixed"], people, slots)
    ]
    most = {"requirements": MOST_WANTED}
    tables = [
        tuple(
            tuple(_number(row, cell, most.get(name)) for cell in row.cells)
            for row in rows_of(sections[name], activities, slots + (name != "requirements"))
        )
        for name in ("requirements", "activity_run_cost", "activity_frequency_cost")
    ]
    return Instance(people, activities, slots, tuple(given), *tables)


def sections_of(text: str, known: tuple[str, ...]) -> dict[str, _Section]:
    """The parts `name = ... ;` of a text by name: each that is known, once, and no other.

    Raises UnreadableError with the line of what is wrong.
    """
    found: dict[str, _Section] = {}
    for section in _sections(re.sub(r"%[^\n]*", "", text)):
        if section.name not in known:
            raise UnreadableError(f"line {section.line}: section {section.name} is not known")
        if section.name in found:
            raise UnreadableError(f"line {section.line}: section {section.name} comes twice")
        found[section.name] = section
    for name in known:
        if name not in found:
            raise UnreadableError(f"has no section {name}")
    return found


def _sections(text: str) -> Iterator[_Section]:
    begun = 1
    *parts, rest = text.split(";")
    for part in parts:
        line = begun + _blank_lines(part)
        begun += part.count("\n")
        name, equals, value = part.strip().partition("=")
        if not equals or not re.fullmatch(r"\w+\s*", name):
            raise UnreadableError(f"line {line}: not of the form name = value")
        yield _Section(name.strip(), line, value)
    if rest.strip():
        line = begun + _blank_lines(rest)
        raise UnreadableError(f"line {line}: what begins here does not end in a semicolon")


def _blank_lines(text: str) -> int:
    """Line ends before the first thing that is there."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def _names(section: _Section) -> tuple[str, ...]:
    inside = re.fullmatch(r"\s*\{([^{}]*)\}\s*", section.text)
    names = [name.strip() for name in inside[1].split(",")] if inside else []
    if not names or not all(re.fullmatch(r"[A-Za-z]\w{0,59}", name) for name in names):
        raise UnreadableError(f"line {section.line}: {section.name} is no list of names in braces")
    if len(set(names)) < len(names):
        raise UnreadableError(f"line {section.line}: {section.name} has a name twice")
    return tuple(names)


def _slots(section: _Section) -> int:
    text = section.text.strip()
    if not re.fullmatch(r"\d{1,4}", text) or not 1 <= int(text) <= MOST_SLOTS:
        raise UnreadableError(f"line {section.line}: slots is not a number from 1 to {MOST_SLOTS}")
    return int(text)


def rows_of(section: _Section, names: tuple[str, ...], width: int) -> Iterator[Row]:
    """The rows of a table `[| name: cell, cell | ... |]`, one for each name, in their order.

    Raises UnreadableError with the line where a name, a row or a cell is missing or too much.
    """
    table = re.fullmatch(
        r"(\s*(?:array2d\(\s*\w+\s*,\s*\w+\s*,\s*)?\[\|)(.*)\|\]\s*\)?\s*", section.text, re.DOTALL
    )
    if table is None:
        raise UnreadableError(f"line {section.line}: {section.name} is no table [| ... |]")
    line = section.line + table[1].count("\n")
    parts = table[2].split("|")
    for name, part in zip(names, parts, strict=False):
        at = line + _blank_lines(part)
        line += part.count("\n")
        label, _, cells = part.partition(":")
        if label.strip() != name:
            raise UnreadableError(f"line {at}: {section.name} has no row {name} here")
        row = Row(at, name, tuple(cell.strip() for cell in cells.strip().rstrip(",").split(",")))
        if len(row.cells) != width:
            told = f"{section.name} row {name} has {len(row.cells)} cells, not {width}"
            raise UnreadableError(f"line {at}: {told}")
        yield row
    if len(parts) != len(names):
        told = f"{section.name} has {len(parts)} rows, not {len(names)}"
        raise UnreadableError(f"line {section.line}: {told}")


def _given(row: Row, cell: str, allowed: set[str]) -> str:
    if cell not in allowed:
        raise UnreadableError(f"line {row.line}: {cell!r} is not None, <> or A(an activity)")
    return cell[2:-1] if cell not in {OFF, FREE} else cell


def _number(row: Row, cell: str, most: int | None) -> int:
    if not re.fullmatch(r"\d{1,9}", cell):
        raise UnreadableError(f"line {row.line}: {cell!r} is not a whole number of at least 0")
    if most is not None and int(cell) > most:
        raise UnreadableError(f"line {row.line}: {cell} is more than {most} people")
    return int(cell)

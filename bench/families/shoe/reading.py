"""Instance files: what is wanted in each quarter of an hour of a day, by activity."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from pathlib import Path

from bench.families.verdict import UnreadableError

# Slots of a day, and minutes of a slot.
SLOTS, SLOT = 96, 15
# A written solution names an activity by one digit.
MOST_ACTIVITIES = 10
MATRICES = ("demand", "overcost", "undercost")
HEADER = 4

_ROW = re.compile(r"^\[([^\[\]]*)\](,| \])$")


@dataclass(frozen=True)
class Instance:
    """A day of 96 slots. wanted: people by slot and activity, fractions rounded up."""

    wanted: tuple[tuple[int, ...], ...]

    @property
    def activities(self) -> int:
        """How many activities there are, 1 to 10."""
        return len(self.wanted[0])

    @property
    def opening(self) -> tuple[int, int]:
        """The first slot in which anybody is wanted, and the one after the last of them."""
        busy = [slot for slot, row in enumerate(self.wanted) if any(row)]
        return busy[0], busy[-1] + 1

    @property
    def asked(self) -> int:
        """Person-slots that are wanted in all."""
        return sum(map(sum, self.wanted))


class _Lines:
    """The lines of a file that are not empty, with their numbers, for one reader to go through."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableError(f"{path} cannot be read: {error}") from None
        lines = enumerate(text.splitlines(), start=1)
        self._left = [(number, line.strip()) for number, line in lines if line.strip()][::-1]
        self._number = 0

    def more(self) -> bool:
        """Whether a line is left."""
        return bool(self._left)

    def next(self, wanted: str) -> str:
        """The next line, without what surrounds it."""
        if not self._left:
            raise UnreadableError(f"{self._path} ends where {wanted} should follow")
        self._number, line = self._left.pop()
        return line

    def fault(self, what: str) -> UnreadableError:
        """What is wrong with the line that was read last."""
        return UnreadableError(f"{self._path} line {self._number}: {what}")


def read(path: Path) -> Instance:
    """The instance of a file. Raises UnreadableError with the line and what is wrong there."""
    lines = _Lines(path)
    first = lines.next("the number of activities and the days of origin").split()
    if not first or not all(part.isdecimal() for part in first):
        raise lines.fault("the number of activities and the days of origin are whole numbers")
    if lines.next("SHOE") != "SHOE":
        raise lines.fault("SHOE is expected")
    activities = _header(lines, "ACT")
    if not 1 <= activities <= MOST_ACTIVITIES:
        raise lines.fault(f"{activities} activities; 1 to {MOST_ACTIVITIES} can be read")
    if _header(lines, "SHIFT") != SLOTS:
        raise lines.fault(f"a day has {SLOTS} slots")
    matrices = dict(_matrices(lines, activities))
    for name in MATRICES:
        if name not in matrices:
            raise UnreadableError(f"{path} has no section {name}")
    wanted = tuple(tuple(map(ceil, row)) for row in matrices["demand"])
    if not any(map(any, wanted)):
        raise UnreadableError(f"{path} asks for nobody")
    return Instance(wanted)


def _header(lines: _Lines, name: str) -> int:
    parts = lines.next(name).split()
    if len(parts) != 2 or parts[0] != name or not parts[1].isdecimal():  # noqa: PLR2004
        raise lines.fault(f"{name} and a whole number are expected")
    return int(parts[1])


def _matrices(
    lines: _Lines, activities: int
) -> Iterator[tuple[str, tuple[tuple[Decimal, ...], ...]]]:
    seen: set[str] = set()
    while lines.more():
        name, _, opening = lines.next("a section").partition(" ")
        if name not in MATRICES or opening != "[":
            raise lines.fault(f"{name} is no section; there are {', '.join(MATRICES)}")
        if name in seen:
            raise lines.fault(f"{name} comes twice")
        seen.add(name)
        yield name, tuple(_row(lines, activities, slot) for slot in range(SLOTS))


def _row(lines: _Lines, activities: int, slot: int) -> tuple[Decimal, ...]:
    """The numbers of a slot; the last row of a section also closes it."""
    match = _ROW.match(lines.next(f"slot {slot}"))
    last = slot == SLOTS - 1
    if match is None or (match[2] == ",") is last:
        raise lines.fault(f"slot {slot} has no row as [0, 1.25]{' ]' if last else ','}")
    numbers = []
    for part in match[1].split(","):
        try:
            number = Decimal(part.strip())
        except ArithmeticError:
            raise lines.fault(f"{part.strip()!r} is no number") from None
        if not (number.is_finite() and number >= 0):
            raise lines.fault(f"{part.strip()!r} is no number of 0 or more")
        numbers.append(number)
    if len(numbers) != activities:
        raise lines.fault(f"{len(numbers)} numbers for {activities} activities")
    return tuple(numbers)

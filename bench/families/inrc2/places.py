"""Where shift types lie in a day: they have no times, so that each has the next half hour.

Half an hour, for one head missing is thirty points in the family and a minute is one point here.
"""

from collections.abc import Iterator
from datetime import time

from scheduler.rule import Board, Expression, Record

PART = 30
# As many halves of an hour as there are before the last of a day.
MOST_TYPES = 47


def starts(place: int) -> time:
    """The local time at which the shift type of a place starts; of one past the last, its end."""
    return time(*divmod(PART * place, 60))


def place_of(midnight: int, start: int) -> int:
    """The place of a shift that starts at an elapsed minute of the day that starts at another."""
    return (start - midnight) // PART


def chosen(board: Board, person: str, day: int) -> dict[int, Expression]:
    """By place, 1 where it is the person's on the day; places that cannot be are left out."""
    midnight = board.clock.midnight(day)
    return {place_of(midnight, s.start): one for s, one in board.starts(person, day)}


def works(board: Board, person: str, day: int) -> Expression:
    """1 where the person has any shift on the day."""
    cell = board.cell(person, day)
    return cell.works if cell else board.works(person, day).fixed


def open_days(board: Board, person: str, days: range) -> set[int]:
    """Of some days those of a person that a board decides, or all where it is whole."""
    return set(days) if board.whole else {day for day in days if board.cell(person, day)}


def done(record: Record, person: str) -> Iterator[int | None]:
    """Each day's place of a person, None where it is free."""
    for day in range(record.clock.days):
        shifts = record.by_cell.get((person, day), ())
        yield place_of(record.clock.midnight(day), shifts[0].start) if shifts else None

"""The seats of rooms that several teams share, minute by minute."""

from collections.abc import Iterator, Mapping

from scheduler.clock import Clock
from scheduler.intervals import cut
from scheduler.team import Room, Team

Seats = tuple[int, int, int]


class SharedSeats:
    """What was handed out to a team of the rooms that it shares, around a roster's days."""

    def __init__(self, team: Team, clock: Clock) -> None:
        self._windows: Mapping[str, tuple[Seats, ...]] = {
            room.id: tuple(_windows(room, clock)) for room in team.rooms if room.shared is not None
        }
        self._all = {room.id: room.seats for room in team.rooms}

    def between(self, room: str, start: int, end: int) -> Iterator[Seats]:
        """The seats of a room in each part of [start, end), in time order, as start, end, seats."""
        whole = self._all[room]
        if room not in self._windows:
            yield start, end, whole
            return
        near = [part for part in self._windows[room] if part[0] < end and start < part[1]]
        for first, last in cut(start, end, (part[:2] for part in near)):
            there = sum(seats for begin, until, seats in near if begin <= first and last <= until)
            yield first, last, min(whole, there)


def _windows(room: Room, clock: Clock) -> Iterator[Seats]:
    for day in range(-1, clock.days + 1):
        for part in room.shared or ():
            if any(weekday.number == clock.weekday(day) for weekday in part.weekdays):
                yield *clock.window(day, part.start, part.end), part.seats

"""Rooms that several teams use, handed out between them before each team's roster is made.

So each team is solved by itself, and no seat is given twice. A pure function of what teams want.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from fractions import Fraction
from typing import NamedTuple

from scheduler.demand import Weekday
from scheduler.team import Room, SeatsAt, Team

_NOON, _MIDNIGHT = time(12), time(0)
# What a seat carries in half a day: three quarters of each of four hours, the rest is breaks.
_SEAT_MINUTES = 180
_WORKING_DAYS = Weekday.every()[:5]


class HalfDay(NamedTuple):
    """The hours of a weekday before noon, or from noon on, in local time."""

    weekday: Weekday
    afternoon: bool


Wanted = Mapping[HalfDay, int]
HALF_DAYS = tuple(HalfDay(day, later) for day in Weekday for later in (False, True))


def seats_wanted(team: Team) -> dict[HalfDay, int]:
    """The seats that a team's demand for material asks for: the most at one moment of a half-day.

    What is asked for by the week alone is spread over Monday to Friday, three hours to a seat.
    """
    material = {activity.id for activity in team.activities if activity.exposes == "material"}
    lines = [line for line in team.coverage if line.activity in material and line.skill is None]
    wanted = {}
    for half in HALF_DAYS:
        first, last = (720, 1440) if half.afternoon else (0, 720)
        here = [
            (max(first, start), min(last, end), line.target)
            for line in lines
            if half.weekday in line.weekdays
            for start, end in _spans(line.start, line.end)
            if start < last and first < end
        ]
        wanted[half] = max(
            (sum(n for begin, end, n in here if begin <= at < end) for at, _, _ in here), default=0
        )
    beyond = _beyond(team, material)
    for day in _WORKING_DAYS:
        for later in (False, True):
            wanted[HalfDay(day, later)] += -(-beyond // (2 * len(_WORKING_DAYS) * _SEAT_MINUTES))
    return wanted


def _spans(start: time, end: time) -> list[tuple[int, int]]:
    """A window as minutes of its day; one over midnight is taken to come back the same day."""
    first, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    return [(first, last)] if first < last else [(first, 1440), (0, last)]


def _beyond(team: Team, material: set[str]) -> int:
    """Minutes a week of material that are asked for beside coverage."""
    covered: dict[str, int] = defaultdict(int)
    for line in team.coverage:
        if line.skill is None:
            minutes = sum(end - start for start, end in _spans(line.start, line.end))
            covered[line.activity] += minutes * line.target * len(line.weekdays)
    asked: dict[str, int] = defaultdict(int)
    for target in team.workload:
        asked[target.activity] += target.minutes * (1 if target.week else len(target.day or ()))
    return sum(max(0, asked[name] - covered[name]) for name in material)


def shares(seats: int, wanted: Sequence[Wanted]) -> list[dict[HalfDay, int]]:
    """Whole seats for each team in each half-day, of `seats` there are.

    Nobody gets more than wanted. Where there are too few, each half-day's are shared in proportion
    to what is wanted of it; what rounding takes from a team, it is first to get later in the week.
    """
    given: list[dict[HalfDay, int]] = [{} for _ in wanted]
    owed = [Fraction(0)] * len(wanted)
    for half in HALF_DAYS:
        asked = [team.get(half, 0) for team in wanted]
        whole = asked if sum(asked) <= seats else _rounded(seats, asked, owed)
        for index, number in enumerate(whole):
            given[index][half] = number
    return given


def _rounded(seats: int, asked: list[int], owed: list[Fraction]) -> list[int]:
    """All seats, in proportion; `owed` by earlier rounding, which it changes, goes first."""
    exact = [Fraction(seats * number, sum(asked)) for number in asked]
    whole = [int(share) for share in exact]
    for index, share in enumerate(exact):
        owed[index] += share - whole[index]
    order = sorted(range(len(asked)), key=lambda index: (-owed[index], index))
    for index in [i for i in order if whole[i] < asked[i]][: seats - sum(whole)]:
        whole[index] += 1
        owed[index] -= 1
    return whole


def hand_out(rooms: Sequence[Room], wanted: Sequence[Wanted]) -> list[tuple[Room, ...]]:
    """The rooms as each team has them: its seats by half-day, nothing handed out twice.

    A team is put into one room where one still holds it whole, the smallest that does: people see
    material in company. The rooms keep their ids; one that a team has nothing of is left out.
    """
    approved = [room for room in rooms if room.approved]
    given = shares(sum(room.seats for room in approved), wanted)
    found: list[dict[str, dict[HalfDay, int]]] = [defaultdict(dict) for _ in wanted]
    for half in HALF_DAYS:
        free = {room.id: room.seats for room in approved}
        for index in sorted(range(len(wanted)), key=lambda i: (-given[i][half], i)):
            for room, seats in _seated(given[index][half], free):
                found[index][room][half] = seats
                free[room] -= seats
    return [
        tuple(
            room.model_copy(update={"shared": _windows(own[room.id])})
            for room in approved
            if room.id in own
        )
        for own in found
    ]


def _seated(seats: int, free: Mapping[str, int]) -> list[tuple[str, int]]:
    """Rooms and seats in them: the smallest rest that holds all, else the largest rests first."""
    holding = [room for room, left in free.items() if left >= seats]
    if seats and holding:
        return [(min(holding, key=lambda room: free[room]), seats)]
    parts = []
    for room in sorted(free, key=lambda room: -free[room]):
        if taken := min(seats, free[room]):
            parts.append((room, taken))
            seats -= taken
    return parts


def _windows(seats: Mapping[HalfDay, int]) -> tuple[SeatsAt, ...]:
    """Windows of a week, weekdays of like hours and seats together."""
    alike: dict[tuple[bool, int], list[Weekday]] = defaultdict(list)
    for half, number in seats.items():
        alike[half.afternoon, number].append(half.weekday)
    return tuple(
        SeatsAt(
            weekdays=tuple(days),
            start=_NOON if afternoon else _MIDNIGHT,
            end=_MIDNIGHT if afternoon else _NOON,
            seats=number,
        )
        for (afternoon, number), days in alike.items()
    )


def with_rooms(teams: Iterable[Team], rooms: Sequence[Room]) -> list[Team]:
    """The teams with their parts of rooms that all of them use, in place of rooms of their own."""
    known = list(teams)
    handed = hand_out(rooms, [seats_wanted(team) for team in known])
    return [team.model_copy(update={"rooms": own}) for team, own in zip(known, handed, strict=True)]

"""Teams of any size, made up from a seed: to measure with, and to compare.

Nothing of them is anybody's. Demand is a share of what the limits let the team's people carry, so
that a good roster has next to no shortfall and a poor one shows.
"""

import random
from datetime import date, time, timedelta

from scheduler.examples.generated_demand import demand
from scheduler.examples.generated_people import (
    CHAT,
    HOTLINE,
    IMAGES,
    WEEKDAYS,
    WEEKEND,
    analysts,
    volunteers,
)
from scheduler.team import Activity, PublicHolidays, Room, ShiftShape, Team

FEWEST, MOST = 8, 500
# Of what the limits let people carry; drawn for each team from between the two.
LEAST_LOAD, MOST_LOAD = 0.92, 1.0

_LARGEST_ROOM = 12
_DAYS = ("07:00", "07:30", "08:00", "08:30", "09:00", "10:00", "11:00", "12:00", "13:30")

_ACTIVITIES = (
    Activity(id=IMAGES[0], name="Images, severity 1", exposes="material", severity=1),
    Activity(id=IMAGES[1], name="Images, severity 2", exposes="material", severity=2),
    Activity(id=IMAGES[2], name="Images, severity 3", exposes="material", severity=3, min_block=15),
    Activity(id=CHAT, name="Chat", exposes="contact", severity=1, home=True),
    Activity(id=HOTLINE, name="Hotline", exposes="contact", severity=2),
    Activity(id="admin", name="Case files and administration", home=True),
    Activity(id="training", name="Training", home=True),
    Activity(id="counselling", name="Counselling", screen=False, session=True),
)


def generated_team(people: int, first: date, seed: int) -> Team:
    """A team of so many people for a roster of four weeks from the Monday of the week of `first`.

    people: 8 to 500; one in eight is a volunteer who chats. The same arguments give the same team.
    Analysts work full time, four days or half the week by fixed patterns; some are new, and have
    an own cap, leave, wishes or late hours; two of eight mentor. Demand is 92 to 100 % of what the
    limits let them carry. There is no history. Raises ValueError for fewer or more people.
    """
    if not FEWEST <= people <= MOST:
        raise ValueError(f"a generated team has {FEWEST} to {MOST} people, not {people}")
    drawn = random.Random(f"{people} {seed}")  # noqa: S311  (an invention, no secret)
    monday = first - timedelta(days=first.weekday())
    paid = analysts(people - people // 8, monday, drawn)
    helping = volunteers(people // 8, len(paid), monday, drawn)
    coverage, workload = demand(paid, helping, monday, drawn.uniform(LEAST_LOAD, MOST_LOAD))
    return Team(
        name=f"Team {seed} of {people}",
        timezone="Europe/Brussels",
        holidays=PublicHolidays(country="BE"),
        activities=_ACTIVITIES,
        rooms=_rooms(len(paid)),
        shapes=_shapes(),
        people=(*paid, *helping),
        coverage=coverage,
        workload=workload,
    )


def _rooms(paid: int) -> tuple[Room, ...]:
    """Three seats for four analysts, in as few rooms of about one size as hold them."""
    seats = -(-3 * paid // 4)
    return even_rooms(seats, _LARGEST_ROOM, key="room", name="Assessment room")


def even_rooms(seats: int, largest: int, *, key: str, name: str) -> tuple[Room, ...]:
    """So many seats, 1 or more, in as few rooms as hold them with `largest` in each, evenly.

    key, name: what their ids and names begin with, before a number from 1 on.
    """
    number = -(-seats // largest)
    each, more = divmod(seats, number)
    return tuple(
        Room(id=f"{key}-{n}", name=f"{name} {n}", seats=each + (n <= more))
        for n in range(1, number + 1)
    )


def _shapes() -> tuple[ShiftShape, ...]:
    """Days of 7 h 36 with half an hour for the meal, half days of 3 h 48, and four hours."""
    whole = [ShiftShape(start=time.fromisoformat(s), minutes=486, weekdays=WEEKDAYS) for s in _DAYS]
    halves = [
        ShiftShape(start=time(8 + later, 30), minutes=228, weekdays=WEEKDAYS) for later in (0, 4)
    ]
    evening = ShiftShape(start=time(17, 45), minutes=240, weekdays=WEEKDAYS)
    weekend = ShiftShape(start=time(13, 30), minutes=240, weekdays=WEEKEND)
    return (*whole, *halves, evening, weekend)

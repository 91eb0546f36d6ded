"""A team of five with a roster of two weeks that breaks no rule, for the pages to show.

Anouk and Bram do images and chat from Monday to Thursday, 08:00 to 16:00. Chloé is on leave on
Tuesday 8 December, Daan has refused chat, and Ines, a volunteer, chats on Tuesday evenings. Images
of severity 1 are wanted on weekdays by two from 09:00 to 10:00: nobody is on them in the last
quarter of an hour, and all Friday. Chat is wanted on Saturdays from 18:00 to 21:00, by nobody.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from constraints.reading import rulebook_of
from scheduler.checking import presences_of
from scheduler.evaluating import Bounds, roster_of
from scheduler.problem import Problem
from scheduler.roster import Block, Roster, Shift
from scheduler.team import Team

ZONE = ZoneInfo("Europe/Brussels")
FIRST = date(2026, 12, 7)
TUESDAY = date(2026, 12, 8)
SATURDAY = date(2026, 12, 12)
DAYS = 14
THURSDAY = 3
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]

OFFICE_DAY = (
    ("admin", 60),
    ("images-1", 45),
    ("break", 15),
    ("images-2", 45),
    ("break", 15),
    ("admin", 60),
    ("meal", 30),
    ("chat", 45),
    ("break", 15),
    ("admin", 150),
)
EVENING = (("chat", 45), ("break", 15), ("chat", 30), ("break", 90))


def document() -> dict[str, Any]:
    """The team file, not yet read; a test may change it."""
    exposing = ("images-1", "images-2", "chat")
    return {
        "name": "Image team",
        "timezone": "Europe/Brussels",
        "activities": [
            {"id": "images-1", "name": "Images, severity 1", "exposes": "material", "severity": 1},
            {"id": "images-2", "name": "Images, severity 2", "exposes": "material", "severity": 2},
            {"id": "chat", "name": "Chat", "exposes": "contact", "severity": 1, "home": True},
            {"id": "admin", "name": "Administration", "home": True},
        ],
        "rooms": [{"id": "room-1", "name": "Assessment room", "seats": 4}],
        "shapes": [
            {"start": "08:00", "minutes": 480, "weekdays": WEEKDAYS},
            {"start": "18:00", "minutes": 180},
        ],
        "people": [
            *(_person(name, exposing) for name in ("Anouk", "Bram")),
            _person("Chloé", exposing, leave=[{"from": "2026-12-08", "to": "2026-12-08"}]),
            _person(
                "Daan",
                exposing,
                private={"refusals": [{"activity": "chat", "from": "2026-12-01T09:00+01:00"}]},
                reachable=[{"from": "2026-11-01T00:00+01:00", "to": "2027-02-01T00:00+01:00"}],
            ),
            _person(
                "Ines", ("chat",), volunteer=True, available=[{"from": "08:00", "to": "22:00"}]
            ),
        ],
        "rules": {"exposure_free_day": {"working_days": 5}},
        "coverage": [
            {
                "activity": "images-1",
                "weekdays": WEEKDAYS,
                "from": "09:00",
                "to": "10:00",
                "minimum": 1,
                "target": 2,
            },
            {"activity": "chat", "weekdays": ["sat"], "from": "18:00", "to": "21:00", "target": 1},
        ],
    }


def _person(name: str, may: Iterable[str], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "id": name.lower().replace("é", "e"),
        "name": name,
        "contract": {"weekly_minutes": 2280},
        "supports": {"from": "2024-12-01"},
        "authorised": [{"activity": activity, "from": "2024-12-01"} for activity in may],
        **more,
    }


def team() -> Team:
    """The team."""
    return Team.model_validate(document())


def team_of(changed: dict[str, Any]) -> str:
    """The text of a team file, as the store keeps it."""
    return Team.model_validate(changed).model_dump_json(by_alias=True)


def shift(person: str, on: date, start: str, blocks: Iterable[tuple[str, int]]) -> Shift:
    """A shift of blocks given as activity and minutes, one after the other; `meal` is a break."""
    begin = reached = datetime.combine(on, time.fromisoformat(start), ZONE)
    made = []
    for activity, minutes in blocks:
        end = reached + timedelta(minutes=minutes)
        made.append(
            Block(
                activity="break" if activity == "meal" else activity,
                meal=activity == "meal",
                room="room-1" if activity.startswith("images") else None,
                start=reached,
                end=end,
            )
        )
        reached = end
    return Shift(person=person, start=begin, end=reached, blocks=tuple(made))


def shifts() -> list[Shift]:
    """The shifts of the two weeks."""
    made = []
    for day in (FIRST + timedelta(days=number) for number in range(DAYS)):
        if day.weekday() <= THURSDAY:
            made += [shift(person, day, "08:00", OFFICE_DAY) for person in ("anouk", "bram")]
        if day.weekday() == TUESDAY.weekday():
            made.append(shift("ines", day, "18:00", EVENING))
    return made


def roster(of: Iterable[Shift] | None = None, in_team: Team | None = None) -> Roster:
    """A roster file of these shifts, by default the two weeks', with shortfalls and score."""
    asked = in_team or team()
    problem = Problem.of(asked, FIRST, DAYS)
    given = shifts() if of is None else of
    return roster_of(problem, rulebook_of(asked), presences_of(problem, given), Bounds())

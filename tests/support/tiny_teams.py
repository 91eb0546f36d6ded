"""Teams and problems so small that every one of their rosters can be looked at.

`problem(...)` takes what a case is about and fills in the rest: Ana, one day (Monday
8 March 2027, Brussels), the grid of 15 minutes, one approved room where material is done.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from scheduler.demand import CoverageLine, Weekday
from scheduler.problem import Problem
from scheduler.roster import Block, Shift
from scheduler.team import (
    Activity,
    Authorisation,
    Contract,
    Dated,
    Person,
    Room,
    ShiftShape,
    Team,
)

MONDAY = date(2027, 3, 8)
BRUSSELS = ZoneInfo("Europe/Brussels")

IMAGES = Activity(id="images", name="Image assessment", exposes="material", severity=2)
HIGHEST = Activity(id="highest", name="Highest severity", exposes="material", severity=3)
CHAT = Activity(id="chat", name="Chat", exposes="contact", severity=1, home=True)
ADMIN = Activity(id="admin", name="Admin", home=True)
WALK = Activity(id="walk", name="Walk", screen=False)
COUNSELLING = Activity(id="counselling", name="Counselling", screen=False, session=True)
SINCE_LONG = Dated(first=date(2020, 1, 1))
ROOM = Room(id="quiet", name="Quiet room", seats=9)


def person(name: str = "Ana", **fields: Any) -> Person:  # noqa: ANN401  (any field of a person)
    """A person with a contract of 38 hours, authorised for the exposing activities above."""
    authorised = tuple(
        Authorisation(activity=activity.id, first=date(2020, 1, 1))
        for activity in (IMAGES, HIGHEST, CHAT)
    )
    usual: dict[str, Any] = {"contract": Contract(weekly_minutes=2280), "authorised": authorised}
    return Person(name=name, **({"id": name.lower()} | usual | fields))


def shape(
    start: str, minutes: int, place: Literal["site", "home"] = "site", weekdays: str = ""
) -> ShiftShape:
    """A shift shape from a local start such as 08:00; weekdays as `mon tue`, else every day."""
    days = tuple(Weekday(name) for name in weekdays.split()) or Weekday.every()
    return ShiftShape(start=time.fromisoformat(start), minutes=minutes, place=place, weekdays=days)


def line(  # one number a field of a coverage line
    activity: Activity,
    start: str,
    end: str,
    *,
    minimum: int = 0,
    target: int = 1,
    skill: str | None = None,
) -> CoverageLine:
    """A coverage line on every day, from and to local times."""
    return CoverageLine(
        activity=activity.id,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        minimum=minimum,
        target=target,
        skill=skill,
    )


def shift(
    who: str,
    start: str,
    blocks: Iterable[tuple[str, int]],
    *,
    zone: ZoneInfo = BRUSSELS,
    place: Literal["site", "home"] = "site",
    overtime: bool = False,
) -> Shift:
    """A shift as files have it: local start `2027-03-05 08:00`, then (activity, minutes) in order.

    The activity `meal` is a meal break; material is done in the room above. Minutes are elapsed.
    """
    from_utc = datetime.fromisoformat(start).replace(tzinfo=zone).timestamp()
    done, reached = [], from_utc
    for activity, minutes in blocks:
        done.append(
            Block(
                activity="break" if activity == "meal" else activity,
                meal=activity == "meal",
                room=ROOM.id if activity in {IMAGES.id, HIGHEST.id} else None,
                start=datetime.fromtimestamp(reached, zone),
                end=datetime.fromtimestamp(reached + minutes * 60, zone),
            )
        )
        reached += minutes * 60
    return Shift(
        person=who,
        start=datetime.fromtimestamp(from_utc, zone),
        end=datetime.fromtimestamp(reached, zone),
        overtime=overtime,
        place=place,
        blocks=tuple(done),
    )


def problem(
    *people: Person,
    shapes: Iterable[ShiftShape] = (shape("08:00", 60),),
    activities: Iterable[Activity] = (IMAGES, ADMIN),
    first: date = MONDAY,
    days: int = 1,
    grid: Literal[5, 10, 15] = 15,
    **team: Any,  # noqa: ANN401  (any other field of a team)
) -> Problem:
    """A problem of a tiny team; `team` are further fields of the team file, such as coverage."""
    usual: dict[str, Any] = {"name": "Tiny", "timezone": "Europe/Brussels", "rooms": (ROOM,)}
    whole = Team(
        people=people or (person(),),
        shapes=tuple(shapes),
        activities=tuple(activities),
        **(usual | team),
    )
    return Problem.of(whole, first, days, grid)

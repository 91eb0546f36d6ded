"""The people of generated teams: invented first names, and terms in fixed shares."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.demand import Weekday
from scheduler.team import (
    Authorisation,
    Busy,
    Contract,
    Dated,
    Leave,
    Person,
    Skill,
    WeeklyTime,
    Wish,
)

IMAGES = ("images-1", "images-2", "images-3")
CHAT, HOTLINE = "chat", "hotline"
ZONE = ZoneInfo("Europe/Brussels")

_NAMES = """
    Lotte Noor Elise Wout Samir Hanne Thibault Jonas Fatima Greet Lucas Marie Pieter Yasmina
    Bram Camille Dries Eva Floris Gitte Hugo Imane Jef Karim Lien Mehdi Nele Olivier Paulien
    Quinten Rania Stijn Tess Ugo Vera Willem Xander Yara Zeno Amber Bilal Chloe Dario Emma
    Ferre Hannah Ilias Julie Kobe Laure
""".split()  # noqa: SIM905  (fifty lines, else)

WEEKDAYS, WEEKEND = Weekday.every()[:5], Weekday.every()[5:]
_MON, _TUE, _WED, _THU, _FRI = WEEKDAYS
_DAY, _HALF = 456, 228
# Full time but for three of eight: two of four days, one of half the week.
_PATTERNS: dict[int, dict[Weekday, int]] = {
    5: {_MON: _DAY, _TUE: _DAY, _THU: _DAY, _FRI: _DAY},
    6: {_MON: _DAY, _TUE: _DAY, _WED: _DAY, _THU: _DAY},
    7: {_MON: _DAY, _TUE: _DAY, _WED: _HALF},
}
_FULL = dict.fromkeys(WEEKDAYS, _DAY)
# The eight that repeat: who mentors, is new, has an own cap, works late.
_MENTORS, _NEW, _CAPPED, _LATE = {0, 4}, 3, 6, {1, 2}
_OWN_CAP = 210
_SEVERE_FROM_WEEK, _NEWEST, _OLDEST = 4, 2, 11


def analysts(number: int, monday: date, drawn: random.Random) -> tuple[Person, ...]:
    """So many people with contracts, for four weeks from `monday`. The first mentors."""
    supporting = [n for n in range(number) if n % 8 in {*_MENTORS, 5}]
    return tuple(_analyst(n, supporting, monday, drawn) for n in range(number))


def _analyst(place: int, supporting: list[int], monday: date, drawn: random.Random) -> Person:
    role = place % 8
    pattern = _PATTERNS.get(role)
    since = monday - timedelta(weeks=drawn.randrange(60, 400))
    leave = _leave(monday, drawn)
    terms: dict[str, Any] = {}
    if role == _NEW:
        since = monday - timedelta(weeks=drawn.randrange(_NEWEST, _OLDEST))
        terms["ramp_up_from"] = since
    if role in _MENTORS:
        terms["mentor"] = Dated(first=since)
    if role == _CAPPED:
        terms["max_daily_exposure"] = _OWN_CAP
    if place in supporting:
        turn = supporting.index(place)
        terms["supports"] = Dated(first=since)
        terms["reachable"] = _reachable(turn, len(supporting), monday)
    weekly = sum((pattern or _FULL).values())
    return Person(
        **_named(place),
        contract=Contract(
            weekly_minutes=weekly,
            least_weekly_minutes=weekly,
            pattern=(pattern,) if pattern else (),
        ),
        authorised=_authorised(role, since),
        skills=_skills(role, since),
        available=_hours(role, pattern or _FULL),
        sessions=_sessions(place, pattern or _FULL, leave, monday),
        leave=leave,
        wishes=_wishes(monday, drawn),
        **terms,
    )


def volunteers(number: int, after: int, monday: date, drawn: random.Random) -> tuple[Person, ...]:
    """So many people who chat on two evenings and one day of the weekend, named after `after`."""
    found = []
    for n in range(number):
        since = monday - timedelta(weeks=drawn.randrange(20, 200))
        evenings = tuple(sorted(drawn.sample(list(_FULL), 2), key=lambda day: day.number))
        weekend = (WEEKEND[n % 2],)
        found.append(
            Person(
                **_named(after + n),
                volunteer=True,
                authorised=(Authorisation(activity=CHAT, first=since),),
                skills=_skills(n, since),
                available=(
                    WeeklyTime(weekdays=evenings, start=time(17, 45), end=time(22)),
                    WeeklyTime(weekdays=weekend, start=time(13), end=time(18)),
                ),
                sessions=tuple(
                    _hour(monday + timedelta(days=evenings[0].number + 28 * later), 18)
                    for later in (0, 1)
                ),
            )
        )
    return tuple(found)


def _named(place: int) -> dict[str, Any]:
    name = _NAMES[place % len(_NAMES)]
    again = place // len(_NAMES)
    spoken = f"{name} {again + 1}" if again else name
    return {"id": spoken.lower().replace(" ", "-"), "name": spoken}


def _authorised(role: int, since: date) -> tuple[Authorisation, ...]:
    """Somebody new starts with what is least severe; every second one sees the most severe."""
    if role == _NEW:
        later = since + timedelta(weeks=_SEVERE_FROM_WEEK)
        dates = {IMAGES[0]: since, CHAT: since, IMAGES[1]: later}
    else:
        known = (*IMAGES[: 2 + (role % 2 == 0)], HOTLINE, *([CHAT] if role in {1, 2, 5, 7} else ()))
        dates = dict.fromkeys(known, since)
    return tuple(Authorisation(activity=name, first=first) for name, first in dates.items())


def _skills(role: int, since: date) -> tuple[Skill, ...]:
    spoken = ("nl", "fr") if role % 3 == 0 else ("nl",)
    return tuple(Skill(skill=name, first=since) for name in spoken)


def _hours(role: int, days: dict[Weekday, int]) -> tuple[WeeklyTime, ...]:
    start, end = (time(10), time(21, 40)) if role in _LATE else (time(7, 30), time(18, 30))
    return (WeeklyTime(weekdays=tuple(days), start=start, end=end),)


def _leave(monday: date, drawn: random.Random) -> tuple[Leave, ...]:
    """Every second person: one to five working days in one of the four weeks."""
    if drawn.random() < 1 / 2:
        return ()
    first = drawn.randrange(5)
    start = monday + timedelta(days=7 * drawn.randrange(4) + first)
    return (Leave(first=start, last=start + timedelta(days=drawn.randrange(5 - first))),)


def _wishes(monday: date, drawn: random.Random) -> tuple[Wish, ...]:
    """Two in five: one date off, or to be done by half past four."""
    kind = drawn.random()
    if kind > 2 / 5:
        return ()
    day = monday + timedelta(days=7 * drawn.randrange(4) + drawn.randrange(5))
    if kind < 1 / 5:
        return (Wish(day=day),)
    return (Wish(day=day, wish="work", not_after=time(16, 30)),)


def _sessions(
    place: int, days: dict[Weekday, int], leave: tuple[Leave, ...], monday: date
) -> tuple[Busy, ...]:
    """A standing hour every four weeks, on a whole day, one after the other through the weeks."""
    whole = [day.number for day, minutes in days.items() if minutes == _DAY]
    dates = [
        monday + timedelta(days=7 * ((place + week) % 4) + whole[place // 4 % len(whole)])
        for week in range(4)
    ]
    here = [day for day in dates if not any(each.first <= day <= each.last for each in leave)]
    hour = 14 + place // 20 % 2
    return tuple(_hour(here[0] + timedelta(days=28 * later), hour) for later in (0, 1))


def _reachable(turn: int, turns: int, monday: date) -> tuple[Busy, ...]:
    """Evenings and weekends of every week that is this person's, two people a week."""
    weeks = [week for week in range(5) if turn in {2 * week % turns, (2 * week + 1) % turns}]
    found = []
    for week in weeks:
        for n in range(7):
            day = monday + timedelta(days=7 * week + n)
            start = time(16) if n < len(_FULL) else time(12)
            found.append(Busy(start=_moment(day, start), end=_moment(day, time(22))))
    return tuple(found)


def _hour(day: date, hour: int) -> Busy:
    return Busy(start=_moment(day, time(hour)), end=_moment(day, time(hour + 1)))


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE)

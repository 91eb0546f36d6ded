"""Team files that a month makes: a new team, or one that is there with the month in its history."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.demand import Weekday
from scheduler.roster import BREAK
from web.intake.month import Month
from web.intake.said import WORKS, Said, Someone
from web.storage.shift_codes import Meaning, minutes_of
from web.team_pages.parts import free_id

Content = dict[str, Any]

OTHER_WORK = "other"
# A shift of six hours and more holds half an hour's meal: Belgian labour act, as the rule has it.
MEAL_FROM, MEAL = 360, 30
_QUARTER = 15


def new_file(name: str, zone: str, said: Said) -> Content:
    """The file of a new team that worked the month, with coverage for what is to come."""
    works = [WORKS[work.id] for work in said.works]
    activities = [work.model_dump(mode="json", exclude_defaults=True) for work in works]
    content: Content = {
        "name": name,
        "timezone": zone,
        "activities": [*activities, {"id": OTHER_WORK, "name": "Other work"}],
        "shapes": list(_shapes(said)),
        "people": [],
        "coverage": [
            {
                "activity": work.id,
                "weekdays": [day.value for day in Weekday.every()[: work.days]],
                "from": work.opens.isoformat("minutes"),
                "to": work.closes.isoformat("minutes"),
                "minimum": work.least,
                "target": work.most,
            }
            for work in said.works
        ],
    }
    seats = max((work.most for work in said.works if work.id == "images"), default=0)
    if seats:
        content["rooms"] = [{"id": "room-1", "name": "Assessment room", "seats": seats}]
    return with_month(content, said)


def with_month(content: Content, said: Said) -> Content:
    """The file with the month as worked history and with the people who are new to it.

    What its history told of these people on these days is replaced, so that taking a month in
    twice does it once.
    """
    month, zone = said.month, ZoneInfo(content["timezone"])
    people = [*content.get("people", ())]
    ids = {person["name"].casefold(): person["id"] for person in people}
    taken = set(ids.values())
    for someone in said.people:
        identifier = free_id(someone.name, taken)
        taken.add(identifier)
        ids[someone.name.casefold()] = identifier
        people.append(_person(identifier, someone, said))
    theirs = {ids[line.name.casefold()] for line in month.lines}

    def told(person: str, on: date) -> bool:
        return person in theirs and month.first <= on <= month.last

    history = [
        shift
        for shift in content.get("history", ())
        if not told(shift["person"], _local_day(shift["start"], zone))
    ]
    worked = [
        each
        for each in content.get("worked", ())
        if not told(each["person"], date.fromisoformat(each["date"]))
    ]
    for line, day, meaning in work_of(said):
        person = ids[line.casefold()]
        history.append(shift_of(person, day, meaning, zone))
        if meaning.activity:
            minutes = meaning.minutes
            worked.append({"person": person, "date": day.isoformat(), "minutes": minutes})
    return content | {"people": people, "history": history, "worked": worked}


def work_of(said: Said) -> Iterator[tuple[str, date, Meaning]]:
    """Each shift of the month: whose it is, its day, and what its code means."""
    for line in said.month.lines:
        for number, code in enumerate(line.codes):
            if code and said.codes[code].works:
                yield line.name, said.month.day(number), said.codes[code]


def shift_of(
    person: str, day: date, meaning: Meaning, zone: ZoneInfo, *, exposed: bool = False
) -> Content:
    """A shift of history: its times, and the unpaid meal in the middle of a long one.

    exposed: whether the minutes that expose are laid into it, from its start on. Nobody knows where
    they lay, so only what adds minutes up may look at them; they are never stored like that.
    """
    if meaning.starts is None or meaning.ends is None:
        raise ValueError("the code is no shift")
    start = datetime.combine(day, meaning.starts)
    length = minutes_of(meaning.starts, meaning.ends)

    def at(minutes: int) -> str:
        local = (start + timedelta(minutes=minutes)).replace(tzinfo=zone)
        return local.isoformat(timespec="minutes")

    blocks: list[Content] = [
        {
            "activity": meaning.activity if kind == "work" else BREAK,
            "meal": kind == "meal",
            "start": at(first),
            "end": at(last),
        }
        for first, last, kind in _parts(length, meaning.minutes if exposed else 0)
    ]
    shift: Content = {"person": person, "start": at(0), "end": at(length)}
    return shift | ({"blocks": blocks} if len(blocks) > 1 or exposed else {})


def _parts(length: int, exposing: int) -> Iterator[tuple[int, int, str]]:
    """Where the parts of a shift lie, in minutes after its start."""
    meal = length >= MEAL_FROM
    middle = (length - MEAL) // 2 // _QUARTER * _QUARTER if meal else length
    for first, last in ((0, middle), (middle + MEAL, length)) if meal else ((0, length),):
        until = min(last, first + exposing)
        exposing -= until - first
        if first < until:
            yield first, until, "work"
        if until < last:
            yield until, last, "rest"
        if meal and last == middle:
            yield middle, middle + MEAL, "meal"


def _person(identifier: str, someone: Someone, said: Said) -> Content:
    first = said.month.first.isoformat()
    person: Content = {"id": identifier, "name": someone.name}
    if someone.volunteer:
        # Nobody is planned at times that they did not offer: they begin with those that they had.
        person |= {"volunteer": True, "available": list(_offered(someone.name, said))}
    else:
        weekly = someone.weekly or fullest_week(someone.name, said)
        person["contract"] = {"weekly_minutes": weekly}
    if someone.supports:
        person["supports"] = {"from": first}
    work = {m.activity for name, _, m in work_of(said) if name == someone.name and m.activity}
    if work:
        person["authorised"] = [{"activity": each, "from": first} for each in sorted(work)]
    return person


def _offered(name: str, said: Said) -> Iterator[Content]:
    """The weekly times at which somebody worked in the month."""
    mine = (each for each in work_of(said) if each[0] == name)
    for meaning, days in _weekdays(mine):
        yield {
            "weekdays": days,
            "from": meaning.starts.isoformat("minutes") if meaning.starts else "",
            "to": meaning.ends.isoformat("minutes") if meaning.ends else "",
        }


def _weekdays(
    work: Iterable[tuple[str, date, Meaning]],
) -> Iterator[tuple[Meaning, list[str]]]:
    """Each pair of times that is worked, with the weekdays on which it is."""
    days: dict[Meaning, set[int]] = {}
    for _, day, meaning in work:
        days.setdefault(Meaning(meaning.starts, meaning.ends), set()).add(day.weekday())
    for meaning, weekdays in days.items():
        yield meaning, [day.value for day in Weekday.every() if day.number in weekdays]


def fullest_week(name: str, said: Said) -> int:
    """Most paid minutes of one person in a week of the month, from Monday on; at most 48 h."""
    weeks: dict[date, int] = {}
    for who, day, meaning in work_of(said):
        if who == name and meaning.starts and meaning.ends:
            monday = day - timedelta(days=day.weekday())
            length = minutes_of(meaning.starts, meaning.ends)
            paid = length - (MEAL if length >= MEAL_FROM else 0)
            weeks[monday] = weeks.get(monday, 0) + paid
    return min(max(weeks.values(), default=0), 2880)


def _shapes(said: Said) -> Iterator[Content]:
    """Each shift of the month as one that may be planned, on the weekdays on which it stood."""
    for meaning, weekdays in _weekdays(work_of(said)):
        if meaning.starts and meaning.ends:
            yield {
                "start": meaning.starts.isoformat("minutes"),
                "minutes": minutes_of(meaning.starts, meaning.ends),
                "weekdays": weekdays,
            }


def ids_of(content: Mapping[str, Any], month: Month) -> dict[str, str]:
    """The id of each name of the month in a file that has taken it in."""
    ids = {person["name"].casefold(): person["id"] for person in content["people"]}
    return {line.name: ids[line.name.casefold()] for line in month.lines}


def _local_day(moment: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(moment).astimezone(zone).date()

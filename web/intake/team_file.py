"""Team files that a month makes: a new team, or one that is there with the month in its history."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.demand import Weekday
from scheduler.roster import BREAK
from web.intake.month import Month
from web.intake.newcomers import MEAL, MEAL_FROM, Worked, person_of, weekdays_of
from web.intake.said import WORKS, Said
from web.storage.shift_codes import Meaning, minutes_of
from web.team_pages.parts import free_id

Content = dict[str, Any]

OTHER_WORK = "other"
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


def with_month(content: Content, said: Said, once: Collection[str] = ()) -> Content:
    """The file with the month as worked history and with the people who are new to it.

    What its history told of these people on these days is replaced, so that taking a month in
    twice does it once. once: ids that nobody new gets.
    """
    month, zone = said.month, ZoneInfo(content["timezone"])
    people = [*content.get("people", ())]
    ids = {person["name"].casefold(): person["id"] for person in people}
    taken = {*ids.values(), *once}
    mine: dict[str, list[Worked]] = {}
    for name, day, meaning in work_of(said):
        mine.setdefault(name, []).append((day, meaning))
    for someone in said.people:
        identifier = free_id(someone.name, taken)
        taken.add(identifier)
        ids[someone.name.casefold()] = identifier
        work = mine.get(someone.name, [])
        people.append(person_of(identifier, someone, month.first, work))
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
    # In elapsed minutes: in the two nights of a year in which clocks change, half past two comes
    # twice or not at all, and a shift has an hour more or less than its clocks say.
    ends_on = day if meaning.ends > meaning.starts else day + timedelta(days=1)
    start = datetime.combine(day, meaning.starts, zone).astimezone(UTC)
    end = datetime.combine(ends_on, meaning.ends, zone).astimezone(UTC)
    length = int((end - start).total_seconds()) // 60

    def at(minutes: int) -> str:
        local = (start + timedelta(minutes=minutes)).astimezone(zone)
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


def _shapes(said: Said) -> Iterator[Content]:
    """Each shift of the month as one that may be planned, on the weekdays on which it stood."""
    work = [(day, meaning) for _, day, meaning in work_of(said)]
    for meaning, weekdays in weekdays_of(work):
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

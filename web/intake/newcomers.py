"""People who are new to a team, as the month that they worked tells of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from scheduler.demand import Weekday
from web.intake.said import MOST_HOURS, Someone
from web.storage.shift_codes import Meaning, minutes_of

# One shift of somebody: its day, and what its code means.
Worked = tuple[date, Meaning]

# A shift of six hours and more holds half an hour's meal: Belgian labour act, as the rule has it.
MEAL_FROM, MEAL = 360, 30


def person_of(
    identifier: str, someone: Someone, first: date, work: Sequence[Worked]
) -> dict[str, Any]:
    """Somebody in a team file. first: of the month; work: all their shifts in it."""
    since = first.isoformat()
    person: dict[str, Any] = {"id": identifier, "name": someone.name}
    if someone.volunteer:
        # Nobody is planned at times that they did not offer: they begin with those that they had.
        person |= {"volunteer": True, "available": list(_offered(work))}
    else:
        person["contract"] = {"weekly_minutes": someone.weekly or fullest_week(work)}
    if someone.supports:
        person["supports"] = {"from": since}
    done = {meaning.activity for _, meaning in work if meaning.activity}
    if done:
        person["authorised"] = [{"activity": each, "from": since} for each in sorted(done)]
    return person


def fullest_week(work: Iterable[Worked]) -> int:
    """Most paid minutes in a week of the month, from Monday on; at most 48 hours."""
    weeks: dict[date, int] = {}
    for day, meaning in work:
        if meaning.starts and meaning.ends:
            monday = day - timedelta(days=day.weekday())
            length = minutes_of(meaning.starts, meaning.ends)
            paid = length - (MEAL if length >= MEAL_FROM else 0)
            weeks[monday] = weeks.get(monday, 0) + paid
    return min(max(weeks.values(), default=0), MOST_HOURS * 60)


def weekdays_of(work: Iterable[Worked]) -> Iterator[tuple[Meaning, list[str]]]:
    """Each pair of times that is worked, with the weekdays on which it is."""
    days: dict[Meaning, set[int]] = {}
    for day, meaning in work:
        days.setdefault(Meaning(meaning.starts, meaning.ends), set()).add(day.weekday())
    for meaning, weekdays in days.items():
        yield meaning, [day.value for day in Weekday.every() if day.number in weekdays]


def _offered(work: Iterable[Worked]) -> Iterator[dict[str, Any]]:
    """The weekly times at which somebody worked in the month."""
    for meaning, days in weekdays_of(work):
        if meaning.starts and meaning.ends:
            yield {
                "weekdays": days,
                "from": meaning.starts.isoformat("minutes"),
                "to": meaning.ends.isoformat("minutes"),
            }

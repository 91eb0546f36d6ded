"""Exposure read minute by minute: caps, stints, recovery, company, rooms, and who may do it.

Each check gives person and moment of what it finds; moments are minutes or local dates.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

from plain_file import BREAK, PlainFile
from plain_shifts import Places, holds

DAY, WEEK = 240, 960
STINT, HIGHEST_STINT, RECOVERY = 45, 20, 15
OPENS, CLOSES = "08:00", "16:00"
WIND_DOWN = {"material": 60, "contact": 30}
# Up to so many days since somebody's start: minutes a day, and severity.
NEW = ((14, 30, 1), (28, 60, 1), (49, 120, 2), (70, 180, 2), (84, 210, 2))
BESIDE_MENTOR = 28


def _exposed(file: PlainFile) -> tuple[Counter[tuple[str, date]], Counter[tuple[str, date]]]:
    """Exposing minutes by person and local day: of all shifts, and of the roster's own."""
    total: Counter[tuple[str, date]] = Counter()
    for shift in file.old:
        total.update((shift.person, file.day(minute)) for minute, _ in file.exposure(shift))
    for worked in file.team.get("worked", []):
        total[worked["person"], date.fromisoformat(worked["date"])] = worked["minutes"]
    new: Counter[tuple[str, date]] = Counter()
    for shift in file.new:
        new.update((shift.person, file.day(minute)) for minute, _ in file.exposure(shift))
    return total + new, new


def exposure_of_a_day(file: PlainFile) -> Places:
    total, new = _exposed(file)
    for person, day in new:
        own = file.people[person].get("max_daily_exposure")
        if total[person, day] > (DAY if own is None else min(own, DAY)):
            yield person, day


def exposure_of_seven_days(file: PlainFile) -> Places:
    total, new = _exposed(file)
    for person in file.people:
        for start in (file.days[0] + timedelta(days=n) for n in range(-6, len(file.days) + 1)):
            week = [(person, start + timedelta(days=n)) for n in range(7)]
            if sum(total[cell] for cell in week) > WEEK and any(new[cell] for cell in week):
                yield person, start


def stint(file: PlainFile) -> Places:
    for shift in file.new:
        for run in file.runs(shift):
            highest = any(file.activities[shift.doing[m]]["severity"] == 3 for m in run)
            if len(run) > (HIGHEST_STINT if highest else STINT):
                yield shift.person, run[0]


def recovery(file: PlainFile) -> Places:
    for shift in file.new:
        for before, after in pairwise(file.runs(shift)):
            longest = rested = 0
            for minute in range(before[-1] + 1, after[0]):
                name = shift.doing.get(minute, "")
                away = name == BREAK or file.activities.get(name, {}).get("screen") is False
                rested = rested + 1 if away else 0
                longest = max(longest, rested)
            if longest < RECOVERY:
                yield shift.person, after[0]


def company_on_site(file: PlainFile) -> Places:
    on_site: dict[int, set[str]] = defaultdict(set)
    for shift in (*file.old, *file.new):
        if shift.place == "site":
            for minute in range(shift.start, shift.end):
                on_site[minute].add(shift.person)
    for shift in file.new:
        for minute, name in file.exposure(shift):
            if file.exposes(name) == "material" and not on_site[minute] - {shift.person}:
                yield shift.person, minute


def hours_of_material(file: PlainFile) -> Places:
    for shift in file.new:
        for minute, name in file.exposure(shift):
            if file.exposes(name) == "material":
                at = file.local(minute).strftime("%H:%M")
                if not OPENS <= at < CLOSES:
                    yield shift.person, minute


def wind_down(file: PlainFile) -> Places:
    for shift in file.new:
        for minute, name in file.exposure(shift):
            if minute >= shift.end - WIND_DOWN[file.exposes(name) or ""]:
                yield shift.person, minute


def seats(file: PlainFile) -> Places:
    taken: Counter[tuple[int, str]] = Counter()
    for shift in (*file.old, *file.new):
        taken.update(
            (minute, shift.room[minute])
            for minute, name in file.exposure(shift)
            if file.exposes(name) == "material" and minute in shift.room
        )
    for shift in file.new:
        for minute, room in shift.room.items():
            if taken[minute, room] > file.rooms[room]["seats"]:
                yield room, minute


def approved_room_on_site(file: PlainFile) -> Places:
    for shift in file.new:
        for minute, name in file.exposure(shift):
            if file.exposes(name) == "material":
                room = file.rooms.get(shift.room.get(minute, ""), {"approved": False})
                if shift.place != "site" or not room.get("approved", True):
                    yield shift.person, minute


def authorised(file: PlainFile) -> Places:
    for shift in file.new:
        for minute, name in file.exposure(shift):
            day = file.day(minute)
            allowed = [
                a
                for a in file.people[shift.person].get("authorised", [])
                if a["activity"] == name and holds(a, day)
            ]
            if not allowed:
                yield shift.person, minute


def ramp_up(file: PlainFile) -> Places:
    _, new = _exposed(file)
    for shift in file.new:
        began = file.people[shift.person].get("ramp_up_from")
        if began is None:
            continue
        for minute, name in file.exposure(shift):
            day = file.day(minute)
            since = (day - date.fromisoformat(began)).days
            steps = [(most, severity) for until, most, severity in NEW if since < until]
            if steps and (
                since < 0
                or new[shift.person, day] > steps[0][0]
                or file.activities[name]["severity"] > steps[0][1]
            ):
                yield shift.person, minute


def mentor_beside(file: PlainFile) -> Places:
    for shift in file.new:
        for minute, name in file.exposure(shift):
            kind, room = file.exposes(name), shift.room.get(minute)
            beside = [
                other
                for other in (*file.old, *file.new)
                if _mentors(file, other.person, minute)
                and not _is_new(file, other.person, minute)
                and file.exposes(other.doing.get(minute, BREAK)) == kind
                and (other.room.get(minute), other.place) == (room, "site")
            ]
            if _is_new(file, shift.person, minute) and (shift.place != "site" or not beside):
                yield shift.person, minute


def _mentors(file: PlainFile, person: str, minute: int) -> bool:
    mentor, day = file.people[person].get("mentor"), str(file.day(minute))
    return mentor is not None and mentor["from"] <= day <= (mentor.get("to") or "9999-12-31")


def _is_new(file: PlainFile, person: str, minute: int) -> bool:
    began = file.people[person].get("ramp_up_from")
    if began is None:
        return False
    return 0 <= (file.day(minute) - date.fromisoformat(began)).days < BESIDE_MENTOR


CHECKS = (
    exposure_of_a_day,
    exposure_of_seven_days,
    stint,
    recovery,
    company_on_site,
    hours_of_material,
    wind_down,
    seats,
    approved_room_on_site,
    authorised,
    ramp_up,
    mentor_beside,
)

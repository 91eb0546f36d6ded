"""What a written solution is worth by the published rules of the family.

Shares no code with the engine and its rules: it reads the solution's text and counts.

Source: T. Curtois and R. Qu, Computational results on new staff scheduling benchmark instances,
University of Nottingham, 2014, and the instances' own comments.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

from bench.families.curtois_nrp.instance import SATURDAY, SUNDAY, WEEK, Instance, Staff
from bench.families.files import xml_of
from bench.families.verdict import UnreadableError, Verdict

# The shift by day, of one person.
Days = Mapping[int, str]


def judge(instance: Instance, text: str) -> Verdict:
    """The value of a solution, or the hard rules that it breaks.

    Raises UnreadableError where the text is no solution of the instance.
    """
    rosters = _read(instance, text)
    faults = tuple(
        f"{name}: {fault}"
        for name, staff in instance.staff.items()
        for fault in _faults(instance, staff, rosters[name])
    )
    return Verdict(None if faults else _objective(instance, rosters), faults)


def _read(instance: Instance, text: str) -> dict[str, dict[int, str]]:
    rosters: dict[str, dict[int, str]] = {name: {} for name in instance.staff}
    root = xml_of(text)
    if root.tag != "Roster":
        raise UnreadableError(f"a solution that begins with <{root.tag}>, not <Roster>")
    for employee in root.iter("Employee"):
        name = employee.get("ID", "")
        if name not in rosters:
            raise UnreadableError(f"a solution with an employee {name!r} whom nobody knows")
        for assigned in employee.iter("Assign"):
            told = assigned.findtext("Day", "").strip()
            shift = assigned.findtext("Shift", "").strip()
            if not told.isdecimal() or int(told) >= instance.days:
                raise UnreadableError(f"a solution in which {name} works on day {told!r}")
            if shift not in instance.shifts:
                raise UnreadableError(f"a solution in which {name} works a shift {shift!r}")
            if int(told) in rosters[name]:
                raise UnreadableError(f"a solution in which {name} works twice on day {told}")
            rosters[name][int(told)] = shift
    return rosters


def _faults(instance: Instance, staff: Staff, days: Days) -> Iterator[str]:
    """Every hard rule that a person's shifts break."""
    for day in sorted(days.keys() & staff.off):
        yield f"works on day {day}, a day off"
    for day in sorted(days):
        after = days.get(day + 1)
        if after is not None and after in instance.shifts[days[day]].banned_after:
            yield f"{after} on day {day + 1} after {days[day]}"
    for shift, most in staff.most.items():
        count = sum(worked == shift for worked in days.values())
        if count > most:
            yield f"{count} times {shift}, at most {most}"
    minutes = sum(instance.shifts[shift].minutes for shift in days.values())
    if minutes > staff.most_minutes:
        yield f"{minutes} minutes, at most {staff.most_minutes}"
    if minutes < staff.least_minutes:
        yield f"{minutes} minutes, at least {staff.least_minutes}"
    weekends = len({day // WEEK for day in days if day % WEEK in {SATURDAY, SUNDAY}})
    if weekends > staff.most_weekends:
        yield f"{weekends} weekends, at most {staff.most_weekends}"
    yield from _blocks(instance, staff, days)


def _blocks(instance: Instance, staff: Staff, days: Days) -> Iterator[str]:
    """Days in a row: too many count anywhere, too few only away from the ends of the horizon."""
    for works, block in groupby(range(instance.days), key=days.__contains__):
        run = list(block)
        inside = run[0] > 0 and run[-1] < instance.days - 1
        told = f"from day {run[0]} on"
        if works and len(run) > staff.most_days:
            yield f"{len(run)} days of work in a row {told}, at most {staff.most_days}"
        if works and inside and len(run) < staff.least_days:
            yield f"{len(run)} days of work in a row {told}, at least {staff.least_days}"
        if not works and inside and len(run) < staff.least_days_off:
            yield f"{len(run)} days off in a row {told}, at least {staff.least_days_off}"


def _objective(instance: Instance, rosters: Mapping[str, Days]) -> int:
    on = sum(r.weight for r in instance.on if rosters[r.staff].get(r.day) != r.shift)
    off = sum(r.weight for r in instance.off if rosters[r.staff].get(r.day) == r.shift)
    working: dict[tuple[int, str], int] = defaultdict(int)
    for days in rosters.values():
        for day, shift in days.items():
            working[day, shift] += 1
    cover = 0
    for line in instance.cover:
        there = working[line.day, line.shift]
        cover += line.under * max(0, line.wanted - there) + line.over * max(0, there - line.wanted)
    return on + off + cover

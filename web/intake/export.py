"""A roster in the layout that its manager knows: names by days, with the team's own codes."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from web.plan import Plan
from web.sheets.sheet import Value
from web.storage.shift_codes import Meaning


def rows_of(plan: Plan, codes: Mapping[str, Meaning], name: str) -> list[list[Value]]:
    """A head of dates, and for each person a line of codes. name: what the head calls names.

    A shift has the code of its times, of several the one whose work it holds; where no code has
    them they are written out, as 08:00–16:00. Who is not there has an empty cell, whyever.
    """
    roster = plan.roster
    number = (roster.last - roster.first).days + 1
    days = [roster.first + timedelta(days=day) for day in range(number)]
    rows: list[list[Value]] = [[name, *days]]
    by_day = [plan.on_day(plan.clock.day(day)) for day in days]
    for person in plan.people:
        line: list[Value] = [person.name]
        for shifts in by_day:
            held = [
                _code(
                    plan.clock.moment(shift.start),
                    plan.clock.moment(shift.end),
                    {s.activity.id for s in shift.stretches if s.activity},
                    codes,
                )
                for shift in shifts.get(person.id, [])
            ]
            line.append(", ".join(held))
        rows.append(line)
    return rows


def _code(
    start: datetime, end: datetime, work: Collection[str], codes: Mapping[str, Meaning]
) -> str:
    times = start.time(), end.time()
    fitting = [code for code, meaning in codes.items() if (meaning.starts, meaning.ends) == times]
    holding = [code for code in fitting if (codes[code].activity or "") in work]
    return next(iter([*holding, *fitting]), f"{start:%H:%M}–{end:%H:%M}")

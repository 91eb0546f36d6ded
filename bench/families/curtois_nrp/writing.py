"""Rosters in the family's own format, as its viewer opens them."""

from collections import defaultdict
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from bench.families.curtois_nrp.instance import Instance
from bench.families.curtois_nrp.rules.turns import kind_of
from scheduler.presence import Presence
from scheduler.problem import Problem

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Roster xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="Roster.xsd">\n'
)


def write(instance: Instance, problem: Problem, shifts: Iterable[Presence]) -> str:
    """The roster as XML: each person's shifts with the day's number and the kind of shift."""
    by_person: dict[str, list[Presence]] = defaultdict(list)
    for shift in sorted(shifts, key=lambda one: one.start):
        by_person[shift.person].append(shift)
    lines = [f"  <SchedulingPeriodFile>{escape(instance.name)}.ros</SchedulingPeriodFile>"]
    for name in instance.staff:
        lines.append(f"  <Employee ID={quoteattr(name)}>")
        lines += [
            f"    <Assign><Day>{one.day}</Day><Shift>{kind_of(problem, one)}</Shift></Assign>"
            for one in by_person[name]
        ]
        lines.append("  </Employee>")
    return HEAD + "\n".join(lines) + "\n</Roster>\n"

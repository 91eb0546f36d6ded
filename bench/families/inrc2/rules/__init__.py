"""The family's rules: two of the product's, and those that only the family has."""

from bench.families.inrc2.rules.assignments import Assignments
from bench.families.inrc2.rules.cover import Cover
from bench.families.inrc2.rules.one_skill import OneSkill
from bench.families.inrc2.rules.requests import Requests
from bench.families.inrc2.rules.runs import DaysOff, SameShift, WorkingDays
from bench.families.inrc2.rules.weekends import Weekends
from constraints.people.skilled import Skilled
from constraints.rest.shift_succession import ShiftSuccession
from scheduler.rule import Rule

CATALOGUE: tuple[type[Rule], ...] = (
    ShiftSuccession,
    Skilled,
    OneSkill,
    Cover,
    WorkingDays,
    DaysOff,
    SameShift,
    Requests,
    Weekends,
    Assignments,
)

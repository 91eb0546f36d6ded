"""The rules of the family: coverage is the product's, the others are for it alone."""

from bench.families.shoe.rules.activity_cap import ActivityCap
from bench.families.shoe.rules.cover import Cover
from bench.families.shoe.rules.one_shift import OneShift
from bench.families.shoe.rules.worked_slots import WorkedSlots
from scheduler.rule import Rule

CATALOGUE: tuple[type[Rule], ...] = (OneShift, ActivityCap, Cover, WorkedSlots)

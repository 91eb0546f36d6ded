"""Records of shifts written by hand, for cases whose sum stands in the test."""

from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Rule


def record(problem: Problem, *shifts: Shift) -> Record:
    """The record of a roster: the problem's history and pins, and these shifts."""
    activities = dict(problem.activities)
    planned = [from_shift(shift, problem.clock, activities) for shift in shifts]
    return Record(problem, [*problem.standing.values(), *planned])


def breaches(rule: Rule, problem: Problem, *shifts: Shift) -> list[str]:
    """What the rule says of the roster, sentence by sentence."""
    return [str(breach.said) for breach in rule.check(record(problem, *shifts))]


def costs(rule: Rule, problem: Problem, *shifts: Shift) -> tuple[int, int, int]:
    """Level 1, level 2 and minutes short of the roster by the rule."""
    found = list(rule.weigh(record(problem, *shifts)))
    first = sum(cost.amount for cost in found if cost.level == 1)
    second = sum(cost.amount for cost in found if cost.level == 2)
    return first, second, sum(cost.short for cost in found)

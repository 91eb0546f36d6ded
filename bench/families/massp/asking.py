"""An instance as the engine is asked it."""

from collections import Counter
from datetime import date, time

from bench.families.family import Question
from bench.families.massp.judging import (
    DAYS_IN_A_ROW,
    LONGEST_SHIFT,
    REST,
    SHORTEST_BLOCK,
    SHORTEST_SHIFT,
    STARTS,
)
from bench.families.massp.reading import DAY, QUARTER, Instance
from bench.families.massp.rules import CATALOGUE
from bench.families.massp.rules.cover import Cover, Line
from bench.families.massp.rules.laying import Limits
from bench.families.massp.rules.rest_after_work import RestAfterWork
from bench.families.massp.rules.total_minutes import TotalMinutes
from bench.families.massp.rules.unbroken_work import UnbrokenWork
from bench.families.verdict import UnsolvableError
from constraints.breaks.min_block import MinBlock
from constraints.rest.consecutive_days import ConsecutiveDays
from scheduler.problem import Problem
from scheduler.rule import Rule, Rulebook
from scheduler.team import Activity, Person, ShiftShape, Team

# Any Monday: the family knows days by number alone.
MONDAY = date(2024, 1, 1)
HOUR = 60
# Plans of more people than this are laid out by two hours: a day of fifty took three times as long
# by one, and was no better once its shifts were freed.
SMALL_STAFF = 20


def ask(instance: Instance) -> Question:
    """The problem and the rules of an instance.

    Each start comes with the longest shift; see `UnbrokenWork`. Raises UnsolvableError where the
    staff cannot be enough, or somebody's least is more than the horizon has room for.
    """
    _refuse_hopeless(instance)
    team = Team(
        name="massp",
        timezone="UTC",
        activities=tuple(
            Activity(id=str(task), name=f"activity {task}") for task in range(1, instance.tasks + 1)
        ),
        shapes=tuple(
            ShiftShape(start=time(minute // 60, minute % 60), minutes=LONGEST_SHIFT)
            for first, last in STARTS
            for minute in range(first, min(last, DAY - QUARTER) + 1, QUARTER)
        ),
        people=tuple(Person(id=worker.id, name=worker.id) for worker in instance.staff),
    )
    # The last day holds the six hours after midnight, and so the shifts that start with them.
    problem = Problem.of(team, MONDAY, instance.days + 1, QUARTER)
    return Question(problem, Rulebook(_rules(instance), CATALOGUE))


def _rules(instance: Instance) -> list[Rule]:
    rules: list[Rule] = [
        UnbrokenWork(
            shortest=SHORTEST_SHIFT,
            longest=LONGEST_SHIFT,
            first=instance.first,
            last=instance.last,
        ),
        RestAfterWork(minutes=REST, shortest=SHORTEST_SHIFT),
        ConsecutiveDays(days=DAYS_IN_A_ROW),
        TotalMinutes(
            least={worker.id: worker.least for worker in instance.staff},
            most={worker.id: worker.most for worker in instance.staff},
            asked=_asked(instance),
        ),
        Cover(
            lines=_lines(instance),
            limits=Limits(SHORTEST_SHIFT, LONGEST_SHIFT, REST, instance.last),
            segment=HOUR if len(instance.staff) <= SMALL_STAFF else 2 * HOUR,
        ),
    ]
    if instance.tasks > 1:
        # With one activity a block is the whole shift, which is never that short.
        rules.append(MinBlock(minutes=SHORTEST_BLOCK))
    return rules


def _lines(instance: Instance) -> tuple[Line, ...]:
    """Every quarter and activity of the horizon: where nobody is wanted, anybody is surplus."""
    wanted = {(each.task, each.start): (each.least, each.most) for each in instance.cover}
    return tuple(
        Line(str(task), start, *wanted.get((task, start), (0, 0)))
        for start in range(instance.first, instance.last, QUARTER)
        for task in range(1, instance.tasks + 1)
    )


def _asked(instance: Instance) -> tuple[int, ...]:
    """Minutes of least cover of each day, from six to six: the night is that of the day before."""
    by_day: Counter[int] = Counter()
    for wanted in instance.cover:
        by_day[(wanted.start - instance.first) // DAY] += wanted.least * QUARTER
    return tuple(by_day[day] for day in range(instance.days + 1))


def _refuse_hopeless(instance: Instance) -> None:
    at_once: Counter[int] = Counter()
    for wanted in instance.cover:
        at_once[wanted.start] += wanted.least
    staff = len(instance.staff)
    if at_once and (most := max(at_once.values())) > staff:
        moment = next(start for start, people in at_once.items() if people == most)
        when = f"day {moment // DAY + 1} at {moment % DAY // 60:02d}:{moment % 60:02d}"
        raise UnsolvableError(f"{when} {most} people are wanted, {staff} are there")
    asked, able = sum(_asked(instance)), sum(worker.most for worker in instance.staff)
    if asked > able:
        raise UnsolvableError(f"{asked} minutes are wanted, all together work at most {able}")
    # Of six calendar days in a row at most five are worked.
    starts = instance.days + 1
    days = starts - starts // (DAYS_IN_A_ROW + 1)
    for worker in instance.staff:
        if worker.least > days * LONGEST_SHIFT:
            raise UnsolvableError(
                f"worker {worker.id} has at least {worker.least} minutes, "
                f"{days} days have at most {days * LONGEST_SHIFT}"
            )

"""The checker of rules is checked: planted faults on each side are found."""

from collections.abc import Iterator

import pytest

from agreement import Agreed, assert_agreement
from every_roster import every_roster, every_shift, free_cells
from scheduler.problem import Problem
from scheduler.rule import (
    Bars,
    Board,
    Breach,
    Cost,
    Group,
    Hard,
    Record,
    Rule,
    Rulebook,
    Soft,
    Words,
    words,
)
from tiny_teams import ADMIN, IMAGES, person, problem, shape


class MostWork(Hard):
    """A person has at most so many minutes of work in a roster. A plain rule to plant faults in."""

    name = "most_work"
    group = Group.EXPOSURE

    minutes: int = 30
    posted: int = 30
    coarsely: int = 30

    def sentence(self) -> Words:
        return words("At most so much.")

    def post(self, board: Board) -> None:
        limit = self.coarsely if board.coarse else self.posted
        scale = 1 if board.coarse else board.clock.grid
        for who in board.people:
            work = [
                cell.work(piece) * scale
                for cell in board.cells.values()
                for piece in cell.pieces
                if cell.person == who
            ]
            held = sum(
                s.minutes
                for (name, _), shifts in board.fixed.items()
                if name == who.id
                for shift in shifts
                for s in shift.stretches
                if s.activity
            )
            if work:
                board.require(board.sum(work) <= limit - held, person=who.id)

    def check(self, record: Record) -> Iterator[Breach]:
        for who in record.people:
            work = sum(s.minutes for _, s in record.stretches(who.id) if s.activity)
            if work > self.minutes:
                yield Breach(self.name, who.id, 0, 0, words("Too much."))


class Idle(Soft):
    """Each minute without work in a shift costs."""

    name = "idle"
    group = Group.COVERAGE

    rate: int = 2
    level_ones: bool = False
    coarse_extra: int = 0
    ceiling: int = 1000

    def sentence(self) -> Words:
        return words("No idle minutes.")

    def post(self, board: Board) -> None:
        for cell in board.cells.values():
            scale = 1 if board.coarse else board.clock.grid
            work = [cell.work(piece) for piece in cell.pieces]
            extra = self.coarse_extra if board.coarse else 0
            long = [s.end - s.start + extra for s in cell.shapes]
            idle = board.weighted([*cell.chosen, *work], [*long, *(-scale for _ in work)])
            idle = board.excess(idle, self.ceiling)
            board.cost(2, idle, 2, self.ceiling)

    def weigh(self, record: Record) -> Iterator[Cost]:
        for shift in record.planned:
            idle = sum(s.minutes for s in shift.stretches if not s.activity)
            yield Cost(self.name, 1 if self.level_ones else 2, idle * self.rate)


class Late(Hard):
    """No work before 08:30: said as a bar, and checked."""

    name = "late"
    group = Group.PEOPLE

    barred: int = 510
    checked: int = 510

    def sentence(self) -> Words:
        return words("Nothing early.")

    def bar(self, problem: Problem, bars: Bars) -> None:
        for who in problem.people:
            for activity in problem.activities:
                bars.work(who, activity, 0, self.barred)

    def check(self, record: Record) -> Iterator[Breach]:
        for shift in record.planned:
            if any(s.activity and s.start < self.checked for s in shift.stretches):
                yield Breach(self.name, shift.person, 0, 0, words("Early."))


CASE = problem(person("Ana"), shapes=[shape("08:00", 60)], activities=[IMAGES, ADMIN])
TWO = problem(person("Ana"), days=2, shapes=[shape("08:00", 45)], activities=[IMAGES])


def judge(case: Problem, *rules: Rule) -> Agreed:
    return assert_agreement(case, rules)


def test_a_rule_without_fault_agrees_on_every_roster() -> None:
    # No shift, or 3 options in 4 slots: 1 + 81. At most two slots of work: 1 + 8 + 6 x 4, and
    # nobody there.
    assert judge(CASE, MostWork(), Idle()) == Agreed(82, 1 + 1 + 8 + 24, (0, 120, 0))
    assert judge(CASE, Late()).accepted == 1 + 9
    assert judge(TWO, MostWork(), Idle()).rosters == 9 * 9


@pytest.mark.parametrize("minutes", [15, 45])
def test_an_off_by_one_in_post_is_found(minutes: int) -> None:
    for case in (CASE, TWO):
        with pytest.raises(AssertionError, match="post"):
            judge(case, MostWork(posted=minutes, coarsely=60))


@pytest.mark.parametrize("minutes", [29, 45])
def test_an_off_by_one_in_check_is_found(minutes: int) -> None:
    with pytest.raises(AssertionError, match="check"):
        judge(CASE, MostWork(minutes=minutes, coarsely=60))


def test_a_coarse_form_that_is_too_tight_or_too_dear_is_found() -> None:
    with pytest.raises(AssertionError, match="coarse form refuses it"):
        judge(CASE, MostWork(coarsely=29))
    with pytest.raises(AssertionError, match="coarse form costs"):
        judge(CASE, Idle(coarse_extra=1))


def test_costs_that_differ_in_size_or_level_are_found() -> None:
    for rule in (Idle(rate=3), Idle(level_ones=True)):
        with pytest.raises(AssertionError, match="weighed"):
            judge(CASE, rule)


def test_a_cost_variable_too_small_for_its_cost_is_found() -> None:
    with pytest.raises(AssertionError, match="post does not"):
        judge(CASE, Idle(ceiling=30))


@pytest.mark.parametrize("minute", [495, 525])
def test_a_bar_that_differs_from_check_is_found_on_both_sides(minute: int) -> None:
    for rule in (Late(barred=minute), Late(checked=minute)):
        with pytest.raises(AssertionError, match="post"):
            judge(CASE, rule)


class Narrow(Soft):
    """Minutes worked cost; post looks at the days of the board's own cells alone."""

    name = "narrow"
    group = Group.COVERAGE

    def sentence(self) -> Words:
        return words("Two days with work cost.")

    def post(self, board: Board) -> None:
        works = [board.works(who.id, day) for who in board.people for day in range(2)]
        free = [amount.free for amount in works]
        board.cost(2, board.excess(board.sum(free) - 1, 1), 5, 1)

    def weigh(self, record: Record) -> Iterator[Cost]:
        if len(record.planned) > 1:
            yield Cost(self.name, 2, 5)


def test_a_cost_that_forgets_what_is_held_is_found() -> None:
    with pytest.raises(AssertionError, match="held, post has costs"):
        judge(TWO, Narrow())


class Forgetful(MostWork):
    """Post forgets what other cells hold."""

    name = "forgetful"

    def post(self, board: Board) -> None:
        board.fixed.clear()
        super().post(board)


def test_a_rule_that_forgets_what_is_held_is_found() -> None:
    with pytest.raises(AssertionError, match="held, post accepts it"):
        judge(TWO, Forgetful())


def test_a_case_that_says_nothing_fails() -> None:
    with pytest.raises(AssertionError, match="says nothing"):
        judge(CASE, MostWork(minutes=60, posted=60, coarsely=60))
    with pytest.raises(AssertionError, match="says nothing"):
        judge(CASE, MostWork(minutes=-1, posted=-1, coarsely=60))
    with pytest.raises(ValueError, match="82 rosters"):
        assert_agreement(CASE, [MostWork()], most=81)


class Meal(Hard):
    """Shifts of an hour hold 30 minutes of meal; only for counting the ways."""

    name = "meal"
    group = Group.BREAKS

    def sentence(self) -> Words:
        return words("A meal.")

    def unpaid_minutes(self, shift_minutes: int) -> int:
        return 30 if shift_minutes >= 60 else 0


def test_every_roster_is_made_once_with_every_place_of_the_meal() -> None:
    book = Rulebook([Meal()], [Meal])
    case = problem(shapes=[shape("08:00", 67)], activities=[IMAGES])
    (cell,) = free_cells(case)
    shifts = every_shift(case, book, cell, "slots")
    # Four slots and 7 minutes of break. Without a meal 2^4; with one in three places 2^2 each.
    assert len(shifts) == len(set(shifts)) == 1 + 16 + 3 * 4
    assert all(shift is None or shift.stretches[-1].end == 480 + 67 for shift in shifts)
    assert len(every_shift(case, book, cell, "whole")) == 1 + 2 + 3 * 2
    assert len(every_shift(case, book, cell, "breaks")) == 1 + 1 + 3
    assert len(list(every_roster([shifts, shifts], 900))) == 29 * 29

"""Shifts are whole: nothing is decided inside one."""

from scheduler.rule import Bars, Group, Hard, Problem, Words, words


class NothingInside(Hard):
    """No activity is placed in any shift, and shifts that somebody never works are not offered.

    never: the kinds of shifts, by person.
    """

    name = "nothing_inside"
    group = Group.COVERAGE

    never: dict[str, frozenset[str]]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("A shift is a whole, and some are never worked by some people.")

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Every activity at any time, and the shifts of the kinds that a person never works."""
        first, last = problem.clock.midnight(0), problem.clock.midnight(problem.clock.days + 1)
        for person in problem.people:
            for activity in problem.activities:
                bars.work(person, activity, first, last)
            never = self.never.get(person, frozenset())
            for day in range(problem.clock.days) if never else ():
                for shape in problem.shapes(day):
                    if not never.isdisjoint(problem.kinds(shape.start, shape.end)):
                        bars.shift(person, shape.start, shape.end)

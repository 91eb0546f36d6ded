"""What people would like."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Cost,
    Expression,
    Group,
    Person,
    PlacedShape,
    Presence,
    Problem,
    Record,
    Soft,
    Words,
    words,
)

Wanted = tuple[int, int]


class Preferences(Soft):
    """Wishes are met where limits and coverage allow, and nobody is the one whose never are.

    Requires
        On the date of a wish to be off no minute of a shift of the person lies; on the date of a
        wish to work a shift of theirs starts, within the hours if the wish names some.

    Why
        A say in one's own time is part of what makes such work bearable.

    How it is counted
        The k-th unmet wish of one person in twelve weeks costs k x `weight`, so that a second one
        falls on somebody else first; those of the weeks before the roster are counted on. A wish to
        work is unmet without a shift too. Hours of a wish to work that end at or before they start
        end on the day after; hours of a wish to be off say nothing. Of several wishes for a date
        the first is looked at, and none for dates outside the roster.

    Source
        Practice of self-rostering.
    """

    name = "preferences"
    group = Group.FAIRNESS

    weight: int = Field(300, ge=0, le=10_000, description="Tenths for a first unmet wish.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Wishes are met where it can be, and unmet ones spread over all.")

    def post(self, board: Board) -> None:
        """The unmet wishes of each person, each dearer than the one before."""
        for person in board.people:
            days = _days(board.problem, person)
            near = {near for day in days for near in (day - 1, day)}
            if not days or not (board.whole or board.touched(person.id, near)):
                continue
            fixed, unmet = 0, []
            for day in days:
                one = self._unmet(board, person, day)
                if isinstance(one, int):
                    fixed += one
                else:
                    unmet.append(one)
            before = person.unmet_wishes
            steps = [board.flag() for _ in unmet]
            if unmet:
                board.require(board.sum(steps) >= board.sum(unmet), person=person.id)
            terms: list[Expression] = [*([1] * fixed), *steps]
            for number, term in enumerate(terms, before + 1):
                board.cost(2, term, number * self.weight, 1)

    @staticmethod
    def _unmet(board: Board, person: Person, day: int) -> Expression:
        """1 where a person's wish for a day is not met; never less."""
        wanted = _wanted(board.problem, person, day)
        today = board.starts(person.id, day)
        if wanted is not None:
            met = [literal for shape, literal in today if _within(shape, wanted)]
            certain = any(isinstance(literal, int) for literal in met)
            return 0 if certain else 1 - board.sum(met) if met else 1
        midnight = board.clock.midnight(day)
        night = [(s, one) for s, one in board.starts(person.id, day - 1) if s.end > midnight]
        groups = [[literal for _, literal in starts] for starts in (today, night) if starts]
        if any(isinstance(literal, int) for group in groups for literal in group):
            return 1
        if len(groups) < len((today, night)):
            return board.sum(groups[0]) if groups else 0
        worked = board.flag()
        for group in groups:
            board.require(board.sum(group) <= worked, person=person.id)
        return worked

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What unmet wishes cost, in one sum that names nobody."""
        cost = 0
        for person in record.people:
            number = person.unmet_wishes
            for day in _days(record.problem, person):
                if not self._met(record, person, day):
                    number += 1
                    cost += number * self.weight
        if cost:
            yield Cost(self.name, 2, cost)

    @staticmethod
    def _met(record: Record, person: Person, day: int) -> bool:
        wanted = _wanted(record.problem, person, day)
        first, last = record.clock.midnight(day), record.clock.midnight(day + 1)
        shifts = record.shifts(person.id)
        if wanted is None:
            return not any(shift.start < last and first < shift.end for shift in shifts)
        return any(shift.day == day and _within(shift, wanted) for shift in shifts)


def _days(problem: Problem, person: Person) -> list[int]:
    """Days of the roster for which the person has a wish, each once."""
    days = {problem.clock.day(wish.day) for wish in person.wishes}
    return sorted(day for day in days if 0 <= day < problem.clock.days)


def _wanted(problem: Problem, person: Person, day: int) -> Wanted | None:
    """The interval in which a shift is wished for on a day; None for a wish to be off."""
    clock = problem.clock
    wish = next(wish for wish in person.wishes if clock.day(wish.day) == day)
    if wish.wish == "off":
        return None
    start = clock.midnight(day) if wish.not_before is None else clock.at(day, wish.not_before)
    if wish.not_after is None:
        return start, clock.midnight(day + 2)
    end = clock.at(day, wish.not_after)
    return start, end if end > start else clock.at(day + 1, wish.not_after)


def _within(shift: PlacedShape | Presence, wanted: Wanted) -> bool:
    return wanted[0] <= shift.start and shift.end <= wanted[1]

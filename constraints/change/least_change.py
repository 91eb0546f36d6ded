"""As little as possible changes."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Cost,
    Expression,
    Group,
    PlacedShape,
    Presence,
    Problem,
    Record,
    Soft,
    Words,
    words,
)


class LeastChange(Soft):
    """A new roster differs as little as possible from the one that people know.

    Requires
        On each day of which a reference roster tells, each person has the shift that it gives them,
        or none where it gives none.

    Why
        People arrange their lives around a roster. Who is not needed for a repair is left alone.

    How it is counted
        A person-day is changed where a shift is added, gone, or has another start, end or place;
        blocks moved inside an unchanged shift are free. It costs `weight`; twice that on the first
        `near_days` days, counted from the roster's first day, or from the day of the announcement
        if that is later; half of it, rounded down, from day `far_days` on. A person with any change
        costs `person_weight` once more. Without a reference nothing costs.

    Source
        Practice of rostering; a rate of this project.
    """

    name = "least_change"
    group = Group.CHANGE

    weight: int = Field(600, ge=0, le=10_000, description="Tenths for a changed person-day.")
    near_days: int = Field(
        7, ge=0, le=14, description="Days from the start that cost twice, 0 to 14."
    )
    far_days: int = Field(28, ge=15, le=366, description="Days after which half is enough, 15 up.")
    person_weight: int = Field(
        600, ge=0, le=10_000, description="Tenths for a person whose roster changes at all."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("A new roster changes as little as possible, and least what is near.")

    def post(self, board: Board) -> None:
        """The changed person-days of each person, and the person once more."""
        days = sorted(board.problem.referenced)
        for person in board.people if days else ():
            if board.whole or board.touched(person.id, days):
                self._post_person(board, person.id, days)

    def _post_person(self, board: Board, person: str, days: list[int]) -> None:
        certain, possible = False, []
        for day in days:
            changed = self._changed_on(board, person, day)
            if not isinstance(changed, int):
                possible.append(changed)
            elif changed:
                certain = True
            else:
                continue
            board.cost(2, changed, self._rate(board.problem, day), 1)
        if certain:
            board.cost(2, 1, self.person_weight, 1)
        elif possible:
            touched = board.flag()
            for changed in possible:
                board.require(changed <= touched, person=person)
            board.cost(2, touched, self.person_weight, 1)

    def _rate(self, problem: Problem, day: int) -> int:
        ahead = day - problem.changes_from
        if ahead < self.near_days:
            return 2 * self.weight
        return self.weight if ahead < self.far_days else self.weight // 2

    @staticmethod
    def _changed_on(board: Board, person: str, day: int) -> Expression:
        """1 where the person's day is not as the reference has it."""
        before = board.problem.reference.get((person, day))
        cell = board.cell(person, day)
        if cell is None:
            now = [_times(shape) for shape, _ in board.starts(person, day)]
            return int(now != ([_times(before)] if before else []))
        if before is None:
            return cell.works
        as_before = (i for i, s in enumerate(cell.shapes) if _times(s) == _times(before))
        return 1 - cell.any_of(frozenset(as_before))

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What all changes cost, in one sum that names nobody."""
        near = middle = far = people = 0
        start, days = record.problem.changes_from, record.problem.referenced
        for person in record.people if days else ():
            ahead = [day - start for day in days if self._differs(record, person.id, day)]
            near += sum(n < self.near_days for n in ahead)
            middle += sum(self.near_days <= n < self.far_days for n in ahead)
            far += sum(self.far_days <= n for n in ahead)
            people += bool(ahead)
        cost = self.weight * (2 * near + middle) + (self.weight // 2) * far
        cost += self.person_weight * people
        if cost:
            yield Cost(self.name, 2, cost)

    @staticmethod
    def _differs(record: Record, person: str, day: int) -> bool:
        before = record.problem.reference.get((person, day))
        now = [_times(shift) for shift in record.by_cell.get((person, day), ())]
        return now != ([] if before is None else [_times(before)])


def _times(shift: PlacedShape | Presence) -> tuple[int, int, str]:
    return shift.start, shift.end, shift.place

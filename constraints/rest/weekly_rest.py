"""The long rest of each week."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Day,
    Expression,
    Group,
    Length,
    Mandatory,
    Person,
    PlacedShape,
    Presence,
    Record,
    Words,
    words,
)

DAYS = 7
DAY_MINUTES = 1440
# Nothing is known before the history, nor after the roster.
UNKNOWN = -10_000_000, 10_000_000
Late = list[list[Expression]]


class WeeklyRest(Mandatory):
    """Every seven days bring one long rest.

    Requires
        In every seven consecutive days some rest of at least `minutes` ends, or is still going on
        and has lasted that long by the end of the last of them.

    Why
        A free day that begins late and ends early is no day to recover in.

    How it is counted
        In elapsed minutes, and whole: also what lies before the seven days. So Friday evening to
        Monday morning counts for each week that holds the Monday. A call-out ends a rest as a shift
        does. Seven days that end within the roster are looked at, with the shifts before it, and
        those that end in a later one that is in force; where nothing is known, a person counts as
        rested. Seven days that standing shifts alone leave without a rest are not reported.

    Source
        EU directive 2003/88: in each seven days 24 hours and the 11 of the daily rest, 35 in all.
    """

    name = "weekly_rest"
    group = Group.REST
    tighter = {"minutes": "higher"}

    minutes: int = Field(2100, ge=2100, le=4320, description="Minutes of rest, 2,100 to 4,320.")

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "In every seven days a rest of at least {limit} ends or has lasted that long.",
            limit=Length(self.minutes),
        )

    def post(self, board: Board) -> None:
        """Each seven days have a shift that ends a long rest, or such a rest at their end."""
        for person in board.people:
            ended: dict[int, list[Expression]] = {}
            known = board.problem.days_known(person.id)
            for last in range(min(known, board.clock.days + DAYS - 1 + self._reach)):
                first = last - DAYS + 1
                reached = range(first - self._reach, last + 1)
                if not board.touched(person.id, reached):
                    continue
                if self._stands_without(board, person.id, reached):
                    continue
                for day in range(first, last + 1):
                    if day not in ended:
                        ended[day] = self._ended(board, person.id, day)
                rests = [rest for day in range(first, last + 1) for rest in ended[day]]
                rests += self._going_on(board, person.id, last)
                if not any(isinstance(rest, int) for rest in rests):
                    board.require(board.sum(rests) >= 1, person=person.id)

    @property
    def _reach(self) -> int:
        """How many days before a moment a shift may start that spoils the rest before it."""
        return self.minutes // DAY_MINUTES + 2

    def _late(self, board: Board, person: str, days: range, moment: int) -> Late:
        """Per day, the shifts that end too late for a whole rest before the moment."""
        return [
            [x for shape, x in _starts(board, person, day) if shape.end > moment - self.minutes]
            for day in days
        ]

    def _ended(self, board: Board, person: str, day: int) -> list[Expression]:
        """1 where the day's shift ends a long rest, by kinds of start: nothing or one of them.

        Starts that the same earlier shifts are too late for are of one kind. Later starts are
        spoilt by fewer, so that each day before forms a clique with all kinds up to one. Nothing
        after a start that is fixed ends a long rest, and what is chosen before it spoils its own.
        """
        starts, earlier = _first_starts(_starts(board, person, day))
        kinds: dict[tuple[int, ...], tuple[Late, list[Expression]]] = {}
        for moment in sorted(starts):
            late = self._late(board, person, range(day - self._reach, day), moment)
            fixed = any(isinstance(literal, int) for literal in starts[moment])
            known = kinds.setdefault((*map(len, late), fixed), (late, []))
            known[1].extend(starts[moment])
        rests: list[Expression] = []
        order = list(kinds.values())
        for index, (late, literals) in enumerate(order):
            if any(isinstance(literal, int) for shifts in late for literal in shifts):
                continue
            fixed = any(isinstance(literal, int) for literal in literals)
            if fixed and not any((*late, earlier)):
                return [1]
            rests.append(board.flag())
            if not fixed:
                board.require(rests[-1] <= board.sum(literals), person=person)
            elif earlier:
                board.require(board.sum([rests[-1], *earlier]) <= 1, person=person)
            after = order[index + 1][0] if index + 1 < len(order) else [[] for _ in late]
            for shifts, fewer in zip(late, after, strict=True):
                if len(shifts) > len(fewer):
                    board.require(board.sum([*rests, *shifts]) <= 1, person=person)
        return rests

    def _going_on(self, board: Board, person: str, day: int) -> list[Expression]:
        """1 where a long rest goes on at the day's end and has lasted long enough."""
        days = range(day - self._reach + 1, day + 1)
        late = self._late(board, person, days, board.clock.midnight(day + 1))
        if any(isinstance(literal, int) for shifts in late for literal in shifts):
            return []
        if not any(late):
            return [1]
        rest = board.flag()
        for shifts in late:
            if shifts:
                board.require(board.sum([rest, *shifts]) <= 1, person=person)
        return [rest]

    def _stands_without(self, board: Board, person: str, days: range) -> bool:
        """Whether standing shifts alone leave the last seven days without a rest."""
        first, last = board.clock.midnight(days[-1] - DAYS + 1), board.clock.midnight(days[-1] + 1)
        reached = first - self.minutes
        shifts = (p for day in days for p in board.fixed.get((person, day), ()) if p.standing)
        stands = [(p.start, p.end) for p in shifts]
        stands += [call for call in board.problem.called_out.get(person, ()) if call[0] < last]
        for start, end in sorted(stands):
            if start >= max(first, reached + self.minutes):
                return False
            reached = max(reached, end)
        return last - reached < self.minutes

    def check(self, record: Record) -> Iterator[Breach]:
        """Seven days without a long rest."""
        for person in record.people:
            calls = record.problem.called_out.get(person.id, ())
            shifts = record.shifts(person.id)
            rests = _rests(shifts, calls)
            standing = _rests([p for p in shifts if p.standing], calls)
            for last in range(record.problem.days_known(person.id)):
                longest = self._longest(record, rests, last)
                if longest < self.minutes <= self._longest(record, standing, last):
                    yield self._breach(record, person, last, longest)

    @staticmethod
    def _longest(record: Record, rests: list[tuple[int, int]], last: int) -> int:
        """The longest rest that ends in the seven days, or by their end where it goes on."""
        opens, closes = record.clock.midnight(last - DAYS + 1), record.clock.midnight(last + 1)
        return max(
            (min(end, closes) - start for start, end in rests if end >= opens and start < closes),
            default=0,
        )

    def _breach(self, record: Record, person: Person, last: int, longest: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(last - DAYS + 1),
            end=clock.midnight(last + 1),
            said=words(
                "{name}: in the seven days to {day} the longest rest is {minutes}. At least "
                "{limit} must end in them or have lasted.",
                name=person.name,
                day=Day(clock.date(last)),
                minutes=Length(longest),
                limit=Length(self.minutes),
            ),
        )


def _starts(board: Board, person: str, day: int) -> list[tuple[PlacedShape, Expression]]:
    """Every shift that may start on the day, and the call-outs that do."""
    called = [
        (PlacedShape(start, end, "home"), 1)
        for start, end in board.problem.called_out.get(person, ())
        if board.clock.day_at(start) == day
    ]
    return [*board.starts(person, day), *called]


def _first_starts(
    starts: Iterable[tuple[PlacedShape, Expression]],
) -> tuple[dict[int, list[Expression]], list[Expression]]:
    """A day's starts by moment up to the first that is fixed; then those before that one."""
    found: dict[int, list[Expression]] = defaultdict(list)
    for shape, literal in starts:
        found[shape.start].append(literal)
    fixed = [at for at, here in found.items() if any(isinstance(x, int) for x in here)]
    if not fixed:
        return found, []
    first = min(fixed)
    earlier = [literal for at, here in found.items() if at < first for literal in here]
    return {at: here for at, here in found.items() if at <= first}, earlier


def _rests(shifts: Sequence[Presence], calls: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Start and end of each rest; before the first work and after the last it has no border."""
    rests, reached = [], UNKNOWN[0]
    for start, end in sorted([*((shift.start, shift.end) for shift in shifts), *calls]):
        if start > reached:
            rests.append((reached, start))
        reached = max(reached, end)
    return [*rests, (reached, UNKNOWN[1])]

"""A mentor beside somebody new."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Board,
    Breach,
    Clocked,
    Day,
    Expression,
    FreeCell,
    Group,
    Interval,
    Mandatory,
    Person,
    Piece,
    Presence,
    Problem,
    Record,
    Stretch,
    Words,
    words,
)

CONTACT = None


class Buddy(Mandatory):
    """In the first weeks a mentor does the same kind of work beside the newcomer.

    Requires
        In the first `weeks` weeks since the start date, in each minute of a newcomer's exposure
        to material a mentor is exposed to material in the same room; in each minute of contact
        both are on site, and a mentor is on contact.

    Why
        Nobody learns alone what such images do, and a mentor sees it earlier than the newcomer.

    How it is counted
        By the local date of each minute, also whether somebody is a mentor. How many newcomers a
        mentor may accompany is a rule of its own. Mentors who are in their own first weeks do not
        count. In planning a mentor whose shift stands counts in the slots that it fills.

    Source
        Practice of analysts' organisations: new people sit beside experienced ones.
    """

    name = "buddy"
    group = Group.PEOPLE
    together = True
    tighter = {"weeks": "higher"}

    weeks: int = Field(4, ge=4, le=52, description="Weeks since the start date, at least 4.")

    def sentence(self) -> Words:
        return words(
            "In the first {weeks} weeks a mentor is beside whoever is exposed.", weeks=self.weeks
        )

    def accompanied_weeks(self) -> int:
        """Its weeks."""
        return self.weeks

    def _new(self, problem: Problem, person: Person, day: int) -> bool:
        return person.new_on(problem.clock.date(day), self.weeks)

    def _mentors(self, problem: Problem, day: int) -> list[Person]:
        on = problem.clock.date(day)
        mentors = (p for p in problem.team.people if p.mentors_on(on))
        return [p for p in mentors if not self._new(problem, p, day)]

    def post(self, board: Board) -> None:
        """In each piece and room no more of a newcomer's work than of all mentors' together."""
        for person in board.people:
            if person.ramp_up_from is None:
                continue
            for day in board.days:
                if self._new(board.problem, person, day):
                    self._post_day(board, person, day)

    def _post_day(self, board: Board, person: Person, day: int) -> None:
        mentors = [mentor.id for mentor in self._mentors(board.problem, day)]
        mine = _Crew(board, [person.id], day)
        theirs = _Crew(board, mentors, day)
        for piece in board.pieces(day):
            for room in (*board.problem.rooms, CONTACT):
                wanted = [*mine.free(piece, room), *mine.held(piece, room)]
                there = theirs.fixed(piece, room)
                # In a slot nobody can do more than what a mentor who fills it does.
                if not wanted or (there and not board.coarse):
                    continue
                beside = board.sum([*theirs.free(piece, room, mentor=True), there])
                board.require(board.sum(wanted) <= beside, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Minutes in which a newcomer is exposed without a mentor."""
        clock = record.clock
        for person in record.people:
            for presence, stretch in record.stretches(person.id):
                if presence.standing or not stretch.exposes or person.ramp_up_from is None:
                    continue
                for day in range(clock.day_at(stretch.start), clock.day_at(stretch.end - 1) + 1):
                    if self._new(record.problem, person, day):
                        start = max(stretch.start, clock.midnight(day))
                        end = min(stretch.end, clock.midnight(day + 1))
                        for gap in self._alone(record, presence, stretch, (start, end)):
                            yield self._breach(record, person, gap)

    def _alone(
        self, record: Record, presence: Presence, stretch: Stretch, within: Interval
    ) -> Iterator[Interval]:
        """The minutes of `within` in which no mentor does the same beside the newcomer."""
        if not stretch.material and presence.place != "site":
            yield within
            return
        beside = sorted(
            (other.start, other.end)
            for mentor in self._mentors(record.problem, record.clock.day_at(within[0]))
            for shift, other in record.stretches(mentor.id)
            if other.exposes
            and not shift.elsewhere
            and other.material == stretch.material
            and (other.room == stretch.room if stretch.material else shift.place == "site")
        )
        reached, last = within
        for start, end in beside:
            if reached < min(start, last):
                yield reached, min(start, last)
            reached = max(reached, end)
        if reached < last:
            yield reached, last

    def _breach(self, record: Record, person: Person, gap: Interval) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=gap[0],
            end=gap[1],
            said=words(
                "{name} is new and exposed without a mentor: {day}, {start} to {end}.",
                name=person.name,
                day=Day(clock.date(clock.day_at(gap[0]))),
                start=Clocked(clock.moment(gap[0])),
                end=Clocked(clock.moment(gap[1])),
            ),
        )


class _Crew:
    """What some people do, or may do, in the pieces of a day on a board.

    A room of None stands for contact.
    """

    def __init__(self, board: Board, people: list[str], day: int) -> None:
        self.board = board
        near = [(person, start) for start in (day - 1, day) for person in people]
        self.cells = [cell for place in near if (cell := board.cell(*place))]
        near_day = (p for p in board.fixed_near(day) if not p.elsewhere)
        self.shifts = [p for p in near_day if p.person in people]

    def free(self, piece: Piece, room: str | None, *, mentor: bool = False) -> Iterator[Expression]:
        """Each free person's work of that kind: 0/1 in a slot, minutes in a coarse piece."""
        for cell in self.cells:
            found: list[Expression] = [
                variable
                for option, variable in cell.doing.get(piece, {}).items()
                if option.exposes and option.material == (room is not CONTACT)
                if option.room == room
            ]
            if found and room is CONTACT and any(s.place == "home" for s in cell.shapes):
                found = [self._on_site(cell, piece, found, mentor=mentor)]
            yield from found

    def _on_site(
        self, cell: FreeCell, piece: Piece, found: list[Expression], *, mentor: bool
    ) -> Expression:
        """Contact on site: a newcomer has no other, a mentor's from home does not count."""
        person, board = cell.person.id, self.board
        whole, here = board.sum(found), cell.presence(piece, site=True)
        if not mentor:
            board.require(whole <= here, person=person)
            return whole
        counted = board.number(0, piece.minutes if board.coarse else 1)
        board.require(counted <= whole, person=person)
        board.require(counted <= here, person=person)
        return counted

    def held(self, piece: Piece, room: str | None) -> Iterator[int]:
        """What this stage holds of that work, so that it keeps its company."""
        for presence in self.shifts:
            minutes = _minutes(presence, piece, room)
            if minutes and not presence.standing:
                yield minutes if self.board.coarse else 1

    def fixed(self, piece: Piece, room: str | None) -> int:
        """Minutes of that work that are not free; on slots of people who fill the slot."""
        found = [_minutes(p, piece, room) for p in self.shifts]
        return sum(m for m in found if self.board.coarse or m == piece.minutes)


def _minutes(presence: Presence, piece: Piece, room: str | None) -> int:
    """Minutes of a piece in which a shift has material work in a room, or contact on site."""
    return sum(
        max(0, min(stretch.end, piece.end) - max(stretch.start, piece.start))
        for stretch in presence.stretches
        if stretch.exposes
        if (stretch.material and stretch.room == room)
        or (not stretch.material and room is CONTACT and presence.place == "site")
    )

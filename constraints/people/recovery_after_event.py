"""Days without exposure after an event that a person flagged."""

from collections.abc import Iterator
from datetime import datetime

from scheduler.rule import (
    Activity,
    Amount,
    Bars,
    Board,
    Breach,
    Day,
    Group,
    Mandatory,
    Person,
    Presence,
    Problem,
    Record,
    Words,
    words,
)


class RecoveryAfterEvent(Mandatory):
    """After an event no exposure until a whole working day has passed.

    Requires
        From the minute of an event that the person flags there is no exposure for the rest of the
        day and through their next working day; and none until the end of a later date that the
        person chose.

    Why
        What hits somebody is rarely over the same evening. The person need not ask anybody.

    How it is counted
        The next working day is the first local day after the event's on which a shift of theirs
        starts; all of that shift counts, also after midnight, and so does what is left of a shift
        in which the event lies. So a shift may expose only where a shift started on a day between
        the event's and its own. Events before the roster count. To everybody but the person it
        reads as any time that is not available.

    Source
        Derived; practice of debriefing after grave content.
    """

    name = "recovery_after_event"
    group = Group.PEOPLE

    def sentence(self) -> Words:
        return words("After an event no exposure that day and through the next working day.")

    def bar(self, problem: Problem, bars: Bars) -> None:
        """The day of the event and the next one: no working day can lie between."""
        clock = problem.clock
        exposing = [a for a in problem.activities.values() if a.exposes]
        for person in problem.people.values():
            for event in person.private.events:
                end = min(_day_of(problem, event), clock.days) + 2
                self._bar(bars, person, exposing, clock.minute(event), clock.midnight(end))
            until = person.private.no_exposure_until
            if until is not None:
                end = min(clock.day(until) + 1, clock.days + 2)
                self._bar(bars, person, exposing, clock.midnight(0), clock.midnight(end))

    @staticmethod
    def _bar(bars: Bars, person: Person, exposing: list[Activity], start: int, end: int) -> None:
        for activity in exposing:
            bars.work(person.id, activity.id, start, end)

    def post(self, board: Board) -> None:
        """A shift exposes only where another started on a day between the event's and its own."""
        for person in board.people:
            for event in person.private.events:
                day = _day_of(board.problem, event)
                between = Amount()
                for later in range(day + 1, board.clock.days):
                    self._post_day(board, person.id, later, between)
                    between = between + board.works(person.id, later)
                    if between.standing:
                        break

    @staticmethod
    def _post_day(board: Board, person: str, day: int, between: Amount) -> None:
        certain = isinstance(between.free, int)
        if between.held or (certain and between.free):
            return
        free = board.cell(person, day)
        for piece in free.pieces if free else ():
            exposed = free.exposed(piece) if free else 0
            if not isinstance(exposed, int):
                scale = piece.minutes if board.coarse else 1
                board.require(exposed <= scale * between.free, person=person)
        held = [p for p in board.fixed.get((person, day), ()) if not p.standing]
        if not certain and any(s.exposes for p in held for s in p.stretches):
            board.require(between.free >= 1, person=person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts with exposure too early, told by their whole length."""
        for person in record.people:
            events, until = person.private.events, person.private.no_exposure_until
            for presence in record.new_shifts(person.id) if events or until else ():
                early = until is not None and any(
                    stretch.exposes and record.clock.moment(stretch.start).date() <= until
                    for stretch in presence.stretches
                )
                early = early or any(self._too_early(record, presence, at) for at in events)
                if early and not presence.standing:
                    yield self._breach(record, person, presence)

    @staticmethod
    def _too_early(record: Record, presence: Presence, event: datetime) -> bool:
        """Whether it exposes after the event and no whole working day lies between."""
        clock = record.clock
        if not any(s.exposes and clock.moment(s.end) > event for s in presence.stretches):
            return False
        on = event.astimezone(clock.moment(0).tzinfo).date()
        started = {clock.date(other.day) for other in record.shifts(presence.person)}
        return not any(on < day < clock.date(presence.day) for day in started)

    def _breach(self, record: Record, person: Person, presence: Presence) -> Breach:
        return Breach(
            rule=self.name,
            person=person.id,
            start=presence.start,
            end=presence.end,
            said=words(
                "{name}, {day}: exposure before the time of recovery is over.",
                name=person.name,
                day=Day(record.clock.date(presence.day)),
            ),
            private=True,
        )


def _day_of(problem: Problem, event: datetime) -> int:
    return problem.clock.day_at(problem.clock.minute(event))

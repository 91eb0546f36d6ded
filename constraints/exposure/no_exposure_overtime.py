"""No exposure in overtime."""

from collections.abc import Iterator

from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Clocked,
    Day,
    Group,
    Length,
    Mandatory,
    Person,
    Presence,
    Record,
    Words,
    words,
)


class NoExposureOvertime(Mandatory):
    """A shift marked overtime holds no exposure, and what is not marked is no overtime.

    Requires
        No exposing minute in a shift marked overtime. The shifts of a local week that are not
        marked stay within the person's contracted minutes a week.

    Why
        Who stays longer because there is much to see, sees most. So nobody does.

    How it is counted
        A shift counts in the week in which it starts, Monday first, less an unpaid meal break;
        days of the week before the roster count. A roster is never made with overtime: only
        people mark it. Standing shifts over the contract make their minutes the limit.

    Source
        IWF: no overtime.
    """

    name = "no_exposure_overtime"
    group = Group.EXPOSURE

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("No exposure in overtime.")

    def post(self, board: Board) -> None:
        """Free shifts are never overtime, so all of a week stays within the contract."""
        for person in board.people:
            for week in board.clock.weeks():
                if board.touched(person.id, week):
                    total = Amount.total(
                        board.rostered(person.id, day, overtime=False) for day in week
                    )
                    board.at_most(total, person.terms.weekly_minutes, person=person.id)

    def check(self, record: Record) -> Iterator[Breach]:
        """Exposing blocks in overtime, and weeks of unmarked shifts over the contract."""
        for presence in record.planned:
            if presence.overtime and not presence.standing:
                for stretch in presence.stretches:
                    if stretch.exposes:
                        yield self._exposed(record, presence, stretch.start, stretch.end)
        for person in record.people:
            for week in record.clock.weeks():
                usual = [p for p in record.shifts(person.id) if p.day in week and not p.overtime]
                minutes = sum(record.counted(p) for p in usual)
                standing = sum(record.counted(p) for p in usual if p.standing)
                if minutes > max(person.terms.weekly_minutes, standing):
                    yield self._unmarked(record, person, week, minutes)

    def _exposed(self, record: Record, presence: Presence, start: int, end: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=presence.person,
            start=start,
            end=end,
            said=words(
                "{name}, {day}: {minutes} of exposure from {start} in a shift marked overtime.",
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(start))),
                minutes=Length(end - start),
                start=Clocked(clock.moment(start)),
            ),
        )

    def _unmarked(self, record: Record, person: Person, week: range, minutes: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=clock.midnight(week.start),
            end=clock.midnight(week.stop),
            said=words(
                "{name}, week of {day}: {minutes} rostered in shifts not marked overtime. The "
                "contract has {limit} a week.",
                name=person.name,
                day=Day(clock.date(week.start)),
                minutes=Length(minutes),
                limit=Length(person.terms.weekly_minutes),
            ),
        )

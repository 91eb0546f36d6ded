"""What a person does no longer."""

from collections.abc import Iterator

from scheduler.rule import (
    Bars,
    Breach,
    Clocked,
    Day,
    Group,
    Mandatory,
    Person,
    Presence,
    Problem,
    Record,
    Stretch,
    Words,
    words,
)


class OptOut(Mandatory):
    """None of an activity from the moment a person refuses it.

    Requires
        From the moment of a refusal on the person has not a minute of the refused activity.

    Why
        Whoever cannot go on must be able to stop at once, without a reason and without a debt.

    How it is counted
        From the minute of the refusal, however far ahead the roster is planned, until the person
        takes it back. No reason is asked for or stored. To everybody but the person it reads as
        any time that is not available.

    Source
        Practice of analysts' organisations: anyone may leave this work at any time.
    """

    name = "opt_out"
    group = Group.PEOPLE

    def sentence(self) -> Words:
        return words("Nobody is rostered on work that they no longer do.")

    def bar(self, problem: Problem, bars: Bars) -> None:
        """The refused activity from then on."""
        clock = problem.clock
        for person in problem.people.values():
            for refusal in person.private.refusals:
                end = clock.midnight(clock.days + 2)
                if refusal.end is not None:
                    end = min(end, clock.minute_up(refusal.end))
                bars.work(person.id, refusal.activity, clock.minute(refusal.start), end)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts with refused work in them, told by their whole length."""
        for person in record.people:
            refused = [(r.activity, r.start, r.end) for r in person.private.refusals]
            for presence in record.new_shifts(person.id) if refused else ():
                found = next(
                    (
                        stretch
                        for stretch in presence.stretches
                        for name, moment, back in refused
                        if stretch.activity
                        and stretch.activity.id == name
                        and record.clock.moment(stretch.end) > moment
                        and (back is None or record.clock.moment(stretch.start) < back)
                    ),
                    None,
                )
                if found and not presence.standing:
                    yield self._breach(record, person, presence, found)

    def _breach(
        self, record: Record, person: Person, presence: Presence, stretch: Stretch
    ) -> Breach:
        return Breach(
            rule=self.name,
            person=person.id,
            start=presence.start,
            end=presence.end,
            said=words(
                "{name} no longer does {activity}: {day}, {start} to {end}.",
                name=person.name,
                activity=stretch.activity.name if stretch.activity else "",
                day=Day(record.clock.date(presence.day)),
                start=Clocked(record.clock.moment(stretch.start)),
                end=Clocked(record.clock.moment(stretch.end)),
            ),
            private=True,
        )

"""Who may do exposing work."""

from collections.abc import Iterator

from scheduler.rule import (
    Activity,
    Bars,
    Breach,
    Clocked,
    Day,
    Group,
    Mandatory,
    Person,
    Problem,
    Record,
    Words,
    words,
)


class Authorised(Mandatory):
    """Exposing work is done by people who are authorised for it.

    Requires
        In each minute of an exposing activity the person holds an authorisation for that activity
        on that local date.

    Why
        Assessing such images without permission is an offence, and nobody should see them without
        training and clearance.

    How it is counted
        By the local date of each minute, both dates of an authorisation included: in a shift that
        passes midnight it may end in mid-shift. It is looked at again on publishing and when a
        stint starts.

    Source
        Belgian criminal law, under which only recognised bodies may assess such material.
    """

    name = "authorised"
    group = Group.PEOPLE

    def sentence(self) -> Words:
        return words("Exposing work only by people authorised for it on that date.")

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Each exposing activity on each day without authorisation for it."""
        clock = problem.clock
        for person in problem.people.values():
            for activity in problem.activities.values():
                for day in range(clock.days + 2):
                    on = clock.date(day)
                    if activity.exposes and not person.authorised_for(activity.id, on):
                        start, end = clock.midnight(day), clock.midnight(day + 1)
                        bars.work(person.id, activity.id, start, end)

    def check(self, record: Record) -> Iterator[Breach]:
        """Exposing blocks, or their part on one date, without authorisation."""
        clock, problem = record.clock, record.problem
        for presence in record.planned:
            person = problem.people.get(presence.person)
            for stretch in presence.stretches:
                if not (stretch.activity and stretch.exposes) or person is None:
                    continue
                for day in range(clock.day_at(stretch.start), clock.day_at(stretch.end - 1) + 1):
                    on = clock.date(day)
                    if presence.standing or person.authorised_for(stretch.activity.id, on):
                        continue
                    start = max(stretch.start, clock.midnight(day))
                    end = min(stretch.end, clock.midnight(day + 1))
                    yield self._breach(record, person, stretch.activity, start, end)

    def _breach(
        self, record: Record, person: Person, activity: Activity, start: int, end: int
    ) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=start,
            end=end,
            said=words(
                "{name} is not authorised for {activity} on {day}: {start} to {end}.",
                name=person.name,
                activity=activity.name,
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
            ),
        )

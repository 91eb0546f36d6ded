"""Who has the skills for an activity."""

from collections.abc import Iterator

from scheduler.rule import (
    Activity,
    Bars,
    Breach,
    Clocked,
    Day,
    Group,
    Hard,
    Person,
    Problem,
    Record,
    Words,
    words,
)


class Skilled(Hard):
    """An activity is done by people who have all the skills it asks for.

    Requires
        In each minute of an activity the person has every skill in its list on that local date.

    Why
        Somebody who calls or writes must be understood, and a queue must be assessed by people
        who learned how.

    How it is counted
        By the local date of each minute, both dates of a skill included. Also for work that does
        not expose. A coverage line that asks for a skill is counted by `coverage`.

    Source
        The team's own list of activities.
    """

    name = "skilled"
    group = Group.PEOPLE

    def sentence(self) -> Words:
        return words("An activity only by people who have the skills it asks for on that date.")

    @staticmethod
    def _lacking(person: Person, activity: Activity, problem: Problem, day: int) -> list[str]:
        on = problem.clock.date(day)
        have = {skill.skill for skill in person.skills if skill.holds(on)}
        return [skill for skill in activity.skills if skill not in have]

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Each activity on each day on which a skill for it is lacking."""
        clock = problem.clock
        asking = [activity for activity in problem.activities.values() if activity.skills]
        for person in problem.people.values():
            for activity in asking:
                for day in range(clock.days + 2):
                    if self._lacking(person, activity, problem, day):
                        start, end = clock.midnight(day), clock.midnight(day + 1)
                        bars.work(person.id, activity.id, start, end)

    def check(self, record: Record) -> Iterator[Breach]:
        """Blocks, or their part on one date, by somebody who lacks a skill."""
        clock, problem = record.clock, record.problem
        for presence in record.planned:
            person = problem.people.get(presence.person)
            if presence.standing or person is None:
                continue
            for stretch in presence.stretches:
                if stretch.activity is None:
                    continue
                for day in range(clock.day_at(stretch.start), clock.day_at(stretch.end - 1) + 1):
                    lacking = self._lacking(person, stretch.activity, problem, day)
                    if lacking:
                        start = max(stretch.start, clock.midnight(day))
                        end = min(stretch.end, clock.midnight(day + 1))
                        yield self._breach(record, person, stretch.activity, (start, end), lacking)

    def _breach(
        self,
        record: Record,
        person: Person,
        activity: Activity,
        when: tuple[int, int],
        lacking: list[str],
    ) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=person.id,
            start=when[0],
            end=when[1],
            said=words(
                "{name} lacks {skills} for {activity} on {day}: {start} to {end}.",
                name=person.name,
                skills=", ".join(lacking),
                activity=activity.name,
                day=Day(clock.date(clock.day_at(when[0]))),
                start=Clocked(clock.moment(when[0])),
                end=Clocked(clock.moment(when[1])),
            ),
        )

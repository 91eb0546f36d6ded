"""Work that an instance fixes: nothing else is done then."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from scheduler.rule import (
    Bars,
    Breach,
    Clocked,
    Group,
    Mandatory,
    Problem,
    Record,
    Words,
    words,
)


class Fixed(BaseModel):
    """One activity of a person that is fixed in [start, end), in elapsed minutes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: str
    activity: str
    start: int
    end: int


class FixedWork(Mandatory):
    """Nothing else is done where work is fixed.

    Requires
        In each fixed stretch a person does the fixed activity or, on the way to a roster, nothing.

    How it is counted
        That the activity itself is missing is told by coverage: a slot wants as many people as it
        has, so that nobody is without an activity where nothing is missing.
    """

    name = "fixed_work"
    group = Group.CHANGE

    fixed: tuple[Fixed, ...] = ()

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Where work is fixed nothing else is done.")

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Every other activity of the stretch."""
        for fixed in self.fixed:
            for name in problem.activities:
                if name != fixed.activity:
                    bars.work(fixed.person, name, fixed.start, fixed.end)

    def check(self, record: Record) -> Iterator[Breach]:
        """Other work in a fixed stretch."""
        for fixed in self.fixed:
            for _, stretch in record.stretches(fixed.person):
                wrong = stretch.activity is not None and stretch.activity.id != fixed.activity
                if wrong and stretch.start < fixed.end and fixed.start < stretch.end:
                    start = max(stretch.start, fixed.start)
                    yield Breach(
                        rule=self.name,
                        person=fixed.person,
                        start=start,
                        end=min(stretch.end, fixed.end),
                        said=words(
                            "{name}: other work than the fixed {activity} at {start}.",
                            name=record.name(fixed.person),
                            activity=fixed.activity,
                            start=Clocked(record.clock.moment(start)),
                        ),
                    )

"""The hours of the day in which material may be seen."""

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Self

from pydantic import Field, model_validator

from scheduler.rule import (
    Bars,
    Breach,
    Clocked,
    Day,
    Group,
    Hard,
    Presence,
    Problem,
    Record,
    Stretch,
    Words,
    words,
)


class ExposureWindow(Hard):
    """Material is only assessed within some hours of the day.

    Requires
        Each minute of exposure to material lies from `earliest` to `latest`, local time. Contact
        is not bound.

    Why
        What was seen late in the day goes home and to bed with whoever saw it.

    How it is counted
        To the minute, on each local day. Planned blocks are whole slots: with a window that opens
        at 08:10 on a grid of 15 minutes the first block starts at 08:15.

    Source
        IWF: no assessment after 16:00.
    """

    name = "exposure_window"
    group = Group.EXPOSURE
    tighter = {"earliest": "higher", "latest": "lower"}

    earliest: time = Field(time(8), description="Local time of day from which material is seen.")
    latest: time = Field(time(16), description="Local time of day, later than `earliest`.")

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.earliest.tzinfo or self.latest.tzinfo:
            raise ValueError(words("earliest and latest are local times, without an offset"))
        if self.latest <= self.earliest:
            raise ValueError(
                words(
                    "latest {latest} is not after {earliest}",
                    latest=f"{self.latest:%H:%M}",
                    earliest=f"{self.earliest:%H:%M}",
                )
            )
        return self

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "Material only from {earliest} to {latest}.",
            earliest=f"{self.earliest:%H:%M}",
            latest=f"{self.latest:%H:%M}",
        )

    def bar(self, problem: Problem, bars: Bars) -> None:
        """No material from one day's close to the next day's opening, for anybody."""
        clock = problem.clock
        material = [a.id for a in problem.team.activities if a.exposes == "material"]
        for day in range(clock.days + 2):
            closes, opens = clock.at(day - 1, self.latest), clock.at(day, self.earliest)
            for person in problem.people:
                for activity in material:
                    bars.work(person, activity, closes, opens)

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        """Where the window opens and closes."""
        return problem.clock.at(day, self.earliest), problem.clock.at(day, self.latest)

    def check(self, record: Record) -> Iterator[Breach]:
        """Blocks of material, or parts of them, outside the window."""
        for presence in record.planned:
            if presence.standing:
                continue
            for stretch in presence.stretches:
                if stretch.material:
                    for start, end in self._outside(record, stretch):
                        yield self._breach(record, presence, start, end)

    def _outside(self, record: Record, stretch: Stretch) -> Iterator[tuple[int, int]]:
        clock = record.clock
        for day in range(clock.day_at(stretch.start), clock.day_at(stretch.end - 1) + 1):
            morning = clock.midnight(day), clock.at(day, self.earliest)
            evening = clock.at(day, self.latest), clock.midnight(day + 1)
            for first, last in (morning, evening):
                start, end = max(stretch.start, first), min(stretch.end, last)
                if start < end:
                    yield start, end

    def _breach(self, record: Record, presence: Presence, start: int, end: int) -> Breach:
        clock = record.clock
        return Breach(
            rule=self.name,
            person=presence.person,
            start=start,
            end=end,
            said=words(
                "{name}, {day}: material from {start} to {end}. It is planned only from "
                "{earliest} to {latest}.",
                name=record.name(presence.person),
                day=Day(clock.date(clock.day_at(start))),
                start=Clocked(clock.moment(start)),
                end=Clocked(clock.moment(end)),
                earliest=f"{self.earliest:%H:%M}",
                latest=f"{self.latest:%H:%M}",
            ),
        )

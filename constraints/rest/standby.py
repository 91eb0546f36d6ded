"""What a call-out of somebody on standby changes."""

from collections.abc import Iterator
from datetime import time

from pydantic import Field, field_validator

from scheduler.rule import (
    Bars,
    Breach,
    Clocked,
    Day,
    Group,
    Hard,
    Length,
    Presence,
    Problem,
    Record,
    Rulebook,
    Words,
    words,
)

Call = tuple[int, int]


class Standby(Hard):
    """A call-out is work, and rest starts again after it.

    Requires
        No shift lies in a call-out, or starts before `rest` minutes have passed since its end. No
        exposure from a call-out's start until `until` on the next morning.

    Why
        Whoever was called out at night did not rest that night, whatever the roster says.

    How it is counted
        In elapsed minutes from the end of each call-out; where the team's daily rest is longer,
        that is asked for. The next morning is the local day on which a call-out ends, if it ends
        before `until`, else the day after it. A shift over its end is as impossible as one that
        starts too soon. Standing shifts are not reported.

        A call-out's minutes are worked minutes: they count for the contract's week and period and
        interrupt the weekly rest. It is no shift: it makes no working day, no early, late or night,
        and it exposes nobody. Call-outs before the roster count like those in it.

    Source
        EU directive 2003/88; European Court of Justice, C-151/02 and C-518/15: work during standby
        is working time. The morning without exposure: derived.
    """

    name = "standby"
    group = Group.REST
    tighter = {"rest": "higher", "until": "higher"}

    rest: int = Field(660, ge=660, le=960, description="Minutes after a call-out, 660 to 960.")
    until: time = Field(time(12), description="Local time at which exposure may start again.")

    @field_validator("until")
    @classmethod
    def _local(cls, until: time) -> time:
        if until.tzinfo:
            raise ValueError(words("until is a local time, without an offset"))
        return until

    def among(self, book: Rulebook) -> "Standby":
        """The same rule with the longest rest between shifts that the book asks for."""
        daily = (rule for rule in book.rules if rule.name == "daily_rest")
        rests = [rest for rule in daily if isinstance(rest := dict(rule).get("minutes"), int)]
        return self.model_copy(update={"rest": max(self.rest, *rests)}) if rests else self

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words(
            "After a call-out {limit} of rest, and no exposure before {until} the next morning.",
            limit=Length(self.rest),
            until=f"{self.until:%H:%M}",
        )

    def bar(self, problem: Problem, bars: Bars) -> None:
        """No shift in a call-out and the rest after it; no exposure until the next morning ends."""
        exposing = [a.id for a in problem.team.activities if a.exposes]
        for person, calls in problem.called_out.items():
            for start, end in calls:
                bars.shift(person, start, end + self.rest)
                for activity in exposing:
                    bars.work(person, activity, start, self._morning(problem, end))

    def _morning(self, problem: Problem, end: int) -> int:
        """The first moment after a call-out's end at which the clock says `until`."""
        clock = problem.clock
        today = clock.at(clock.day_at(end), self.until)
        return today if end < today else clock.at(clock.day_at(end) + 1, self.until)

    def check(self, record: Record) -> Iterator[Breach]:
        """Shifts in a call-out or too soon after it, and exposure on the morning after."""
        for person in record.people:
            calls = record.problem.called_out.get(person.id, ())
            for presence in record.new_shifts(person.id) if calls else ():
                if presence.standing:
                    continue
                for call in calls:
                    yield from self._too_soon(record, presence, call)
                    yield from self._exposed(record, presence, call)

    def _too_soon(self, record: Record, presence: Presence, call: Call) -> Iterator[Breach]:
        start, end = call
        if presence.end <= start or presence.start - end >= self.rest:
            return
        moment = record.clock.moment
        yield Breach(
            rule=self.name,
            person=presence.person,
            start=min(end, presence.start),
            end=presence.start,
            said=words(
                "{name}: the shift of {day} starts at {start}, {minutes} after a call-out ended "
                "at {end}. At least {limit} of rest must lie between.",
                name=record.name(presence.person),
                day=Day(record.clock.date(presence.day)),
                start=Clocked(moment(presence.start)),
                minutes=Length(max(0, presence.start - end)),
                end=Clocked(moment(end)),
                limit=Length(self.rest),
            ),
        )

    def _exposed(self, record: Record, presence: Presence, call: Call) -> Iterator[Breach]:
        start, end = call
        clock, ended = record.clock, record.clock.moment(end)
        later = ended.time() >= self.until
        until = clock.at(clock.day(ended.date()) + later, self.until)
        early = [s for s in presence.stretches if s.exposes and s.start < until and s.end > start]
        if early:
            yield Breach(
                rule=self.name,
                person=presence.person,
                start=max(start, early[0].start),
                end=min(until, early[-1].end),
                said=words(
                    "{name}, {day}: exposure at {start}. After a call-out that ended at {end} "
                    "there is none before {until}.",
                    name=record.name(presence.person),
                    day=Day(clock.date(presence.day)),
                    start=Clocked(clock.moment(early[0].start)),
                    end=Clocked(ended),
                    until=Clocked(clock.moment(until)),
                ),
            )

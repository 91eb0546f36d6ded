"""Who shares in what a team does on a day, in whole parts, and who does less for now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scheduler.problem import Problem
from scheduler.team import Person

# Shares are whole ten-thousandths, so that both sides of a comparison are whole numbers.
PARTS = 10_000
# Days in which less is expected: twelve weeks of ramp-up, a week after an event.
RAMP_UP = 84
AFTER_EVENT = 7


@dataclass(frozen=True)
class Shares:
    """Who shares in a day, in parts of PARTS.

    full: of those from whom a share is expected; together PARTS. eased: what an equal share would
    be for each of those from whom nothing is expected, beside those in `full`.
    """

    full: Mapping[str, int] = field(default_factory=dict)
    eased: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def by_weight(cls, full: Mapping[str, int], eased: Mapping[str, int]) -> "Shares":
        """Shares in proportion to weights above 0.

        The largest remainders of `full` are rounded up, in the order given, so that they are
        PARTS together.
        """
        whole = sum(full.values())
        parts = {who: weight * PARTS // whole for who, weight in full.items()}
        left = PARTS - sum(parts.values()) if full else 0
        by_rest = sorted(full, key=lambda who: -(full[who] * PARTS % whole))
        return cls(
            {who: part + (who in by_rest[:left]) for who, part in parts.items()},
            {who: weight * PARTS // (whole + weight) for who, weight in eased.items()},
        )


def event_dates(problem: Problem, person: Person) -> list[date]:
    """The local dates of events that the person flagged."""
    clock = problem.clock
    return [clock.date(clock.day_at(clock.minute(event))) for event in person.private.events]


def rests(problem: Problem, person: Person, on: date) -> bool:
    """Whether a date lies before the end of what the person chose after an event."""
    until = person.private.no_exposure_until
    if until is None:
        return False
    return min([problem.clock.first, *event_dates(problem, person)]) <= on <= until


def does_less(problem: Problem, person: Person, on: date) -> bool:
    """Whether less is expected of the person: in ramp-up, after an event, with an own cap."""
    started = person.ramp_up_from
    return (
        (started is not None and (on - started).days < RAMP_UP)
        or any(0 <= (on - event).days <= AFTER_EVENT for event in event_dates(problem, person))
        or any(cap.holds(on) for cap in person.private.own_caps)
    )


def refused(problem: Problem, person: Person, on: date) -> set[str]:
    """The activities that the person refuses at some minute of a date."""
    clock = problem.clock
    start, end = clock.midnight(clock.day(on)), clock.midnight(clock.day(on) + 1)
    return {
        refusal.activity
        for refusal in person.private.refusals
        if clock.minute(refusal.start) < end
        and (refusal.end is None or clock.minute(refusal.end) > start)
    }

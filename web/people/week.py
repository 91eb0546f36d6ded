"""One person's week as a list of days, from what is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext

from scheduler.presence import Presence
from scheduler.team import Person
from web import say
from web.kinds import Look, look, named_together
from web.limits import daily_limit
from web.plan import Plan
from web.unavailable import own_cap

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class OwnShift:
    """One shift of the person: times, where, kinds of work in words, and each block."""

    times: str
    at_home: bool
    work: str
    blocks: tuple[tuple[str, Look], ...]


@dataclass(frozen=True, slots=True)
class OwnDay:
    """One day. planned, limit: exposing minutes; own_limit: whether the person set the limit."""

    on: date
    published: bool
    shifts: tuple[OwnShift, ...] = ()
    planned: int = 0
    limit: int = 0
    own_limit: bool = False

    @property
    def minutes(self) -> str:
        """`Planned 2 h 15 · limit 4 h`."""
        words = gettext(
            "Planned %(planned)s · limit %(limit)s",
            planned=say.length(self.planned),
            limit=say.length(self.limit),
        )
        return str(words)


def own_week(plans: Sequence[Plan], person_id: str, monday: date, *, private: bool) -> list[OwnDay]:
    """Seven days from a Monday. plans: what is in force, of which none share a day.

    private: whether the reader may know what only the person knows.
    """
    days = (monday + timedelta(days=number) for number in range(DAYS_OF_A_WEEK))
    return [_day(plans, person_id, on, private=private) for on in days]


def _day(plans: Sequence[Plan], person_id: str, on: date, *, private: bool) -> OwnDay:
    plan = next((p for p in plans if p.roster.first <= on <= p.roster.last), None)
    person = None if plan is None else plan.problem.people.get(person_id)
    if plan is None or person is None:
        return OwnDay(on, published=False)
    day = plan.clock.day(on)
    limit, own = _limit(plan, person, day, private=private)
    return OwnDay(
        on=on,
        published=True,
        shifts=tuple(_shift(plan, shift) for shift in plan.on_day(day).get(person_id, [])),
        planned=plan.record.exposure(person_id, day),
        limit=limit,
        own_limit=own,
    )


def _limit(plan: Plan, person: Person, day: int, *, private: bool) -> tuple[int, bool]:
    """The day's limit, and whether it is the one the person has set."""
    rules = daily_limit(plan, person, day)
    own = own_cap(person, plan.clock, day) if private else None
    return (rules, False) if own is None or own >= rules else (own, True)


def _shift(plan: Plan, presence: Presence) -> OwnShift:
    moment = plan.clock.moment
    return OwnShift(
        times=say.span(moment(presence.start), moment(presence.end)),
        at_home=presence.place == "home",
        work=named_together(s.activity.name for s in presence.stretches if s.activity),
        blocks=tuple(
            (say.span(moment(s.start), moment(s.end)), look(s)) for s in presence.stretches
        ),
    )

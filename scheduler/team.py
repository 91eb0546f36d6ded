"""A team as its file describes it: people, activities, rooms, shift shapes and demand."""

from datetime import date, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator

from scheduler.calendar_time import CalendarDate, Moment
from scheduler.demand import CoverageLine, Weekday, WorkloadTarget
from scheduler.roster import Shift
from scheduler.words import words

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=60)]
Exposes = Literal["material", "contact"]
Place = Literal["site", "home"]
PatternMinutes = Annotated[int, Field(ge=0, le=720)]

_LONGEST_SHOWN = 100


class Stored(BaseModel):
    """A frozen part of a team file. Unknown fields are faults, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Activity(Stored):
    """A kind of work. `severity` is 0 to 3 and only exposing work has one above 0.

    screen: false for work away from a screen, which counts as recovery between stints.
    min_block: shortest unbroken block in minutes; without it the rule's own default holds.
    home: whether it may be done from home; material never may.
    session: whether it is counselling, which a person needs time before and between.
    """

    id: Identifier
    name: str = Field(min_length=1, max_length=60)
    exposes: Exposes | None = None
    severity: int = Field(0, ge=0, le=3)
    screen: bool = True
    min_block: int | None = Field(None, ge=5, le=480)
    skills: tuple[Identifier, ...] = ()
    home: bool = False
    session: bool = False


class SeatsAt(Stored):
    """Seats of a shared room that are this team's in a weekly window of local time."""

    weekdays: tuple[Weekday, ...] = Weekday.every()
    start: time = Field(alias="from")
    end: time = Field(alias="to")
    seats: int = Field(ge=0, le=500)


class Room(Stored):
    """A room on site. Material is only assessed in approved ones, one person a seat.

    shared: of a room that several teams use, what was handed out to this one: seats in weekly
    windows, together where two overlap, and none besides. Never more than `seats`.
    """

    id: Identifier
    name: str = Field(min_length=1, max_length=60)
    seats: int = Field(ge=1, le=500)
    approved: bool = True
    shared: tuple[SeatsAt, ...] | None = None


class ShiftShape(Stored):
    """One way a shift may lie in a day: local start, length in minutes (breaks included), place."""

    start: time
    minutes: int = Field(ge=30, le=720)
    place: Place = "site"
    weekdays: tuple[Weekday, ...] = Weekday.every()


class ShiftKind(Stored):
    """A kind of shift by where it lies in the day: all the conditions that are given hold.

    starts_before, starts_from, ends_after: local times on the day of its start; a shift that goes
    on past midnight ends after any of them. least: minutes, 1 to 720, of the shift that lie in the
    nightly window from `night_from` to `night_to`.
    """

    id: Identifier
    starts_before: time | None = None
    starts_from: time | None = None
    ends_after: time | None = None
    least_at_night: int | None = Field(None, ge=1, le=720)
    night_from: time = time(23)
    night_to: time = time(6)


# Early and late as most rosters have them; a night as EU directive 2003/88, article 2, has it.
SHIFT_KINDS = (
    ShiftKind(id="early", starts_before=time(10)),
    ShiftKind(id="late", ends_after=time(18)),
    ShiftKind(id="night", least_at_night=180),
)


class Dated(Stored):
    """A stretch of calendar dates, both ends included; without `to` it has no end."""

    first: CalendarDate = Field(alias="from")
    last: CalendarDate | None = Field(None, alias="to")

    def holds(self, on: date) -> bool:
        """Whether `on` lies in the stretch."""
        return self.first <= on and (self.last is None or on <= self.last)


class Authorisation(Dated):
    """Permission to do an exposing activity, with its dates."""

    activity: Identifier


class Skill(Dated):
    """An ability with its dates: a language, a queue, mentoring."""

    skill: Identifier


class Leave(Stored):
    """Whole local days off, both ends included. Of what kind is not kept."""

    first: CalendarDate = Field(alias="from")
    last: CalendarDate = Field(alias="to")


class Busy(Stored):
    """An interval of moments, its end not included."""

    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")


class Exposed(Stored):
    """A stretch of exposing work, its end not included, without saying what it is."""

    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")
    exposes: Exposes = "material"
    severity: int = Field(3, ge=0, le=3)


class Elsewhere(Stored):
    """A shift in another team, planned or done: its times, and what exposes in it."""

    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")
    exposed: tuple[Exposed, ...] = ()


class WeeklyTime(Stored):
    """A weekly window of local time, for people who offer only some hours."""

    weekdays: tuple[Weekday, ...] = Weekday.every()
    start: time = Field(alias="from")
    end: time = Field(alias="to")


class NamedPeriod(Stored):
    """Dates, both included, to which the team gives a name: a summer, a campaign.

    closed: nobody works then, as on closing days. opening: weekly hours of its own; without them
    the team's hold.
    """

    name: str = Field(min_length=1, max_length=60)
    first: CalendarDate = Field(alias="from")
    last: CalendarDate = Field(alias="to")
    closed: bool = False
    opening: tuple[WeeklyTime, ...] | None = None


class Contract(Stored):
    """Contracted minutes. Counted are shifts less unpaid meal breaks, and absences.

    weekly_minutes: most a local week, 0 to 2,880. least_weekly_minutes: fewer is a shortfall.
    period_minutes: most in one roster. pattern: one or two weeks (A, B) of minutes by weekday;
    a weekday not named is free. pattern_from: a Monday on which week A started.
    """

    weekly_minutes: int = Field(ge=0, le=2880)
    least_weekly_minutes: int | None = Field(None, ge=0, le=2880)
    period_minutes: int | None = Field(None, ge=0)
    pattern: tuple[dict[Weekday, Annotated[int, Field(ge=0, le=720)]], ...] = Field(
        (), max_length=2
    )
    pattern_from: CalendarDate | None = None


# What stands for a contract where a volunteer has none: two shifts of four hours a week.
VOLUNTEERS_TERMS = Contract(weekly_minutes=2 * 240)


class Wish(Stored):
    """What a person would like on one date: to be off, or to work within some hours."""

    day: CalendarDate = Field(alias="date")
    wish: Literal["off", "work"] = "off"
    not_before: time | None = None
    not_after: time | None = None


class Refusal(Stored):
    """From this moment none of the activity. Nobody asks why, and nothing more is kept.

    to: when it was taken back. So that nobody pays it back it stays as long as what is shared out
    is counted: twelve weeks from then, and two years where it held on a public holiday.
    """

    activity: Identifier
    start: Moment = Field(alias="from")
    end: Moment | None = Field(None, alias="to")


class OwnCap(Dated):
    """A lower daily limit that a person set alone, in minutes."""

    minutes: int = Field(ge=0, le=240)


class Private(Stored):
    """All that reads «not available for this work then» to everybody but the person.

    Capacity only: moments, dates and minutes. No kind, no reason and no free text.
    """

    refusals: tuple[Refusal, ...] = ()
    events: tuple[Moment, ...] = ()
    no_exposure_until: CalendarDate | None = None
    own_caps: tuple[OwnCap, ...] = ()
    appointments: tuple[Busy, ...] = ()


class Person(Stored):
    """One person of the team.

    max_daily_exposure: a cap agreed with the manager, at most 240 minutes. ramp_up_from: first
    day of exposing work of somebody new. unmet_wishes: in the twelve weeks before the roster.
    contract: anybody has one but a volunteer. mentor: when they accompany somebody new.
    available: weekly windows in which all shifts must lie; without it any time. offered: times
    that a volunteer offers beside them. days_off_in_row: free days wanted together. supports: when
    the person is a trained peer or lead whom others can turn to; reachable: when that is possible
    without a shift. sessions: standing counselling slots. elsewhere: shifts in other teams, which
    count for every limit that is the person's, and for none of this team's contract.
    """

    id: Identifier
    name: str = Field(min_length=1, max_length=60)
    volunteer: bool = False
    contract: Contract | None = None
    max_daily_exposure: int | None = Field(None, ge=0, le=240)
    authorised: tuple[Authorisation, ...] = ()
    skills: tuple[Skill, ...] = ()
    mentor: Dated | None = None
    ramp_up_from: CalendarDate | None = None
    home: bool = False
    available: tuple[WeeklyTime, ...] | None = None
    offered: tuple[Busy, ...] = ()
    days_off_in_row: int | None = Field(None, ge=2, le=7)
    supports: Dated | None = None
    reachable: tuple[Busy, ...] = ()
    sessions: tuple[Busy, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    leave: tuple[Leave, ...] = ()
    busy: tuple[Busy, ...] = ()
    wishes: tuple[Wish, ...] = ()
    unmet_wishes: int = Field(0, ge=0, le=500)
    private: Private = Private()

    def on_leave(self, on: date) -> bool:
        """Whether a date lies in the person's leave."""
        return any(leave.first <= on <= leave.last for leave in self.leave)

    def new_on(self, on: date, weeks: int) -> bool:
        """Whether a date lies in the first weeks of ramp-up: days 0 to 7 x weeks - 1 after it."""
        start = self.ramp_up_from
        return start is not None and 0 <= (on - start).days < 7 * weeks

    def authorised_for(self, activity: str, on: date) -> bool:
        """Whether the person may do an exposing activity on a date."""
        return any(held.activity == activity and held.holds(on) for held in self.authorised)

    def mentors_on(self, on: date) -> bool:
        """Whether the person accompanies somebody new on a date."""
        return self.mentor is not None and self.mentor.holds(on)

    @property
    def terms(self) -> Contract:
        """The contract, or what stands for one: every limit by contracted minutes reads this."""
        return VOLUNTEERS_TERMS if self.contract is None else self.contract


class PublicHolidays(Stored):
    """Which public holidays the team has, and whether it is closed on them."""

    country: str = Field(min_length=2, max_length=2)
    subdivision: str | None = None
    closed: bool = True


class WorkedMinutes(Stored):
    """Exposing minutes really done by a person on a past day; without it the plan counts."""

    person: Identifier
    day: CalendarDate = Field(alias="date")
    minutes: int = Field(ge=0, le=1440)


class UrgentUse(Stored):
    """Exposing minutes, 1 to 480, for a child in present danger after what the plan allows.

    start: when the person went on. Of what kind, and why, is not kept.
    """

    person: Identifier
    start: Moment = Field(alias="from")
    minutes: int = Field(ge=1, le=480)


class CallOut(Stored):
    """Work that a person on standby was called to, outside any shift."""

    person: Identifier
    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")


class DayOff(Stored):
    """A day pinned free: no shift of the person starts on it."""

    person: Identifier
    day: CalendarDate = Field(alias="date")


class Pins(Stored):
    """What the solver may not change. A shift without blocks is pinned in its times alone."""

    shifts: tuple[Shift, ...] = ()
    days_off: tuple[DayOff, ...] = ()


class Team(Stored):
    """A whole team file. Ids are unique; every id named elsewhere exists.

    opening: weekly hours in which all shifts lie, and outside which nothing is asked for; without
    it any time. periods: dates with a name that may have hours of their own; they do not overlap.
    meals_paid: whether the meal break counts as paid time. shapes: how shifts may lie in a day.
    rules: settings by rule name. shift_kinds: what the team calls early, late or night. call_outs:
    of people on standby. history: shifts of the weeks before; worked: minutes really done, those
    of urgent cases among them; urgent: where minutes of a day are not told, added to its plan.
    """

    name: str = Field(min_length=1, max_length=80)
    timezone: str
    holidays: PublicHolidays | None = None
    closing_days: tuple[CalendarDate, ...] = ()
    opening: tuple[WeeklyTime, ...] | None = None
    periods: tuple[NamedPeriod, ...] = ()
    meals_paid: bool = False
    activities: tuple[Activity, ...] = Field(min_length=1)
    rooms: tuple[Room, ...] = ()
    shapes: tuple[ShiftShape, ...] = Field(min_length=1)
    people: tuple[Person, ...] = ()
    coverage: tuple[CoverageLine, ...] = ()
    workload: tuple[WorkloadTarget, ...] = ()
    shift_kinds: tuple[ShiftKind, ...] = SHIFT_KINDS
    rules: dict[str, dict[str, Any]] = Field(default_factory=dict)
    history: tuple[Shift, ...] = ()
    call_outs: tuple[CallOut, ...] = ()
    worked: tuple[WorkedMinutes, ...] = ()
    urgent: tuple[UrgentUse, ...] = ()
    pins: Pins = Pins()

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        if name not in available_timezones():
            given = repr(name[:_LONGEST_SHOWN])
            raise ValueError(
                words("{value} is not an IANA time zone such as Europe/Brussels", value=given)
            )
        ZoneInfo(name)
        return name

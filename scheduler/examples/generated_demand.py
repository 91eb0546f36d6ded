"""What generated teams ask for: a share of what the limits let their people carry."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from scheduler.demand import CoverageLine, Weekday, WorkloadTarget
from scheduler.examples.generated_people import CHAT, HOTLINE, IMAGES, WEEKDAYS, WEEKEND
from scheduler.team import Person

# Of exposure, this much is asked for at its times; the rest as a week's minutes of images.
_TIMED = 0.8
# Breaks that a minute of exposure needs: 15 after 45, less those that the meal is.
_BREAKS = 1 / 4
# What the usual limits leave one person a week, and by week since the start of somebody new a day.
_WEEKLY, _DAYS, _DAILY, _SHARE = 960, 4, 240, 0.45
_RAMP_UP = (30, 30, 60, 60, 120, 120, 120, 180, 180, 180, 210, 210)
_VOLUNTEERS_WEEK = 216

# One more person at a time for these windows, in turn.
_MORNING, _AFTERNOON = ("09:00", "12:00"), ("13:00", "15:00")
_TURNS = (
    (HOTLINE, "12:00", "16:00"),
    (IMAGES[0], *_MORNING),
    (IMAGES[0], *_AFTERNOON),
    (IMAGES[1], *_MORNING),
    (HOTLINE, "10:00", "12:00"),
    (IMAGES[0], *_MORNING),
    (IMAGES[2], "10:00", "11:00"),
    (CHAT, "14:00", "18:00"),
    (IMAGES[1], *_AFTERNOON),
    (IMAGES[0], *_MORNING),
    (HOTLINE, "16:00", "18:00"),
    (CHAT, "18:15", "20:30"),
)
_WEEKEND_CHAT = (CHAT, "14:00", "16:00")
_Window = tuple[str, str, str]


def demand(
    paid: Sequence[Person], helping: Sequence[Person], monday: date, load: float
) -> tuple[tuple[CoverageLine, ...], tuple[WorkloadTarget, ...]]:
    """Coverage and workload for a share `load` of what people carry in four weeks from `monday`."""
    carried = [_carried(person, monday) for person in paid]
    exposing = load * sum(minutes for minutes, _ in carried)
    others = load * sum(minutes for _, minutes in carried)
    on_weekends, weekly = _weekend(load * _VOLUNTEERS_WEEK * len(helping))
    exposing += load * _VOLUNTEERS_WEEK * len(helping) - weekly
    people = _people(_TIMED * exposing)
    timed = sum(5 * _length(window) * wanted for window, wanted in people.items())
    images = sum(5 * _length(w) * wanted for w, wanted in people.items() if w[0] == IMAGES[0])
    sessions = 15 * len(paid)
    workload = {
        IMAGES[0]: images + int(exposing) - timed,
        "admin": int(0.7 * (others - sessions)),
        "training": int(0.3 * (others - sessions)),
        "counselling": sessions,
    }
    return (*_lines(people), *on_weekends), tuple(
        WorkloadTarget(activity=activity, week=True, minutes=minutes)
        for activity, minutes in workload.items()
        if minutes > 0
    )


def _people(minutes: float) -> dict[_Window, int]:
    """Whole people by window, as many as fit into a week's minutes, one window after the other."""
    found: dict[_Window, int] = {}
    grown = True
    while grown:
        grown = False
        for window in _TURNS:
            if (needed := 5 * _length(window)) <= minutes:
                minutes -= needed
                found[window] = found.get(window, 0) + 1
                grown = True
    return found


def _lines(people: dict[_Window, int]) -> list[CoverageLine]:
    """A line a window; one person at noon is a minimum, and on Tuesdays one speaks French."""
    noon = _TURNS[0]
    lines = [
        _line(window, WEEKDAYS, wanted, minimum=int(window == noon))
        for window, wanted in people.items()
    ]
    if noon in people:
        lines.append(_line((HOTLINE, "14:00", "15:00"), (Weekday.TUE,), 1, skill="fr"))
    return lines


def _weekend(minutes: float) -> tuple[list[CoverageLine], int]:
    """The line of volunteers' weekends, where they are enough for one, and its week's minutes."""
    needed = len(WEEKEND) * _length(_WEEKEND_CHAT)
    wanted = int(minutes // needed)
    lines = [_line(_WEEKEND_CHAT, WEEKEND, wanted)] if wanted else []
    return lines, wanted * needed


def _line(
    window: _Window,
    weekdays: tuple[Weekday, ...],
    people: int,
    *,
    minimum: int = 0,
    skill: str | None = None,
) -> CoverageLine:
    activity, start, end = window
    return CoverageLine(
        activity=activity,
        weekdays=weekdays,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        minimum=minimum,
        target=people,
        skill=skill,
    )


def _length(window: _Window) -> int:
    """Minutes of a window's day."""
    start, end = (time.fromisoformat(at) for at in window[1:])
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def _carried(person: Person, monday: date) -> tuple[float, float]:
    """Minutes a week of exposure and of other work that the usual limits leave somebody."""
    here = [day for n in range(28) if not person.on_leave(day := monday + timedelta(days=n))]
    present = sum(day.weekday() < len(WEEKDAYS) for day in here) / (4 * len(WEEKDAYS))
    paid = person.terms.weekly_minutes * present
    daily: float = person.max_daily_exposure or _DAILY
    if person.ramp_up_from is not None:
        begun = (monday - person.ramp_up_from).days // 7
        weeks = _RAMP_UP[begun : begun + 4]
        daily = (sum(weeks) + (4 - len(weeks)) * daily) / 4
    exposing = min(_SHARE * paid, _WEEKLY * present, _DAYS * daily * present)
    return exposing, paid - exposing * (1 + _BREAKS)

"""A month that was worked, looked at by the rules that times and sums of minutes can answer.

A sheet of codes says when somebody was there, and nothing of breaks, stints and rooms inside a
shift. What it does not say is not judged, and the page says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from constraints.loosening import held
from constraints.reading import rulebook_of
from scheduler.checking import check_roster, presences_of
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rule
from scheduler.team import Team
from web.intake.said import Said
from web.intake.team_file import ids_of, shift_of, work_of
from web.languages import language

# Rules that look at times of shifts, and at minutes added up over a day or a week.
ANSWERED = frozenset(
    {
        "compensation_rest",
        "consecutive_days",
        "contract_minutes",
        "daily_rest",
        "exposure_free_day",
        "max_daily_exposure",
        "max_weekly_exposure",
        "night_work",
        "shift_count",
        "shift_length",
        "shift_succession",
        "structure",
        "volunteer_limits",
        "weekends_worked",
        "weekly_rest",
        "work_rules_frame",
    }
)


@dataclass(frozen=True)
class Moment:
    """One moment that does not keep a limit: its day, and the rule's own words."""

    on: date
    words: str


@dataclass(frozen=True)
class Checked:
    """How a month kept the limits. days: of the month; kept: days on which every limit is kept."""

    days: int
    kept: int
    moments: tuple[Moment, ...]


def checked(content: dict[str, Any], said: Said, waiting: Iterable[Rule] = ()) -> Checked:
    """The month of a file that has taken it in, by the rules of that file.

    content: a file without a fault. waiting: rules as they were before loosenings that these days
    do not feel.
    """
    month = said.month
    team = Team.model_validate(content)
    days = (month.last - month.first).days + 1
    problem = Problem.of(team, month.first, days)
    ids, zone = ids_of(content, month), ZoneInfo(team.timezone)
    shifts = [
        Shift.model_validate(shift_of(ids[name], day, meaning, zone, exposed=True))
        for name, day, meaning in work_of(said)
    ]
    rulebook = held(rulebook_of(team), waiting)
    breaches = check_roster(problem, rulebook, presences_of(problem, shifts))
    moments = tuple(
        Moment(
            problem.clock.date(problem.clock.day_at(breach.start)),
            breach.public_words.said(language()),
        )
        for breach in breaches
        if breach.public_rule in ANSWERED and not breach.private
    )
    touched = {moment.on for moment in moments}
    whole = [month.first + timedelta(days=number) for number in range(days)]
    return Checked(days, sum(day not in touched for day in whole), moments)

"""Figures of the team by week: sums worked out by hand, and nothing that tells of one person."""

from datetime import date, timedelta
from typing import Any

import pytest

import image_team
from image_team import FIRST, OFFICE_DAY
from plans import plan
from web.figures.weekly import Figures, Week, weekly
from web.plan import Plan

NAMES = ("anouk", "bram", "chloe", "daan", "emma", "finn", "gitte")
SECOND = FIRST + timedelta(days=7)


def team() -> dict[str, Any]:
    document = image_team.document()
    anouk = document["people"][0]
    document["people"] = [anouk | {"id": name, "name": name.title()} for name in NAMES]
    return document


def monday_of(*people: str) -> Plan:
    """A fortnight in which these people work on its first Monday, all alike."""
    return plan([image_team.shift(person, FIRST, "08:00", OFFICE_DAY) for person in people], team())


def test_five_people_are_a_sum() -> None:
    # Exposure: 5 x 135 min = 675 min = 11.25 h.
    # Wanted: images 5 x 60 min x 2 people = 600 min, chat on Saturday 180 min: 780 min = 13 h.
    # Not covered: Monday 15 min x 2, four days of 120 min, Saturday 180 min: 690 min = 11.5 h.
    weeks = weekly([monday_of(*NAMES[:5])], [FIRST], None)
    assert weeks == [Week(FIRST, 7, Figures(people=5, exposure=11, wanted=13, short=12))]


def test_four_people_are_none() -> None:
    assert weekly([monday_of(*NAMES[:4])], [FIRST], None) == [Week(FIRST, 7, None)]


@pytest.mark.parametrize(("reader", "shown"), [("anouk", False), ("finn", True), (None, True)])
def test_whoever_reads_does_not_count_among_the_five(reader: str | None, shown: bool) -> None:
    """Anouk knows the own minutes: of the sum of five the rest would be that of four."""
    (week,) = weekly([monday_of(*NAMES[:5])], [FIRST], reader)
    assert (week.figures is not None) is shown


def test_a_reader_among_six_sees_the_sum_of_all() -> None:
    (week,) = weekly([monday_of(*NAMES[:6])], [FIRST], "anouk")
    # 6 x 135 min = 810 min = 13.5 h.
    assert week.figures is not None
    assert (week.figures.people, week.figures.exposure) == (6, 14)


def test_five_with_exposing_work_of_whom_few_do_what_is_wanted_are_none() -> None:
    """What is wanted less what is not covered would be the minutes of those few."""
    other = (("admin", 60), ("images-2", 45), ("break", 15), ("admin", 330), ("meal", 30))
    shifts = [
        image_team.shift(person, FIRST, "08:00", OFFICE_DAY if person == "anouk" else other)
        for person in NAMES[:5]
    ]
    assert weekly([plan(shifts, team())], [FIRST], None) == [Week(FIRST, 7, None)]


def test_each_week_stands_by_itself() -> None:
    """The second week of the fortnight has nobody at work, and its sums are not told."""
    weeks = weekly([monday_of(*NAMES[:5])], [FIRST, SECOND, date(2026, 12, 21)], None)
    assert [(week.monday, week.figures is not None) for week in weeks] == [
        (FIRST, True),
        (SECOND, False),
    ]

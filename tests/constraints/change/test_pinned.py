from dataclasses import replace

import pytest

from agreement import assert_agreement
from constraints.change.pinned import Pinned
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import DayOff, Pins
from tiny_teams import MONDAY, person, problem, shape, shift

RULE = Pinned()
FULL = shift("ana", "2027-03-08 08:00", [("images", 30), ("break", 30)])
TIMES = FULL.model_copy(update={"blocks": ()})


def pinning(*shifts: Shift, off: bool = False) -> Problem:
    days_off = (DayOff(person="ana", day=MONDAY),) if off else ()
    return problem(days=2, pins=Pins(shifts=shifts, days_off=days_off))


def found(case: Problem, *planned: Shift) -> list[Breach]:
    presences = [from_shift(shift, case.clock, case.activities) for shift in planned]
    return list(RULE.check(Record(case, presences)))


def test_a_pinned_shift_as_it_is_breaks_nothing() -> None:
    assert not found(pinning(FULL), FULL)
    assert not found(pinning(TIMES), FULL)


def test_the_same_blocks_cut_in_two_are_the_same() -> None:
    halves = shift("ana", "2027-03-08 08:00", [("images", 15), ("images", 15), ("break", 30)])
    assert not found(pinning(FULL), halves)


@pytest.mark.parametrize(
    "other",
    [
        [],
        [shift("ana", "2027-03-08 08:00", [("images", 45), ("break", 15)])],
        [shift("ana", "2027-03-08 08:00", [("images", 30), ("break", 15)])],
        [shift("ana", "2027-03-08 08:15", [("images", 30), ("break", 30)])],
        [shift("ana", "2027-03-09 08:00", [("images", 30), ("break", 30)])],
        [FULL.model_copy(update={"place": "home"})],
        [FULL.model_copy(update={"overtime": True})],
    ],
)
def test_a_pinned_shift_that_is_gone_or_other_is_told(other: list[Shift]) -> None:
    (breach,) = found(pinning(FULL), *other)
    assert (breach.person, breach.start, breach.end) == ("ana", 480, 540)
    assert str(breach.said) == (
        "Ana: the shift pinned on Mon 8 March from 08:00 to 09:00 is not there as pinned."
    )


def test_times_that_are_pinned_alone_leave_the_blocks_free() -> None:
    case = pinning(TIMES)
    assert not found(case, shift("ana", "2027-03-08 08:00", [("admin", 60)]))
    assert len(found(case, shift("ana", "2027-03-08 08:00", [("admin", 45)]))) == 1
    away = shift("ana", "2027-03-08 08:00", [("admin", 60)], place="home")
    assert len(found(case, away)) == 1
    assert not found(pinning(TIMES.model_copy(update={"place": "home"})), away)
    assert len(found(case)) == 1


def test_no_shift_starts_on_a_day_pinned_free() -> None:
    case = pinning(off=True)
    (breach,) = found(case, FULL)
    assert str(breach.said) == "Ana: Mon 8 March is pinned free, and a shift starts at 08:00."
    assert not found(case, shift("ana", "2027-03-09 00:00", [("admin", 60)]))


def test_a_standing_mark_alone_changes_nothing() -> None:
    case = pinning(FULL)
    planned = from_shift(FULL, case.clock, case.activities)
    assert not list(RULE.check(Record(case, [replace(planned, standing=True)])))


def test_the_board_and_check_accept_the_same_rosters() -> None:
    # Ana is pinned from 08:00 to 08:30 with her blocks free: 3 x 3 ways. Ben is pinned free. On
    # Tuesday Ana has a whole pin, and Ben a shift or none: 1 + 9.
    pins = Pins(
        shifts=(
            shift("ana", "2027-03-08 08:00", [("break", 30)]).model_copy(update={"blocks": ()}),
            shift("ana", "2027-03-09 10:00", [("images", 30)]),
        ),
        days_off=(DayOff(person="ben", day=MONDAY),),
    )
    people = person("Ana"), person("Ben")
    case = problem(*people, shapes=(shape("09:00", 30),), days=2, pins=pins)
    agreed = assert_agreement(case, [RULE])
    assert agreed.accepted == 9 * 1 * (1 + 9)

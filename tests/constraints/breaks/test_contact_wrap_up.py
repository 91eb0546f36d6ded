from datetime import date, time
from typing import Literal

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.breaks.contact_wrap_up import ContactWrapUp
from constraints.exposure.exposure_window import ExposureWindow
from rosters import breaches, record
from scheduler.team import Activity, Pins
from tiny_teams import ADMIN, CHAT, IMAGES, WALK, person, problem, shape, shift

HOTLINE = Activity(id="hotline", name="Hotline", exposes="contact", severity=1)
ALL = [CHAT, HOTLINE, IMAGES, ADMIN, WALK]
RULE = ContactWrapUp()


def said(*blocks: tuple[str, int]) -> list[str]:
    return breaches(RULE, problem(activities=ALL), shift("ana", "2027-03-08 08:00", blocks))


def test_ten_minutes_lie_between_two_runs_of_contact() -> None:
    # Chat until 08:30; 10 minutes later is in time, 9 minutes later is not.
    assert said(("chat", 30), ("break", 10), ("chat", 30)) == []
    assert said(("chat", 30), ("break", 9), ("chat", 30)) == [
        (
            "Ana, Mon 8 March: contact from 08:39, 9 min after the run that ended at 08:30. At "
            "least 10 min must lie between."
        )
    ]


@pytest.mark.parametrize("between", ["break", "admin", "walk", "images", "meal"])
def test_all_that_is_no_contact_may_fill_the_minutes(between: str) -> None:
    assert said(("chat", 30), (between, 10), ("chat", 30)) == []
    assert len(said(("chat", 30), (between, 9), ("chat", 30))) == 1


def test_the_minutes_may_be_of_several_kinds() -> None:
    # 4 of admin and 6 of break are 10 minutes without contact.
    assert said(("chat", 30), ("admin", 4), ("break", 6), ("hotline", 30)) == []
    assert len(said(("chat", 30), ("admin", 4), ("break", 5), ("hotline", 30))) == 1


def test_two_queues_in_a_row_are_one_run() -> None:
    assert said(("chat", 30), ("hotline", 30), ("chat", 10)) == []
    # Each pair of neighbouring runs: chat and hotline to 08:40, chat to 08:55, chat again.
    three = [("chat", 20), ("hotline", 20), ("break", 5), ("chat", 10), ("break", 5), ("chat", 5)]
    assert len(said(*three)) == 2


def test_nothing_is_asked_before_the_first_run_or_after_the_last() -> None:
    assert said(("admin", 5), ("chat", 30), ("break", 5)) == []
    assert said(("break", 5), ("chat", 30)) == []


def test_a_run_is_told_by_its_own_minutes() -> None:
    case = problem(activities=ALL)
    blocks = [("chat", 30), ("break", 5), ("chat", 15), ("hotline", 15)]
    (breach,) = RULE.check(record(case, shift("ana", "2027-03-08 08:00", blocks)))
    # 08:00 + 35 to 08:00 + 65.
    assert (breach.start, breach.end, breach.private) == (515, 545, False)


def test_images_between_two_runs_of_contact_leave_material_alone() -> None:
    assert said(("images", 30), ("break", 1), ("images", 30)) == []
    assert said(("images", 30), ("chat", 30), ("images", 5)) == []


def test_over_midnight_the_day_is_the_one_of_the_later_run() -> None:
    case = problem(activities=ALL, days=2)
    late = shift("ana", "2027-03-08 23:00", [("chat", 55), ("break", 9), ("chat", 30)])
    assert breaches(RULE, case, late) == [
        (
            "Ana, Tue 9 March: contact from 00:04, 9 min after the run that ended at 23:55. At "
            "least 10 min must lie between."
        )
    ]


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_minutes_over_a_clock_change_are_elapsed_ones(on: str) -> None:
    case = problem(first=date.fromisoformat(on), activities=ALL)
    for minutes, found in ((10, 0), (9, 1)):
        # The change lies at 02:00 or 03:00, one elapsed hour or two after 01:00.
        for before in (55, 115):
            blocks = [("chat", before), ("break", minutes), ("chat", 30)]
            assert len(breaches(RULE, case, shift("ana", f"{on} 01:00", blocks))) == found


def test_what_stands_is_no_breach_and_history_is_not_told() -> None:
    blocks = [("chat", 30), ("break", 5), ("chat", 30)]
    pin, past = (shift("ana", f"2027-03-{day} 08:00", blocks) for day in ("08", "05"))
    case = problem(activities=ALL, pins=Pins(shifts=(pin,)), history=[past])
    assert breaches(RULE, case) == []


def test_range_and_what_is_looser() -> None:
    for minutes in (4, 61):
        with pytest.raises(ValidationError):
            ContactWrapUp(minutes=minutes)
    assert list(ContactWrapUp(minutes=5).looser()) == ["minutes 5 (recommended 10)"]
    assert list(ContactWrapUp(minutes=60).looser()) == []
    assert list(ContactWrapUp(active=False).looser()) == ["switched off"]


@pytest.mark.parametrize("minutes", [16, 30, 31])
def test_post_and_check_accept_the_same_rosters(minutes: int) -> None:
    case = problem(shapes=[shape("08:00", 90)], activities=[CHAT, ADMIN])
    assert_agreement(case, [ContactWrapUp(minutes=minutes)])


@pytest.mark.parametrize(("grid", "minutes"), [(5, 10), (5, 11), (10, 11), (10, 20)])
def test_finer_grids_agree_rounded_to_the_strict_side(grid: Literal[5, 10], minutes: int) -> None:
    case = problem(shapes=[shape("08:00", grid * 6)], activities=[CHAT, ADMIN], grid=grid)
    assert_agreement(case, [ContactWrapUp(minutes=minutes)])


def test_on_a_coarse_grid_one_slot_is_enough() -> None:
    case = problem(shapes=[shape("08:00", 45)], activities=[CHAT])
    # 10 minutes are planned as 15: each of 1 + 2^3 rosters keeps the rule.
    with pytest.raises(AssertionError, match="says nothing"):
        assert_agreement(case, [ContactWrapUp(minutes=15)])
    # With 16 only chat, break, chat of the eight is too tight.
    assert assert_agreement(case, [ContactWrapUp(minutes=16)]).accepted == 8


def test_two_queues_with_material_agree() -> None:
    case = problem(shapes=[shape("08:00", 75)], activities=[CHAT, HOTLINE, IMAGES])
    assert_agreement(case, [ContactWrapUp(minutes=30)])


def test_shapes_that_start_and_end_apart_agree_over_midnight() -> None:
    # 50 minutes from 23:30 are three slots and a rest of 5, which is break.
    shapes = [shape("23:30", 50), shape("23:15", 75), shape("23:45", 60)]
    case = problem(shapes=shapes, activities=[CHAT, ADMIN])
    assert_agreement(case, [ContactWrapUp(minutes=30)])


def test_a_queue_on_site_and_one_from_home_agree() -> None:
    # Chat also from home, the hotline on site alone.
    shapes = [shape("08:00", 60), shape("08:00", 60, place="home")]
    case = problem(person("Ana", home=True), shapes=shapes, activities=[CHAT, HOTLINE])
    assert_agreement(case, [ContactWrapUp(minutes=30)])


def test_segments_of_a_day_know_no_runs() -> None:
    # Three segments, up to 08:15, up to 08:30 and from then on: contact in the outer two is kept.
    case = problem(shapes=[shape("08:00", 60)], activities=[CHAT, ADMIN])
    window = ExposureWindow(earliest=time(8, 15), latest=time(8, 30))
    assert_agreement(case, [window, ContactWrapUp(minutes=30)])

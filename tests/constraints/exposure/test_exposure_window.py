from datetime import date, time

import pytest

from agreement import assert_agreement
from constraints.exposure.exposure_window import ExposureWindow
from hand_rosters import breaches, spans
from scheduler.team import Pins
from tiny_teams import ADMIN, CHAT, IMAGES, problem, shape, shift

RULE = ExposureWindow()


def test_material_before_eight_or_after_four_is_named_with_its_minutes() -> None:
    case = problem(activities=[IMAGES, ADMIN])
    early = shift("ana", "2027-03-08 07:50", [("images", 20), ("admin", 10), ("images", 7)])
    assert spans(RULE, case, early) == [("ana", "Mon 08 07:50", "Mon 08 08:00")]
    late = shift("ana", "2027-03-08 15:30", [("images", 31)])
    (breach,) = breaches(RULE, case, late)
    assert str(breach.said) == (
        "Ana, Mon 8 March: material from 16:00 to 16:01. It is planned only from 08:00 to 16:00."
    )
    on_time = shift("ana", "2027-03-08 08:00", [("images", 480)])
    assert spans(RULE, case, on_time) == []


def test_contact_and_other_work_have_no_window() -> None:
    case = problem(activities=[CHAT, ADMIN])
    night = shift("ana", "2027-03-08 20:00", [("chat", 45), ("admin", 45)])
    assert spans(RULE, case, night) == []


def test_a_night_of_material_is_outside_on_both_days() -> None:
    night = shift("ana", "2027-03-08 23:00", [("images", 120)])
    assert spans(RULE, problem(), night) == [
        ("ana", "Mon 08 23:00", "Tue 09 00:00"),
        ("ana", "Tue 09 00:00", "Tue 09 01:00"),
    ]
    minute = shift("ana", "2027-03-08 23:00", [("images", 61)])
    assert spans(RULE, problem(), minute)[1] == ("ana", "Tue 09 00:00", "Tue 09 00:01")


@pytest.mark.parametrize(
    ("first", "blocks"),
    [
        # 01:30 to 02:00, then 03:00 to 03:30: the window opens 60 elapsed minutes later.
        (date(2027, 3, 28), [("admin", 60), ("images", 30)]),
        # 01:30 to 03:00, the hour from 02:00 once more, to 03:30: 180 elapsed minutes later.
        (date(2027, 10, 31), [("admin", 180), ("images", 30)]),
    ],
)
def test_the_window_opens_in_local_time_in_both_nights_of_the_clock(
    first: date, blocks: list[tuple[str, int]]
) -> None:
    rule = ExposureWindow(earliest=time(3, 30), latest=time(4))
    case = problem(first=first, shapes=[shape("03:30", 30)])
    start = f"{first} 01:30"
    assert spans(rule, case, shift("ana", start, blocks)) == []
    (work, before), material = blocks
    sooner = [(work, before - 1), (material[0], material[1] + 1)]
    ((_, opens, closes),) = spans(rule, case, shift("ana", start, sooner))
    assert opens.endswith("03:29")
    assert closes.endswith("03:30")


def test_what_stands_is_not_reported() -> None:
    early = shift("ana", "2027-03-08 07:00", [("images", 30)])
    before = shift("ana", "2027-03-07 23:00", [("images", 90)])
    case = problem(pins=Pins(shifts=(early,)), history=(before,))
    assert spans(RULE, case) == []


@pytest.mark.parametrize(
    ("start", "earliest", "latest"),
    [
        ("07:30", time(8), time(16)),
        ("15:30", time(8), time(16)),
        # Off the grid: the slots that the bounds cut are not for material.
        ("08:00", time(8, 10), time(8, 50)),
        # Over midnight, also after the roster's last day.
        ("23:30", time(0, 15), time(23, 45)),
        ("23:30", time(0), time(0, 15)),
    ],
)
def test_post_and_check_agree(start: str, earliest: time, latest: time) -> None:
    case = problem(shapes=[shape(start, 60)], activities=[IMAGES, CHAT])
    assert_agreement(case, [ExposureWindow(earliest=earliest, latest=latest)])


@pytest.mark.parametrize("first", [date(2027, 3, 28), date(2027, 10, 31)])
def test_post_and_check_agree_in_both_nights_of_the_clock(first: date) -> None:
    case = problem(first=first, shapes=[shape("01:30", 75)], activities=[IMAGES])
    assert_agreement(case, [ExposureWindow(earliest=time(2, 15), latest=time(3, 15))])


def test_a_window_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="latest 08:00 is not after 16:00"):
        ExposureWindow(earliest=time(16), latest=time(8))
    with pytest.raises(ValueError, match="latest 16:00 is not after 16:00"):
        ExposureWindow(earliest=time(16), latest=time(16))
    assert ExposureWindow(earliest=time(16), latest=time(16, 1)).in_force
    with pytest.raises(ValueError, match="without an offset"):
        ExposureWindow.model_validate({"earliest": "08:00+01:00"})


def test_a_longer_window_is_said_to_be_looser() -> None:
    longer = ExposureWindow(earliest=time(7), latest=time(15))
    assert list(longer.looser()) == ["earliest 07:00:00 (recommended 08:00:00)"]
    assert list(ExposureWindow(active=False).looser()) == ["switched off"]
    assert not ExposureWindow(active=False).in_force

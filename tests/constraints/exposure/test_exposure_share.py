from datetime import date

import pytest

from agreement import assert_agreement
from constraints.breaks.meal_break import MealBreak
from constraints.exposure.exposure_share import ExposureShare
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.team import Pins, WorkedMinutes
from tiny_teams import ADMIN, CHAT, IMAGES, problem, shape, shift

RULE = ExposureShare()
SUNDAY = date(2027, 3, 14)
WEEK = ("Mon 08 00:00", "Mon 15 00:00")


def day(on: str, exposed: int, other: int, *, meal: int = 0) -> Shift:
    blocks = [("images", exposed), ("meal", meal), ("admin", other)]
    return shift("ana", f"2027-03-{on} 08:00", [(what, long) for what, long in blocks if long])


def test_the_share_is_of_the_whole_week_less_unpaid_meals() -> None:
    case = problem(days=7)
    # 216 + 216 of 480 + 480 paid minutes is 45 %; the meal of 30 is not paid.
    even = [day("08", 240, 240, meal=30), day("09", 192, 288, meal=30)]
    assert spans(RULE, case, *even) == []
    (breach,) = breaches(RULE, case, day("08", 240, 240, meal=30), day("09", 193, 287, meal=30))
    assert str(breach.said) == (
        "Ana, week of Mon 8 March: 7 h 13 of exposure in 16 h rostered. The limit is 45 %, 7 h 12."
    )


def test_a_paid_meal_is_rostered_time() -> None:
    # 240 of 480 + 30 is 47 %, of 480 it is 50 %.
    rule = ExposureShare(percent=48)
    assert spans(rule, problem(meals_paid=True), day("08", 240, 240, meal=30)) == []
    assert spans(rule, problem(), day("08", 240, 240, meal=30)) == [("ana", *WEEK)]


def test_each_week_from_monday_is_counted_by_itself() -> None:
    case = problem(first=SUNDAY, days=2, activities=[IMAGES, ADMIN])
    # Sunday 240 of 480, Monday none of 480.
    assert spans(RULE, case, day("14", 240, 240), day("15", 0, 480)) == [("ana", *WEEK)]


def test_a_night_from_sunday_counts_whole_in_the_week_of_its_start() -> None:
    case = problem(first=SUNDAY, days=2, activities=[CHAT, ADMIN])
    # 180 + 240 rostered from Sunday 21:00; 189 of 420 is 45 %.
    night = [("admin", 231), ("chat", 189)]
    assert spans(RULE, case, shift("ana", "2027-03-14 21:00", night)) == []
    over = [("admin", 230), ("chat", 190)]
    assert spans(RULE, case, shift("ana", "2027-03-14 21:00", over)) == [("ana", *WEEK)]
    # Also the only minute after midnight: 28 of 61 is over 45 %, 27 are not.
    minute = [("admin", 33), ("chat", 28)]
    assert spans(RULE, case, shift("ana", "2027-03-14 23:00", minute)) == [("ana", *WEEK)]


def test_days_of_the_week_before_the_roster_count_as_they_were_worked() -> None:
    wednesday, before = date(2027, 3, 10), (day("08", 240, 240), day("09", 0, 480))
    case = problem(first=wednesday, history=before, activities=[IMAGES, ADMIN])
    # (240 + 0 + 192) of 3 x 480 is 30 %; with 408 it is 45 %.
    assert spans(RULE, case, day("10", 408, 72)) == []
    known = WorkedMinutes(person="ana", day=date(2027, 3, 9), minutes=1)
    case = problem(first=wednesday, history=before, worked=(known,), activities=[IMAGES, ADMIN])
    assert spans(RULE, case, day("10", 408, 72)) == [("ana", *WEEK)]


def test_standing_time_over_the_share_is_not_reported_and_not_made_more() -> None:
    # 480 of 480: 264 over. Of 480 more, 216 may be exposure.
    before = (day("08", 480, 0),)
    case = problem(first=date(2027, 3, 9), history=before)
    assert spans(RULE, case) == []
    assert spans(RULE, case, day("09", 216, 264)) == []
    assert spans(RULE, case, day("09", 217, 263)) == [("ana", *WEEK)]


@pytest.mark.parametrize("percent", [33, 34, 45, 50])
def test_post_and_check_agree_within_a_week(percent: int) -> None:
    case = problem(days=2, shapes=[shape("08:00", 45), shape("08:00", 60)], activities=[IMAGES])
    assert_agreement(case, [ExposureShare(percent=percent)])


def test_post_and_check_agree_from_sunday_to_monday_and_over_that_midnight() -> None:
    early = [shape("08:00", 45), shape("23:30", 60, weekdays="sun")]
    case = problem(first=SUNDAY, days=2, shapes=early, activities=[CHAT, ADMIN])
    assert_agreement(case, [ExposureShare(percent=40)])
    # The roster ends with that night.
    case = problem(first=SUNDAY, shapes=early, activities=[CHAT, ADMIN])
    assert_agreement(case, [ExposureShare(percent=40)])


def test_post_and_check_agree_on_weeks_that_are_just_at_the_share() -> None:
    # Half of 60 each, on both sides of the Sunday.
    case = problem(first=SUNDAY, days=2, shapes=[shape("08:00", 60)], activities=[CHAT])
    assert_agreement(case, [ExposureShare(percent=50)])
    # 75 of 90, beside 60 without exposure that stand.
    before = shift("ana", "2027-03-08 08:00", [("break", 60)])
    case = problem(
        first=date(2027, 3, 9), shapes=[shape("08:00", 90)], activities=[CHAT], history=(before,)
    )
    agreed = assert_agreement(case, [ExposureShare(percent=50)])
    assert agreed.accepted == agreed.rosters - 1


STANDS = shift("ana", "2027-03-16 08:00", [("break", 60)])


# 10 of 37 minutes is 27.03 %; 30 of 37 and 60 that stand is 30.93 %.
@pytest.mark.parametrize(("percent", "pinned"), [(27, ()), (28, ()), (31, (STANDS,))])
def test_post_and_check_agree_where_a_minute_decides(
    percent: int, pinned: tuple[Shift, ...]
) -> None:
    # The night before is the other week's, held or standing.
    day_shape = shape("08:00", 37, weekdays="mon")
    case = problem(
        first=SUNDAY,
        days=3,
        shapes=[day_shape, shape("23:30", 40, weekdays="sun")],
        activities=[CHAT],
        grid=10,
        pins=Pins(shifts=pinned),
    )
    assert_agreement(case, [ExposureShare(percent=percent)], held=9)


def test_post_and_check_agree_where_a_minute_decides_after_a_night_of_history() -> None:
    night = shift("ana", "2027-03-14 23:30", [("chat", 15), ("break", 15), ("chat", 30)])
    case = problem(
        first=date(2027, 3, 15),
        shapes=[shape("08:00", 37)],
        activities=[CHAT],
        grid=10,
        history=(night,),
    )
    assert_agreement(case, [ExposureShare(percent=27)])


def test_a_standing_night_of_the_week_before_is_none_of_this_week() -> None:
    # Its 30 minutes on Monday leave Tuesday as much as Monday's 60 without exposure do.
    history = (
        shift("ana", "2027-03-07 23:30", [("chat", 60)]),
        shift("ana", "2027-03-08 08:00", [("break", 60)]),
    )
    case = problem(
        first=date(2027, 3, 9), shapes=[shape("08:00", 60)], activities=[CHAT], history=history
    )
    agreed = assert_agreement(case, [ExposureShare(percent=40)])
    # Of 120 minutes 48 may be exposure: 0 to 3 slots of 4, or no shift.
    assert agreed.accepted == 1 + (1 + 4 + 6 + 4)


def test_post_and_check_agree_after_a_night_of_history() -> None:
    night = shift("ana", "2027-03-07 23:30", [("chat", 60)])
    case = problem(days=2, shapes=[shape("08:00", 45)], activities=[CHAT], history=(night,))
    assert_agreement(case, [ExposureShare(percent=40)])
    # Monday's night in the same week, and Tuesday really worked in part.
    night = shift("ana", "2027-03-08 23:30", [("chat", 60)])
    tuesday = date(2027, 3, 9)
    case = problem(
        first=tuesday, days=2, shapes=[shape("08:00", 45)], activities=[CHAT], history=(night,)
    )
    assert_agreement(case, [ExposureShare(percent=40)])


def test_post_and_check_agree_where_a_night_went_into_a_day_of_known_minutes() -> None:
    # Monday's known minutes are in Monday's week, also those that the night from Sunday gave.
    night = shift("ana", "2027-03-07 23:30", [("chat", 60)])
    case = problem(
        first=date(2027, 3, 9),
        days=2,
        shapes=[shape("08:00", 45)],
        activities=[CHAT],
        history=(night,),
        worked=(WorkedMinutes(person="ana", day=date(2027, 3, 8), minutes=15),),
    )
    assert_agreement(case, [ExposureShare(percent=50)])


@pytest.mark.parametrize("worked", [0, 30, 120])
def test_post_and_check_agree_with_history_and_pins(worked: int) -> None:
    known = WorkedMinutes(person="ana", day=date(2027, 3, 9), minutes=worked)
    case = problem(
        first=date(2027, 3, 10),
        days=3,
        shapes=[shape("08:00", 45)],
        activities=[IMAGES, ADMIN],
        history=(day("09", 60, 30),),
        worked=(known,),
        pins=Pins(shifts=(day("10", 30, 30),)),
    )
    assert_agreement(case, [ExposureShare()], filling="slots")


@pytest.mark.parametrize(
    ("paid", "accepted"), [(True, 1 + 2 * 5 + 3 * 25), (False, 1 + 2 * 5 + 25)]
)
def test_post_and_check_agree_with_meals(paid: bool, accepted: int) -> None:
    # 150 minutes of material on one of two days: of 360 with paid meals, of 300 without. On the
    # only day they are too many. The meal may lie at 5 places.
    case = problem(days=2, shapes=[shape("08:00", 180)], activities=[IMAGES], meals_paid=paid)
    agreed = assert_agreement(case, [ExposureShare(), MealBreak(from_minutes=180)], filling="whole")
    assert agreed.accepted == accepted


def test_the_share_has_a_ceiling() -> None:
    with pytest.raises(ValueError, match="less than or equal to 50"):
        ExposureShare(percent=51)
    assert list(ExposureShare(percent=50).looser()) == ["percent 50 (recommended 45)"]

from datetime import date, time

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.breaks.meal_break import MealBreak
from constraints.rest.work_rules_frame import WorkRulesFrame
from hand_rosters import spans
from rosters import breaches
from scheduler.demand import Weekday
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import ADMIN, person, problem, shape, shift

OFFICE = WorkRulesFrame(opens=time(8), closes=time(18), days=tuple(Weekday)[:5])
NIGHTS = WorkRulesFrame(opens=time(22), closes=time(6), days=(Weekday.MON,))


def admin(start: str, minutes: int, who: str = "ana") -> Shift:
    return shift(who, start, [("admin", minutes)])


def test_each_minute_of_a_shift_lies_in_the_hours() -> None:
    case = problem(days=2)
    assert breaches(OFFICE, case, admin("2027-03-08 08:00", 540)) == []
    assert breaches(OFFICE, case, admin("2027-03-09 09:00", 540)) == []
    # One minute before 08:00, and one after 18:00.
    rest = "The work rules have Mon, Tue, Wed, Thu, Fri, from 08:00 to 18:00."
    assert breaches(OFFICE, case, admin("2027-03-08 07:59", 60)) == [
        f"Ana, Mon 8 March: at work from 07:59 to 08:00. {rest}"
    ]
    assert breaches(OFFICE, case, admin("2027-03-08 17:01", 60)) == [
        f"Ana, Mon 8 March: at work from 18:00 to 18:01. {rest}"
    ]


def test_a_shift_from_one_day_s_hours_to_the_next_s_is_outside_between() -> None:
    case = problem(days=2)
    # 17:00 to 09:00: 18:00 to 08:00 lie outside.
    found = breaches(
        OFFICE.model_copy(update={"most_daily": 960}), case, admin("2027-03-08 17:00", 960)
    )
    assert [said.split(".")[0] for said in found] == [
        "Ana, Mon 8 March: at work from 18:00 to 08:00"
    ]
    whole = breaches(OFFICE, case, admin("2027-03-08 19:00", 60))
    assert [said.split(".")[0] for said in whole] == [
        "Ana, Mon 8 March: at work from 19:00 to 20:00"
    ]


def test_only_on_the_days_that_the_rules_name() -> None:
    weekend = problem(first=date(2027, 3, 12), days=4)
    on = {
        day: breaches(OFFICE, weekend, admin(f"2027-03-{day} 10:00", 60)) for day in range(12, 16)
    }
    assert {day: len(found) for day, found in on.items()} == {12: 0, 13: 1, 14: 1, 15: 0}


def test_hours_over_midnight_belong_to_the_day_on_which_they_open() -> None:
    case = problem(days=2)
    assert breaches(NIGHTS, case, admin("2027-03-08 22:00", 480)) == []
    # Six in the morning is the end; Tuesday evening has no hours, nor has Monday morning.
    assert len(breaches(NIGHTS, case, admin("2027-03-08 22:01", 480))) == 1
    assert len(breaches(NIGHTS, case, admin("2027-03-08 21:59", 480))) == 1
    assert len(breaches(NIGHTS, case, admin("2027-03-09 22:00", 60))) == 1
    assert len(breaches(NIGHTS, case, admin("2027-03-08 05:00", 60))) == 1


def test_hours_of_the_evening_before_reach_into_the_first_day() -> None:
    case = problem(first=date(2027, 3, 9))
    assert breaches(NIGHTS, case, admin("2027-03-09 05:00", 60)) == []
    assert len(breaches(NIGHTS, case, admin("2027-03-09 05:01", 60))) == 1


def test_hours_all_day_round_let_shifts_pass_midnight_between_their_days() -> None:
    case = problem(days=7)
    usual = WorkRulesFrame()
    assert breaches(usual, case, admin("2027-03-14 23:00", 120)) == []
    no_sunday = WorkRulesFrame(days=tuple(Weekday)[:6])
    assert breaches(no_sunday, case, admin("2027-03-12 23:00", 120)) == []
    assert breaches(no_sunday, case, admin("2027-03-12 23:00", 61)) == []
    assert [
        said.split(".")[0] for said in breaches(no_sunday, case, admin("2027-03-13 23:00", 120))
    ] == ["Ana, Sun 14 March: at work from 00:00 to 01:00"]


@pytest.mark.parametrize(("on", "minutes"), [("2027-03-28", 420), ("2027-10-31", 540)])
def test_hours_are_local_in_both_clock_changes(on: str, minutes: int) -> None:
    # From midnight to eight are 7 elapsed hours in spring and 9 in autumn.
    rule = WorkRulesFrame(opens=time(0), closes=time(8))
    case = problem(first=date.fromisoformat(on))
    assert breaches(rule, case, admin(f"{on} 00:00", minutes)) == []
    assert len(breaches(rule, case, admin(f"{on} 00:00", minutes + 1))) >= 1


def test_a_day_s_minutes_are_counted_less_an_unpaid_meal() -> None:
    case = problem()
    assert breaches(WorkRulesFrame(), case, admin("2027-03-08 08:00", 540)) == []
    assert breaches(WorkRulesFrame(), case, admin("2027-03-08 08:00", 541)) == [
        "Ana, Mon 8 March: 9 h 01 counted. The work rules have at most 9 h a day."
    ]
    # 270 + 270 = 540 counted of 570; paid, the meal counts as well.
    meal = shift("ana", "2027-03-08 08:00", [("admin", 270), ("meal", 30), ("admin", 270)])
    assert breaches(WorkRulesFrame(), case, meal) == []
    assert len(breaches(WorkRulesFrame(), problem(meals_paid=True), meal)) == 1


def test_a_week_s_minutes_count_those_before_the_roster() -> None:
    rule = WorkRulesFrame(most_weekly=180)
    past = admin("2027-03-08 08:00", 60)
    earlier = admin("2027-03-07 08:00", 60)
    case = problem(first=date(2027, 3, 9), days=8, history=[earlier, past])
    # Monday's 60 of history, 60 on Tuesday and 60 on Sunday are 180; Sunday the week before is not.
    two = admin("2027-03-09 08:00", 60), admin("2027-03-14 08:00", 60)
    assert breaches(rule, case, *two, admin("2027-03-15 08:00", 180)) == []
    assert breaches(rule, case, two[0], admin("2027-03-14 08:00", 61)) == [
        "Ana, Mon 8 March to Sun 14 March: 3 h 01 counted. The work rules have at most 3 h a week."
    ]


def test_what_stands_is_the_limit_where_it_is_over_it() -> None:
    pin = admin("2027-03-08 05:00", 600)
    case = problem(days=2, pins=Pins(shifts=(pin,)))
    rule = WorkRulesFrame(opens=time(8), closes=time(18), most_weekly=500)
    assert breaches(rule, case) == []
    assert breaches(rule, case, admin("2027-03-09 08:00", 60)) == [
        "Ana, Mon 8 March to Sun 14 March: 11 h counted. The work rules have at most 8 h 20 a week."
    ]


def test_a_week_over_its_minutes_is_told_from_monday_to_sunday() -> None:
    case = problem(days=14)
    rule = WorkRulesFrame(most_weekly=60)
    assert spans(rule, case, admin("2027-03-17 08:00", 61)) == [
        ("ana", "Mon 15 00:00", "Mon 22 00:00")
    ]


def test_a_week_with_fewer_minutes_than_a_day_makes_no_sense() -> None:
    for weekly, said in ((539, ["539 is under most_daily, 540"]), (540, []), (541, [])):
        rule = WorkRulesFrame(most_daily=540, most_weekly=weekly)
        found = list(rule.conflicts(Rulebook([rule], [WorkRulesFrame])))
        assert [(field, str(why)) for field, why in found] == [
            ("most_weekly", each) for each in said
        ]


def test_hours_are_compared_to_the_minute_and_over_midnight() -> None:
    def hours(opens: str, closes: str) -> WorkRulesFrame:
        return WorkRulesFrame(
            days=tuple(Weekday)[:5],
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
        )

    both = ["opens", "closes"]
    for mine, theirs, looser in (
        (("08:00", "18:00"), ("08:00", "18:00"), []),
        (("08:00", "23:59"), ("08:00", "00:00"), []),
        (("08:00", "00:00"), ("08:00", "23:59"), both),
        (("22:00", "06:00"), ("22:00", "06:00"), []),
        (("22:00", "06:01"), ("22:00", "06:00"), both),
        # All day round on some of the days only.
        (("00:00", "18:00"), ("00:00", "00:00"), []),
        (("00:00", "00:00"), ("00:00", "18:00"), both),
    ):
        assert list(hours(*mine).looser_than(hours(*theirs))) == looser


def test_volunteers_have_limits_of_their_own() -> None:
    case = problem(person("Ana", volunteer=True))
    rule = WorkRulesFrame(opens=time(8), closes=time(18), most_weekly=60)
    assert breaches(rule, case, admin("2027-03-08 19:00", 600)) == []


def test_ranges_and_what_is_looser() -> None:
    for wrong in ({"most_daily": 661}, {"most_daily": 59}, {"most_weekly": 2881}, {"days": ()}):
        with pytest.raises(ValidationError):
            WorkRulesFrame.model_validate(wrong)
    with pytest.raises(ValidationError, match="without an offset"):
        WorkRulesFrame.model_validate({"opens": "08:00+01:00"})
    assert list(OFFICE.looser()) == []
    assert list(WorkRulesFrame(most_daily=600).looser()) == ["most_daily 600 (recommended 540)"]
    twice = WorkRulesFrame(days=(Weekday.TUE, Weekday.MON, Weekday.TUE))
    assert twice.days == (Weekday.MON, Weekday.TUE)
    assert "Mon, Tue from 00:00 to 24:00" in str(twice.sentence())


@pytest.mark.parametrize(
    "rule",
    [
        WorkRulesFrame(opens=time(8, 15), closes=time(9)),
        WorkRulesFrame(opens=time(8, 1), closes=time(8, 59)),
        WorkRulesFrame(days=(Weekday.TUE,)),
        WorkRulesFrame(most_daily=60, most_weekly=105),
        WorkRulesFrame(most_weekly=120),
        WorkRulesFrame(most_weekly=119),
    ],
)
def test_post_and_check_accept_the_same_rosters(rule: WorkRulesFrame) -> None:
    shapes = [shape("08:00", 60), shape("08:15", 45), shape("08:30", 75)]
    case = problem(shapes=shapes, activities=[ADMIN], days=3)
    assert_agreement(case, [rule], filling="breaks")


@pytest.mark.parametrize(
    "rule",
    [
        NIGHTS.model_copy(update={"opens": time(23, 45), "closes": time(0, 15)}),
        WorkRulesFrame(days=tuple(Weekday)[:6]),
        WorkRulesFrame(opens=time(0, 15), closes=time(0)),
    ],
)
@pytest.mark.parametrize(
    "first", [date(2027, 3, 6), date(2027, 3, 7), date(2027, 3, 13), date(2027, 3, 27)]
)
def test_hours_around_midnight_agree(rule: WorkRulesFrame, first: date) -> None:
    times = [("23:30", 60), ("23:45", 30), ("23:45", 45), ("00:00", 30), ("00:15", 45)]
    shapes = [shape(*each) for each in times]
    case = problem(person("Ana"), shapes=shapes, activities=[ADMIN], days=3, first=first)
    assert_agreement(case, [rule], filling="breaks")


def test_history_and_pins_agree() -> None:
    case = problem(
        first=date(2027, 3, 10),
        days=6,
        shapes=[shape("08:00", 165), shape("08:00", 150)],
        activities=[ADMIN],
        history=[admin("2027-03-08 08:00", 60), admin("2027-03-07 08:00", 600)],
        pins=Pins(shifts=(admin("2027-03-11 08:00", 185),)),
    )
    # The week has 60 + 185 already; with 150 it has 395, with 165 410, with 150 and 165 560.
    for most in (185, 245, 394, 395, 409, 410, 560):
        assert_agreement(case, [WorkRulesFrame(most_weekly=most)], filling="breaks")


def test_volunteers_beside_others_agree() -> None:
    case = problem(
        person("Ana"),
        person("Vera", volunteer=True),
        shapes=[shape("08:00", 60), shape("08:00", 75)],
        activities=[ADMIN],
        days=2,
    )
    rule = WorkRulesFrame(days=(Weekday.TUE,), most_daily=60, most_weekly=60)
    # Vera any of 3 x 3, Ana only Tuesday's 60 minutes or none.
    assert assert_agreement(case, [rule], filling="breaks").accepted == 9 * 2


@pytest.mark.parametrize("paid", [False, True])
def test_meals_agree(paid: bool) -> None:
    shapes = [shape("08:00", 195), shape("08:00", 180)]
    case = problem(shapes=shapes, activities=[ADMIN], meals_paid=paid)
    # A meal of 30 from 180 on: 195 counts 165, 180 counts 150.
    for most in (149, 150, 164, 165, 180, 194):
        rules = [WorkRulesFrame(most_daily=most), MealBreak(from_minutes=180)]
        if not paid and most < 180:
            agreed = assert_agreement(case, rules, filling="breaks")
            # Places of the meal with a quarter before and after it: 4 in 195 and 5 in 180.
            assert agreed.accepted == 1 + 4 * (most >= 165) + 5 * (most >= 150)
        else:
            assert_agreement(case, rules, filling="breaks")


def test_hours_of_the_evening_before_the_roster_agree() -> None:
    rule = NIGHTS.model_copy(update={"closes": time(0, 30)})
    shapes = [shape("00:00", 30), shape("00:15", 30)]
    case = problem(shapes=shapes, activities=[ADMIN], first=date(2027, 3, 9))
    # Monday's hours end at 00:30 on Tuesday: no shift, or the first.
    assert assert_agreement(case, [rule], filling="breaks").accepted == 2

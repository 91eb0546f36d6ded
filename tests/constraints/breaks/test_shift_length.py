import pytest

from agreement import assert_agreement
from constraints.breaks.shift_length import ShiftLength
from hand_rosters import breaches, spans
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Pins
from tiny_teams import ADMIN, person, problem, shape, shift

RULE = ShiftLength()


def worked(day: int, minutes: int, start: str = "08:00") -> Shift:
    return shift("ana", f"2027-03-{day:02} {start}", [("admin", minutes)])


def test_a_shift_lasts_three_to_nine_hours() -> None:
    case = problem(activities=[ADMIN])
    assert spans(RULE, case, worked(8, 180)) == []
    assert spans(RULE, case, worked(8, 540)) == []
    (short,) = breaches(RULE, case, worked(8, 179))
    assert str(short.said) == "Ana, Mon 8 March: a shift of 2 h 59. At least 3 h."
    (long,) = breaches(RULE, case, worked(8, 541))
    assert str(long.said) == "Ana, Mon 8 March: a shift of 9 h 01. At most 9 h."


def test_a_longest_shift_under_the_shortest_makes_no_sense() -> None:
    for longest, said in ((180, []), (179, ["179 is under shortest, 180: at least that"])):
        rule = ShiftLength(longest=longest)
        found = list(rule.conflicts(Rulebook([rule], [ShiftLength])))
        assert [(field, str(why)) for field, why in found] == [("longest", each) for each in said]


def test_it_counts_elapsed_minutes_where_the_clock_changes() -> None:
    case = problem(activities=[ADMIN])
    # 22:00 to 07:00 by the clock are 8 hours in March and 10 in October.
    spring = shift("ana", "2026-03-28 22:00", [("admin", 480)])
    autumn = shift("ana", "2026-10-24 22:00", [("admin", 600)])
    assert spring.end.hour == autumn.end.hour == 7
    assert spans(RULE, case, spring) == []
    assert len(spans(RULE, case, autumn)) == 1


def test_more_than_eight_hours_only_in_weeks_of_five_days() -> None:
    case = problem(activities=[ADMIN], days=14)
    five = [worked(day, 480) for day in (8, 9, 10, 11)]
    assert spans(RULE, case, *five, worked(12, 540)) == []
    assert spans(RULE, case, *five, worked(12, 480), worked(13, 480)) == []
    # The Monday after is another week.
    assert spans(RULE, case, *five, worked(12, 481), worked(15, 480)) == []
    (breach,) = breaches(RULE, case, *five, worked(12, 481), worked(13, 180))
    assert str(breach.said) == (
        "Ana, week of Mon 8 March: 6 working days with a shift of 8 h 01. A shift of more than "
        "8 h lies in a week of at most 5."
    )
    assert spans(RULE, case, *five, worked(12, 481), worked(13, 180)) == [
        ("ana", "Mon 08 00:00", "Mon 15 00:00")
    ]


def test_days_before_the_roster_count_in_its_first_week() -> None:
    history = [worked(day, 480) for day in (8, 9, 10, 11)]
    case = problem(activities=[ADMIN], first=worked(12, 1).start.date(), days=2, history=history)
    assert spans(RULE, case, worked(12, 480), worked(13, 480)) == []
    assert len(spans(RULE, case, worked(12, 481), worked(13, 480))) == 1
    # A shift from Thursday evening into Friday is Thursday's.
    night = problem(
        activities=[ADMIN],
        first=worked(12, 1).start.date(),
        days=2,
        history=[*history[:3], worked(11, 481, "22:00")],
    )
    assert spans(RULE, night, worked(13, 480)) == []
    assert len(spans(RULE, night, worked(12, 480), worked(13, 480))) == 1


def test_what_stands_is_not_reported_and_nothing_is_added_to_it() -> None:
    pins = [worked(day, 600) for day in range(8, 14)]
    case = problem(activities=[ADMIN], days=7, pins=Pins(shifts=tuple(pins)))
    assert spans(RULE, case) == []
    assert len(spans(RULE, case, worked(14, 180))) == 1


def test_post_and_check_agree_on_lengths() -> None:
    shapes = [shape("08:00", minutes) for minutes in (30, 45, 60, 67, 90, 97)]
    rules = [ShiftLength(shortest=45, longest=90, usual=720)]
    agreed = assert_agreement(problem(shapes=shapes, activities=[ADMIN]), rules, filling="breaks")
    assert agreed.accepted == 1 + 4


@pytest.mark.parametrize("days", [2, 3, 4, 7])
@pytest.mark.parametrize("long", [(), (8,), (8, 9), (8, 9, 10)])
def test_post_and_check_agree_on_weeks(days: int, long: tuple[int, ...]) -> None:
    # Monday to Wednesday lie before the roster, a pin on Saturday stands, the week ends on Sunday.
    history = [worked(day, 75 if day in long else 60) for day in (8, 9, 10)]
    case = problem(
        shapes=[shape("08:00", 60), shape("08:00", 75)],
        activities=[ADMIN],
        first=worked(11, 1).start.date(),
        days=5,
        history=history,
        pins=Pins(shifts=(worked(13, 60),)),
    )
    rules = [ShiftLength(shortest=30, longest=90, usual=60, days=days)]
    if days == 7:
        with pytest.raises(AssertionError, match="says nothing"):
            assert_agreement(case, rules, filling="breaks")
    else:
        assert_agreement(case, rules, filling="breaks")


def test_post_and_check_agree_on_two_people() -> None:
    shapes = [shape("08:00", 60), shape("08:00", 75)]
    case = problem(person("Ana"), person("Bo"), shapes=shapes, activities=[ADMIN], days=3)
    rules = [ShiftLength(shortest=30, longest=75, usual=60, days=2)]
    agreed = assert_agreement(case, rules, filling="breaks")
    # All three days: only short ones. 27 - (8 - 1) each.
    assert agreed.accepted == 20 * 20

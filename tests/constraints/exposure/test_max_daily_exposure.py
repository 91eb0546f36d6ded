from datetime import date

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from hand_rosters import spans
from rosters import breaches, record
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.team import OwnCap, Person, Pins, Private, WorkedMinutes
from tiny_teams import ADMIN, CHAT, IMAGES, person, problem, shape, shift

SUNDAY = date(2027, 3, 7)
NIGHT = shape("23:30", 60)


def worked(minutes: int, *, cap: int, done: tuple[WorkedMinutes, ...] = ()) -> Problem:
    """Ana worked on the Sunday before, `minutes` of exposure; then days of three slots."""
    return problem(
        person("Ana", max_daily_exposure=cap),
        days=3,
        shapes=[shape("08:00", 45)],
        activities=[IMAGES],
        history=[shift("ana", "2027-03-07 08:00", [("images", minutes)])],
        worked=done,
    )


def test_material_and_contact_count_together_to_the_minute() -> None:
    case = problem(activities=[IMAGES, CHAT, ADMIN])
    # 150 + 90 = 240 are within the cap; 150 + 91 = 241 are not.
    within = shift("ana", "2027-03-08 08:00", [("images", 150), ("admin", 60), ("chat", 90)])
    over = shift("ana", "2027-03-08 08:00", [("images", 150), ("admin", 60), ("chat", 91)])
    assert breaches(MaxDailyExposure(), case, within) == []
    assert breaches(MaxDailyExposure(), case, over) == [
        "Ana, Mon 8 March: 4 h 01 of exposure. The limit is 4 h."
    ]


def test_no_team_can_set_a_cap_above_the_ceiling() -> None:
    with pytest.raises(ValidationError):
        MaxDailyExposure(minutes=241)
    assert list(MaxDailyExposure(minutes=240).looser()) == []


def test_a_shift_over_midnight_counts_on_both_days() -> None:
    case = problem(days=2)
    night = shift("ana", "2027-03-08 22:00", [("images", 120), ("images", 61)])
    # Monday 120; Tuesday 61 after midnight and 180 in the evening: 241.
    late = shift("ana", "2027-03-09 20:00", [("images", 180)])
    assert breaches(MaxDailyExposure(), case, night, late) == [
        "Ana, Tue 9 March: 4 h 01 of exposure. The limit is 4 h."
    ]


@pytest.mark.parametrize(("on", "hours"), [("2027-03-28", 23), ("2027-10-31", 25)])
def test_a_day_is_a_local_day_in_both_clock_changes(on: str, hours: int) -> None:
    case = problem(first=date.fromisoformat(on))
    assert case.clock.midnight(1) == hours * 60
    # A shift of four elapsed hours of exposure over the change is at the cap; one minute more not.
    at = shift("ana", f"{on} 00:30", [("images", 240)])
    over = shift("ana", f"{on} 00:30", [("images", 241)])
    assert breaches(MaxDailyExposure(), case, at) == []
    assert len(breaches(MaxDailyExposure(), case, over)) == 1


def test_minutes_over_the_cap_are_given_back_on_the_next_working_days() -> None:
    case = worked(100, cap=60)
    rule = MaxDailyExposure()
    monday = shift("ana", "2027-03-08 08:00", [("images", 20)])
    # 100 on Sunday with a cap of 60: 40 are carried. Monday's cap is 20, Tuesday's 60 again.
    assert breaches(rule, case, monday, shift("ana", "2027-03-09 08:00", [("images", 60)])) == []
    assert breaches(rule, case, shift("ana", "2027-03-08 08:00", [("images", 21)])) == [
        "Ana, Mon 8 March: 21 min of exposure. The limit is 20 min."
    ]
    # A free Monday gives nothing back: Tuesday's cap is 20 still.
    assert len(breaches(rule, case, shift("ana", "2027-03-09 08:00", [("images", 21)]))) == 1


def test_minutes_really_done_count_instead_of_planned_ones() -> None:
    done = WorkedMinutes(person="ana", day=SUNDAY, minutes=70)
    case = worked(30, cap=60, done=(done,))
    # 70 were done where 30 were planned: 10 are carried.
    assert len(breaches(MaxDailyExposure(), case, *_monday(51))) == 1
    assert breaches(MaxDailyExposure(), case, *_monday(50)) == []


def _monday(minutes: int) -> list[Shift]:
    return [shift("ana", "2027-03-08 08:00", [("images", minutes)])]


def test_pay_back_inside_the_history_is_not_asked_for_again() -> None:
    history = [
        shift("ana", "2027-03-05 08:00", [("images", 100)]),
        shift("ana", "2027-03-06 08:00", [("images", 30)]),
    ]
    case = problem(person("Ana", max_daily_exposure=60), history=history)
    # Friday 40 over. Saturday's cap was 20 and gave 40 back, but 30 were done: 10 are left.
    assert len(breaches(MaxDailyExposure(), case, *_monday(51))) == 1
    assert breaches(MaxDailyExposure(), case, *_monday(50)) == []


def test_standing_time_over_the_cap_becomes_the_cap() -> None:
    # 60 on Monday and 45 on Tuesday stand, with a cap of 30: no breach of the roster's own, but
    # Tuesday takes no more exposure, only breaks and admin in its three slots.
    pin = shift("ana", "2027-03-08 23:00", [("images", 60), ("images", 45), ("admin", 15)])
    case = problem(
        person("Ana", max_daily_exposure=30),
        days=2,
        pins=Pins(shifts=(pin,)),
        shapes=[shape("08:00", 45)],
    )
    assert list(MaxDailyExposure().check(record(case))) == []
    assert assert_agreement(case, [MaxDailyExposure()]).accepted == 1 + 2**3


def test_a_breach_lasts_as_long_as_its_day() -> None:
    case = problem(days=2)
    over = shift("ana", "2027-03-09 08:00", [("images", 241)])
    assert spans(MaxDailyExposure(), case, over) == [("ana", "Tue 09 00:00", "Wed 10 00:00")]


@pytest.mark.parametrize(("on", "limit"), [("2027-02-08", 20), ("2027-02-07", 60)])
def test_four_weeks_of_history_are_given_back(on: str, limit: int) -> None:
    # 100 with a cap of 60, 28 and 29 days before Monday 8 March, and no working day since then.
    case = problem(
        person("Ana", max_daily_exposure=60),
        shapes=[shape("08:00", 75)],
        activities=[IMAGES],
        history=[shift("ana", f"{on} 08:00", [("images", 100)])],
    )
    assert breaches(MaxDailyExposure(), case, *_monday(limit)) == []
    assert len(breaches(MaxDailyExposure(), case, *_monday(limit + 1))) == 1
    assert_agreement(case, [MaxDailyExposure()])


@pytest.mark.parametrize("done", [(60, 15), (45, 0), (45, 30), (75, 0), (45, 0, 45)])
def test_pay_back_inside_the_history_agrees(done: tuple[int, ...]) -> None:
    # So much on working days until Saturday, with a cap of 30.
    history = [
        shift("ana", f"2027-03-{7 - ago:02} 08:00", [("break", 60), *work])
        for ago, minutes in zip(range(len(done), 0, -1), done, strict=True)
        for work in ([("images", minutes)] if minutes else [],)
    ]
    case = problem(
        person("Ana", max_daily_exposure=30),
        days=2,
        shapes=[shape("08:00", 45)],
        activities=[IMAGES],
        history=history,
    )
    assert_agreement(case, [MaxDailyExposure()])


def test_pay_back_agrees_where_the_cap_is_none() -> None:
    assert_agreement(worked(30, cap=0), [MaxDailyExposure()])


def test_a_breach_of_an_own_cap_is_told_by_its_own_shift() -> None:
    case = problem(_with_own_cap(person("Ana"), 30), days=2)
    monday = shift("ana", "2027-03-08 08:00", [("admin", 15), ("images", 45)])
    tuesday = shift("ana", "2027-03-09 00:00", [("images", 45)])
    assert spans(MaxDailyExposure(), case, monday, tuesday) == [
        ("ana", "Mon 08 08:00", "Mon 08 09:00")
    ]


def test_of_several_own_caps_the_lowest_holds() -> None:
    caps = tuple(
        OwnCap(first=date(2027, 3, 8), last=date(2027, 3, 8), minutes=minutes)
        for minutes in (60, 30, 45)
    )
    case = problem(person("Ana").model_copy(update={"private": Private(own_caps=caps)}))
    assert breaches(MaxDailyExposure(), case, *_monday(30)) == []
    assert len(breaches(MaxDailyExposure(), case, *_monday(31))) == 1


def test_a_cap_that_a_person_set_alone_is_private() -> None:
    ana = _with_own_cap(person("Ana"), 30)
    case = problem(ana)
    (breach,) = MaxDailyExposure().check(
        record(case, shift("ana", "2027-03-08 08:00", [("images", 45)]))
    )
    assert breach.private
    assert str(breach.public_words) == "Not available for this work then."
    # Over both caps the known one is named.
    (breach,) = MaxDailyExposure(minutes=40).check(
        record(case, shift("ana", "2027-03-08 08:00", [("images", 45)]))
    )
    assert not breach.private


def _with_own_cap(ana: Person, minutes: int) -> Person:
    own = OwnCap(first=date(2027, 3, 8), last=date(2027, 3, 8), minutes=minutes)
    return ana.model_copy(update={"private": Private(own_caps=(own,))})


def test_post_and_check_accept_the_same_rosters() -> None:
    shapes = [shape("08:00", 60), shape("08:15", 45)]
    case = problem(shapes=shapes, activities=[IMAGES, CHAT])
    assert_agreement(case, [MaxDailyExposure(minutes=40)])
    ben = person("Ben", max_daily_exposure=15)
    case = problem(person("Ana"), ben, shapes=shapes, activities=[IMAGES])
    assert_agreement(case, [MaxDailyExposure(minutes=30)])


@pytest.mark.parametrize("over", [0, 5, 16, 20, 30, 45, 75])
def test_pay_back_agrees_for_less_and_more_than_a_cap(over: int) -> None:
    assert_agreement(worked(30 + over, cap=30), [MaxDailyExposure()])


@pytest.mark.parametrize("over", [0, 15, 45])
def test_pay_back_agrees_over_midnight(over: int) -> None:
    case = problem(
        person("Ana", max_daily_exposure=30),
        days=2,
        shapes=[NIGHT, shape("08:00", 45)],
        activities=[IMAGES],
        history=[shift("ana", "2027-03-07 08:00", [("images", 30 + over)])],
    )
    assert_agreement(case, [MaxDailyExposure()])


def test_minutes_after_the_rosters_last_midnight_have_their_cap() -> None:
    # Of each half hour on both sides of midnight one slot: 3 ways on each side.
    case = problem(shapes=[NIGHT], activities=[IMAGES])
    assert assert_agreement(case, [MaxDailyExposure(minutes=15)]).accepted == 1 + 3 * 3


def test_history_that_runs_into_the_first_day_counts_there() -> None:
    night = shift("ana", "2027-03-07 23:30", [("images", 30), ("images", 15)])
    case = problem(shapes=[shape("08:00", 45)], history=[night], activities=[IMAGES, ADMIN])
    assert_agreement(case, [MaxDailyExposure(minutes=30)])
    assert_agreement(case, [MaxDailyExposure(minutes=15)])


def test_a_cap_of_none_and_an_own_cap_agree() -> None:
    none = problem(person("Ana", max_daily_exposure=0), shapes=[shape("08:00", 45)])
    assert assert_agreement(none, [MaxDailyExposure()]).accepted == 1 + 8
    own = problem(_with_own_cap(person("Ana"), 15), days=2, shapes=[shape("08:00", 45)])
    assert_agreement(own, [MaxDailyExposure(minutes=30)])


@pytest.mark.parametrize("done", [0, 300])
def test_minutes_told_of_a_day_that_is_planned_hide_none_of_the_plan(done: int) -> None:
    told = WorkedMinutes(person="ana", day=date(2027, 3, 8), minutes=done)
    case = problem(worked=(told,), shapes=[shape("08:00", 45)], activities=[IMAGES])
    over = shift("ana", "2027-03-08 08:00", [("images", 241)])
    assert breaches(MaxDailyExposure(), case, over) == [
        "Ana, Mon 8 March: 4 h 01 of exposure. The limit is 4 h."
    ]
    assert_agreement(case, [MaxDailyExposure(minutes=30)])

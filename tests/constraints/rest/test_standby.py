from datetime import date, datetime, time, timedelta

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.rest.contract_minutes import ContractMinutes
from constraints.rest.daily_rest import DailyRest
from constraints.rest.standby import Standby
from constraints.rest.weekly_rest import WeeklyRest
from hand_rosters import breaches, spans
from scheduler.problem import Problem
from scheduler.rule import Rulebook
from scheduler.team import CallOut, Contract, Leave, Pins
from tiny_teams import ADMIN, BRUSSELS, CHAT, IMAGES, MONDAY, person, problem, shape, shift

RULE = Standby()


def called(start: str, end: str, who: str = "ana") -> CallOut:
    """A call-out between local times of Brussels."""
    begins, ends = (datetime.fromisoformat(at).replace(tzinfo=BRUSSELS) for at in (start, end))
    return CallOut(person=who, start=begins, end=ends)


def after(*calls: CallOut, days: int = 2, first: date = MONDAY) -> Problem:
    return problem(person("Ana"), person("Ben"), days=days, call_outs=calls, first=first)


NIGHT = after(called("2027-03-08 00:30", "2027-03-08 01:15"))


def test_rest_starts_again_after_a_call_out() -> None:
    # From 01:15 to 12:15 are 11 hours.
    assert spans(RULE, NIGHT, shift("ana", "2027-03-08 12:15", [("admin", 60)])) == []
    (breach,) = breaches(RULE, NIGHT, shift("ana", "2027-03-08 12:14", [("admin", 60)]))
    assert str(breach.said) == (
        "Ana: the shift of Mon 8 March starts at 12:14, 10 h 59 after a call-out ended at 01:15. "
        "At least 11 h of rest must lie between."
    )
    assert not breach.private
    assert spans(RULE, NIGHT, shift("ben", "2027-03-08 08:00", [("images", 60)])) == []


def test_a_shift_ends_before_a_call_out_begins() -> None:
    case = after(called("2027-03-08 20:00", "2027-03-08 21:00"))
    assert spans(RULE, case, shift("ana", "2027-03-08 19:00", [("admin", 60)])) == []
    assert spans(RULE, case, shift("ana", "2027-03-08 19:00", [("admin", 61)])) == [
        ("ana", "Mon 08 19:00", "Mon 08 19:00")
    ]
    # A shift over the whole of it is told with no rest at all.
    (breach,) = breaches(RULE, case, shift("ana", "2027-03-08 19:00", [("admin", 180)]))
    assert "starts at 19:00, 0 min after a call-out ended at 21:00" in str(breach.said)


def test_no_exposure_before_noon_of_the_next_morning() -> None:
    # Ended at 01:00, so that the shift may start at 12:00 less an hour; in it images from noon on.
    case = after(called("2027-03-07 23:30", "2027-03-08 00:15"))
    late = shift("ana", "2027-03-08 11:15", [("admin", 45), ("images", 30)])
    assert spans(RULE, case, late) == []
    early = shift("ana", "2027-03-08 11:15", [("admin", 44), ("images", 30)])
    (breach,) = breaches(RULE, case, early)
    assert str(breach.said) == (
        "Ana, Mon 8 March: exposure at 11:59. After a call-out that ended at 00:15 there is none "
        "before 12:00."
    )
    assert spans(RULE, case, early) == [("ana", "Mon 08 11:59", "Mon 08 12:00")]


def test_a_morning_is_told_from_its_first_exposure_to_its_last() -> None:
    case = after(called("2027-03-07 21:00", "2027-03-07 22:00"))
    blocks = [("admin", 15), ("images", 30), ("break", 15), ("images", 30), ("admin", 30)]
    planned = shift("ana", "2027-03-08 09:00", blocks)
    (breach,) = breaches(RULE, case, planned)
    assert spans(RULE, case, planned) == [("ana", "Mon 08 09:15", "Mon 08 10:30")]
    assert "exposure at 09:15. After a call-out that ended at 22:00" in str(breach.said)


@pytest.mark.parametrize(("ends", "noon"), [("11:59", "08"), ("12:00", "09"), ("20:00", "09")])
def test_the_next_morning_is_that_of_the_same_day_for_who_was_called_in_the_night(
    ends: str, noon: str
) -> None:
    case = after(called("2027-03-08 11:00", f"2027-03-08 {ends}"))
    planned = [shift("ana", f"2027-03-{day} 11:45", [("chat", 15)]) for day in ("08", "09")]
    case = problem(person("Ana"), activities=[CHAT, ADMIN], days=2, call_outs=case.team.call_outs)
    told = [b for b in breaches(RULE, case, *planned) if "exposure" in str(b.said)]
    assert {f"{case.clock.moment(b.start):%d}" for b in told} == {"08", noon}
    assert len(told) == (1 if noon == "08" else 2)


def test_what_stands_is_not_reported_and_history_counts() -> None:
    pinned = shift("ana", "2027-03-08 08:00", [("images", 60)])
    calls = (called("2027-03-07 21:30", "2027-03-07 22:00"),)
    case = problem(person("Ana"), call_outs=calls, pins=Pins(shifts=(pinned,)))
    assert breaches(RULE, case) == []
    assert len(breaches(RULE, problem(person("Ana"), call_outs=calls), pinned)) == 2


@pytest.mark.parametrize(
    ("first", "hour"),
    # The night of spring has an hour less: 22:00 and 11 h is 10:00; that of autumn 08:00.
    [(date(2027, 3, 28), "10:00"), (date(2027, 10, 31), "08:00")],
)
def test_nights_of_the_clock_change_count_as_they_last(first: date, hour: str) -> None:
    eve = first - timedelta(days=1)
    case = after(called(f"{eve} 21:00", f"{eve} 22:00"), first=first)
    moment = datetime.combine(first, time.fromisoformat(hour), BRUSSELS)
    on_time, early = f"{moment:%F %H:%M}", f"{moment - timedelta(minutes=1):%F %H:%M}"
    assert spans(RULE, case, shift("ana", on_time, [("admin", 60)])) == []
    assert len(spans(RULE, case, shift("ana", early, [("admin", 60)]))) == 1


def test_the_daily_rest_of_the_book_is_asked_for_where_it_is_longer() -> None:
    for daily, own, asked in ((720, 660, 720), (660, 720, 720), (660, 660, 660)):
        rules = [DailyRest(minutes=daily), Standby(rest=own)]
        book = Rulebook(rules, [type(rule) for rule in rules])
        (rule,) = (rule for rule in book.rules if isinstance(rule, Standby))
        assert rule.rest == asked
    assert Rulebook([RULE], [Standby]).rules == (RULE,)


def test_settings_end_at_their_limits() -> None:
    for wrong in ({"rest": 659}, {"rest": 961}, {"until": "12:00+01:00"}):
        with pytest.raises(ValidationError):
            Standby.model_validate(wrong)
    assert list(Standby(until=time(11)).looser()) == ["until 11:00:00 (recommended 12:00:00)"]


def test_post_and_check_agree_on_rest_to_the_minute() -> None:
    # Rest until 11:00, and no shift from before the call-out into it.
    case = problem(
        person("Ana"),
        shapes=[shape("10:59", 46), shape("11:00", 30), shape("21:00", 60), shape("21:01", 60)],
        activities=[ADMIN],
        days=2,
        call_outs=[
            called("2027-03-07 23:00", "2027-03-08 00:00"),
            called("2027-03-08 22:00", "2027-03-09 00:00"),
        ],
    )
    assert_agreement(case, [RULE, DailyRest()], filling="whole")


def test_post_and_check_agree_on_exposure_around_noon() -> None:
    case = problem(
        person("Ana"),
        person("Ben"),
        shapes=[shape("11:30", 60)],
        activities=[IMAGES, ADMIN],
        call_outs=[called("2027-03-07 22:00", "2027-03-08 00:15")],
    )
    agreed = assert_agreement(case, [RULE], filling="whole")
    assert agreed.accepted < agreed.rosters
    alone = problem(
        person("Ana"),
        shapes=[shape("11:30", 60), shape("18:00", 45)],
        activities=[IMAGES, ADMIN],
        call_outs=[
            called("2027-03-07 22:00", "2027-03-08 00:15"),
            called("2027-03-08 18:45", "2027-03-08 19:00"),
        ],
    )
    assert_agreement(alone, [RULE])
    assert_agreement(alone, [Standby(until=time(12, 20))])


def test_minutes_of_a_call_out_count_for_the_contract() -> None:
    hour = person("Ana", contract=Contract(weekly_minutes=120, least_weekly_minutes=100))
    calls = [called("2027-03-08 23:30", "2027-03-09 00:30")]
    case = problem(hour, days=7, activities=[ADMIN], call_outs=calls)
    rule = ContractMinutes()
    # 60 of the call-out and 60 of the shift are the two hours of the week.
    assert breaches(rule, case, shift("ana", "2027-03-10 08:00", [("admin", 60)])) == []
    (breach,) = breaches(rule, case, shift("ana", "2027-03-10 08:00", [("admin", 61)]))
    assert "2 h 01 counted. The limit is 2 h." in str(breach.said)
    # Of a call-out at the week's end 15 minutes lie in it: with a shift of 105 it is full.
    edge = problem(
        hour, days=7, activities=[ADMIN], call_outs=[called("2027-03-14 23:45", "2027-03-15 00:45")]
    )
    assert breaches(rule, edge, shift("ana", "2027-03-10 08:00", [("admin", 105)])) == []
    assert len(breaches(rule, edge, shift("ana", "2027-03-10 08:00", [("admin", 106)]))) == 1


@pytest.mark.parametrize("weekly", [119, 120, 135])
def test_post_and_check_agree_on_a_week_with_a_call_out(weekly: int) -> None:
    ana = person(
        "Ana",
        contract=Contract(weekly_minutes=weekly, least_weekly_minutes=90),
        leave=(Leave(first=date(2027, 3, 9), last=date(2027, 3, 9)),),
    )
    case = problem(
        ana,
        days=3,
        shapes=[shape("08:00", 30), shape("13:00", 60)],
        activities=[ADMIN],
        call_outs=[called("2027-03-08 23:30", "2027-03-09 00:15")],
    )
    assert_agreement(case, [ContractMinutes()], filling="breaks")


def week_of_work(*calls: CallOut, days: int, shapes: list[tuple[str, int]]) -> Problem:
    history = [
        shift("ana", f"{MONDAY + timedelta(days=day)} 09:00", [("admin", 480)])
        for day in range(-6, 0)
    ]
    return problem(
        person("Ana"),
        shapes=[shape(*each) for each in shapes],
        activities=[ADMIN],
        days=days,
        history=history,
        call_outs=calls,
    )


def test_a_call_out_ends_a_weekly_rest() -> None:
    # The long rest after Sunday 17:00 ends with the call-out: of 35 hours at Tuesday 04:00.
    late = shift("ana", "2027-03-09 20:00", [("admin", 60)])
    for ends, number in (("04:00", 0), ("03:59", 1)):
        start = f"2027-03-09 {ends}"
        case = week_of_work(called(start, "2027-03-09 05:00"), days=2, shapes=[("20:00", 60)])
        assert len(breaches(WeeklyRest(), case, late)) <= number
    calm = week_of_work(days=2, shapes=[("20:00", 60)])
    assert breaches(WeeklyRest(), calm, late) == []


@pytest.mark.parametrize(
    "calls",
    [
        [("2027-03-09 04:00", "2027-03-09 05:00")],
        [("2027-03-09 03:59", "2027-03-09 05:00")],
        [("2027-03-08 12:00", "2027-03-08 12:30"), ("2027-03-10 06:00", "2027-03-10 07:00")],
        [("2027-03-10 00:00", "2027-03-10 00:30")],
    ],
)
@pytest.mark.parametrize("times", [[("03:00", 60), ("20:00", 60)], [("11:30", 60), ("05:00", 30)]])
def test_post_and_check_agree_on_weekly_rest_with_call_outs(
    calls: list[tuple[str, str]], times: list[tuple[str, int]]
) -> None:
    case = week_of_work(*(called(*each) for each in calls), days=4, shapes=times)
    assert_agreement(case, [WeeklyRest()], filling="breaks", held=1)


def test_post_and_check_agree_on_a_call_out_that_ends_at_noon() -> None:
    case = problem(
        person("Ana"),
        shapes=[shape("23:00", 30)],
        activities=[CHAT, ADMIN],
        days=2,
        call_outs=[called("2027-03-08 11:00", "2027-03-08 12:00")],
    )
    # Until Tuesday noon there is none: on Monday no shift, or 2 x 2 ways of admin and breaks; on
    # Tuesday all 3 x 3.
    assert assert_agreement(case, [RULE]).accepted == (1 + 4) * (1 + 9)

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints import CATALOGUE
from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.urgent_case import UrgentCase
from constraints.people.ramp_up import RampUp
from constraints.reading import rulebook_of
from rosters import record
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Breach, Group, Kind, Rulebook
from scheduler.team import Contract, OwnCap, Pins, Private, UrgentUse, WorkedMinutes
from tiny_teams import ADMIN, BRUSSELS, CHAT, IMAGES, person, problem, shape, shift

RULES = [MaxDailyExposure(), RampUp(), UrgentCase(active=True)]
ANA, BEN = person("Ana"), person("Ben")


def use(moment: str, minutes: int, who: str = "ana") -> UrgentUse:
    """A case from a local moment such as `2027-03-08 16:00`."""
    start = datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS)
    return UrgentUse(person=who, start=start, minutes=minutes)


def team(*uses: UrgentUse, people: tuple[Any, ...] = (ANA, BEN), **fields: Any) -> Problem:  # noqa: ANN401  (any field of a team)
    """Ana and Ben, and what happened."""
    return problem(*people, **({"activities": [IMAGES, CHAT, ADMIN], "urgent": uses} | fields))


def found(case: Problem, *shifts: Shift, rule: UrgentCase | None = None) -> list[Breach]:
    """What the rule on urgent cases reports, knowing the caps of the others."""
    rules = [*RULES[:2], rule or RULES[2]]
    book = Rulebook(rules, [type(each) for each in rules])
    return list(book.rules[2].check(record(case, *shifts)))


def said(case: Problem, *shifts: Shift, rule: UrgentCase | None = None) -> list[str]:
    return [str(breach.said) for breach in found(case, *shifts, rule=rule)]


def day(who: str, *blocks: tuple[str, int], start: str = "2027-03-08 08:00") -> Shift:
    return shift(who, start, blocks)


# Ana and Ben on site from 08:00 to 17:00; Ana goes on at 16:00.
WITH_BEN = day("ana", ("images", 120), ("admin", 420)), day("ben", ("admin", 540))


def test_a_case_within_all_limits_is_no_breach() -> None:
    assert found(team(use("2027-03-08 16:00", 30)), *WITH_BEN) == []


def test_a_case_lasts_thirty_minutes_at_most() -> None:
    assert said(team(use("2027-03-08 16:00", 31)), *WITH_BEN) == [
        "Ana, Mon 8 March: 31 min for an urgent case. The limit is 30 min."
    ]
    shorter = UrgentCase(active=True, minutes=20)
    assert said(team(use("2027-03-08 16:00", 20)), *WITH_BEN, rule=shorter) == []
    assert len(said(team(use("2027-03-08 16:00", 21)), *WITH_BEN, rule=shorter)) == 1


@pytest.mark.parametrize(("before", "told"), [("2027-03-01", 0), ("2027-03-02", 1)])
def test_once_in_seven_days_history_included(before: str, told: int) -> None:
    # The seven days that end on 8 March begin on the 2nd.
    past = shift("ana", f"{before} 08:00", [("admin", 540)])
    since = shift("ana", "2027-03-05 08:00", [("admin", 60)])
    uses = use(f"{before} 16:00", 10), use("2027-03-08 16:00", 10)
    lines = said(team(*uses, history=[past, since]), *WITH_BEN)
    assert lines == ["Ana, Mon 8 March: an urgent case, and not the first in 7 days."] * told


def test_two_on_one_day_and_those_of_others() -> None:
    twice = use("2027-03-08 15:00", 10), use("2027-03-08 16:00", 10)
    (breach,) = found(team(*twice), *WITH_BEN)
    assert (breach.person, breach.start, breach.end) == ("ana", 960, 970)
    others = use("2027-03-08 15:00", 10, "ben"), use("2027-03-08 16:00", 10)
    assert found(team(*others), *WITH_BEN) == []


def test_a_case_is_of_the_day_on_which_it_starts() -> None:
    nights = [day(who, ("admin", 480), start="2027-03-08 20:00") for who in ("ana", "ben")]
    assert said(team(use("2027-03-08 23:50", 31)), *nights) == [
        "Ana, Mon 8 March: 31 min for an urgent case. The limit is 30 min."
    ]
    # One that starts on the day before the roster, or on the day after it, is another roster's.
    assert said(team(use("2027-03-07 23:50", 31)), *nights) == []
    assert said(team(use("2027-03-09 00:00", 31)), *nights) == []


def test_a_third_reads_like_a_second() -> None:
    uses = [use(f"2027-03-08 {hour}:00", 5) for hour in (14, 15, 16)]
    first, second = said(team(*uses), *WITH_BEN)
    assert first == second


def test_within_the_cap_of_the_day_with_what_was_planned() -> None:
    # 210 planned and 30 are 240; 211 and 30 are 241.
    ben = WITH_BEN[1]
    case = team(use("2027-03-08 16:00", 30))
    assert said(case, day("ana", ("images", 210), ("admin", 330)), ben) == []
    assert said(case, day("ana", ("images", 211), ("admin", 329)), ben) == [
        "Ana, Mon 8 March: 4 h 01 of exposure with an urgent case. The limit is 4 h."
    ]
    # Told once, to all; of Monday's own cap nothing was owed before.
    (breach,) = found(case, day("ana", ("images", 250), ("admin", 290)), ben)
    assert not breach.private
    agreed = team(use("2027-03-08 16:00", 30), people=(person(max_daily_exposure=149), BEN))
    assert len(said(agreed, *WITH_BEN)) == 1
    new = person(ramp_up_from=date(2027, 3, 8))
    short = team(use("2027-03-08 16:00", 30), people=(new, BEN))
    # Somebody in the first week has 30 a day.
    assert said(short, day("ana", ("admin", 540)), ben) == []
    assert len(said(short, day("ana", ("images", 1), ("admin", 539)), ben)) == 1


def test_minutes_done_take_the_place_of_planned_ones_and_hold_the_case() -> None:
    on = date(2027, 3, 8)
    for minutes, told in ((240, 0), (241, 1)):
        worked = (WorkedMinutes(person="ana", day=on, minutes=minutes),)
        assert len(said(team(use("2027-03-08 16:00", 30), worked=worked), *WITH_BEN)) == told


def test_a_cap_that_the_person_set_alone_is_told_to_the_person_alone() -> None:
    for minutes, told in ((150, 0), (149, 1)):
        own = Private(own_caps=(OwnCap(first=date(2027, 3, 1), minutes=minutes),))
        case = team(use("2027-03-08 16:00", 30), people=(person(private=own), BEN))
        broken = found(case, *WITH_BEN)
        assert len(broken) == told
        for breach in broken:
            assert (breach.public_rule, breach.start, breach.end) == ("availability", 480, 1020)
            assert str(breach.public_words) == "Not available for this work then."


def test_the_lowest_own_cap_counts_also_where_the_team_s_is_just_met() -> None:
    caps = tuple(OwnCap(first=date(2027, 3, 1), minutes=minutes) for minutes in (149, 240))
    case = team(use("2027-03-08 16:00", 30), people=(person(private=Private(own_caps=caps)), BEN))
    (breach,) = found(case, *WITH_BEN)
    assert breach.private
    # 210 + 30 are the team's 240, and over the own 149.
    (breach,) = found(case, day("ana", ("images", 210), ("admin", 330)), WITH_BEN[1])
    assert breach.private


@pytest.mark.parametrize(
    ("start", "told"),
    [("16:00", (480, 1020)), ("08:00", (480, 1020)), ("07:50", (470, 490))],
)
def test_what_is_private_is_told_by_the_last_shift_that_had_begun(
    start: str, told: tuple[int, int]
) -> None:
    own = Private(own_caps=(OwnCap(first=date(2027, 3, 1), minutes=60),))
    past = shift("ana", "2027-03-07 08:00", [("admin", 60)])
    case = team(
        use(f"2027-03-08 {start}", 20),
        people=(person(private=own), BEN),
        history=[past] if start != "07:50" else [],
    )
    spans = [(b.start, b.end) for b in found(case, *WITH_BEN) if b.private]
    assert spans == [told]


def test_within_the_contract_of_the_week() -> None:
    def contract(minutes: int) -> tuple[Any, ...]:
        return person(contract=Contract(weekly_minutes=minutes)), BEN

    # 540 in the shift, and of 17:00 to 17:20 with a shift to 17:00 all 20: 560. Ben stays longer.
    ben = day("ben", ("admin", 600))
    case = use("2027-03-08 17:00", 20)
    assert said(team(case, people=contract(560)), WITH_BEN[0], ben) == []
    assert said(team(case, people=contract(559)), WITH_BEN[0], ben) == [
        (
            "Ana, Mon 8 March: an urgent case after the shift, and 9 h 20 in the week. The "
            "contract has 9 h 19."
        )
    ]
    # 10 of 20 lie within the shift; a case wholly within it adds nothing.
    half = use("2027-03-08 16:50", 20)
    assert said(team(half, people=contract(550)), WITH_BEN[0], ben) == []
    assert len(said(team(half, people=contract(549)), WITH_BEN[0], ben)) == 1
    assert said(team(use("2027-03-08 16:00", 20), people=contract(60)), *WITH_BEN) == []
    free = person(volunteer=True, contract=Contract(weekly_minutes=60))
    assert said(team(case, people=(free, BEN)), WITH_BEN[0], ben) == []


def test_the_week_counts_from_monday_with_its_other_cases() -> None:
    people = person(contract=Contract(weekly_minutes=150)), BEN
    sunday = shift("ana", "2027-03-07 16:00", [("admin", 60)])
    monday = shift("ana", "2027-03-08 16:00", [("admin", 60)])
    tuesday = day("ana", ("admin", 60), start="2027-03-09 16:00")
    ben = day("ben", ("admin", 120), start="2027-03-09 16:00")
    uses = use("2027-03-07 17:00", 30), use("2027-03-08 17:00", 20)
    for minutes, told in ((10, 0), (11, 1)):
        # Monday 60 + 20, Tuesday 60 + 10 are 150. Sunday's lie in another week.
        case = team(
            *uses,
            use("2027-03-09 17:00", minutes),
            people=people,
            first=date(2027, 3, 9),
            history=[sunday, monday],
        )
        lines = said(case, tuesday, ben)
        assert sum("contract" in line for line in lines) == told


def test_a_case_of_sunday_night_is_of_the_week_that_ends() -> None:
    people = person(contract=Contract(weekly_minutes=60)), BEN
    nights = [day(who, ("admin", 60), start="2027-03-14 22:50") for who in ("ana", "ben")]
    case = team(
        use("2027-03-14 23:50", 20), use("2027-03-14 23:50", 20, "ben"), people=people, days=7
    )
    assert said(case, *nights) == [
        (
            "Ana, Sun 14 March: an urgent case after the shift, and 1 h 20 in the week. The "
            "contract has 1 h."
        )
    ]


def test_a_second_person_is_on_site() -> None:
    case = team(use("2027-03-08 16:50", 20))
    # Ben leaves at 17:00, and the case goes on until 17:10.
    assert said(case, *WITH_BEN) == [
        "Ana, Mon 8 March: an urgent case from 17:00 to 17:10 with nobody else on site."
    ]
    assert said(case, WITH_BEN[0], day("ben", ("admin", 550))) == []
    assert said(case, WITH_BEN[0]) == [
        "Ana, Mon 8 March: an urgent case from 16:50 to 17:10 with nobody else on site."
    ]
    home = shift("ben", "2027-03-08 08:00", [("admin", 600)], place="home")
    assert len(said(case, WITH_BEN[0], home)) == 1
    # Ben comes at 16:55.
    assert said(case, WITH_BEN[0], day("ben", ("admin", 60), start="2027-03-08 16:55")) == [
        "Ana, Mon 8 March: an urgent case from 16:50 to 16:55 with nobody else on site."
    ]


def test_two_who_stay_for_the_same_case_are_each_other_s_company() -> None:
    both = team(use("2027-03-08 17:00", 20), use("2027-03-08 17:00", 20, "ben"))
    assert said(both, *WITH_BEN) == []
    past = shift("ben", "2027-03-07 08:00", [("admin", 60)])
    assert said(team(*both.team.urgent, history=[past]), *WITH_BEN) == []
    # From the start of a shift on, too, and longer than it.
    early = team(use("2027-03-08 08:00", 20), use("2027-03-08 08:00", 20, "ben"))
    short = [day(who, ("admin", 10)) for who in ("ana", "ben")]
    assert said(early, *short) == []
    home = shift("ben", "2027-03-08 08:00", [("admin", 540)], place="home")
    # Ben's is from home: nobody is with Ana. Ana is on site for Ben.
    assert len(said(both, WITH_BEN[0], home)) == 1
    # Ben's own began after his shift had ended, and is no presence.
    later = team(use("2027-03-08 17:00", 20), use("2027-03-08 17:00", 20, "ben"))
    assert len(said(later, WITH_BEN[0], day("ben", ("admin", 539)))) == 1


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31"])
def test_over_a_clock_change_minutes_are_elapsed_ones(on: str) -> None:
    nights = [shift(who, f"{on} 00:00", [("admin", 300)]) for who in ("ana", "ben")]
    case = team(use(f"{on} 01:50", 30), first=date.fromisoformat(on))
    assert said(case, *nights) == []
    assert len(said(team(use(f"{on} 01:50", 31), first=date.fromisoformat(on)), *nights)) == 1


def test_what_happened_before_the_roster_is_not_reported_once_more() -> None:
    past = shift("ana", "2027-03-05 08:00", [("images", 240)])
    case = team(use("2027-03-05 16:00", 90), use("2027-03-05 18:00", 90), history=[past])
    assert found(case) == []


def test_the_next_working_day_gives_the_minutes_back() -> None:
    past = shift("ana", "2027-03-05 08:00", [("images", 120)])
    case = team(use("2027-03-05 16:00", 25), history=[past], days=3)
    # 240 - 25 = 215 on Monday, the first day with a shift; then 240 again.
    assert said(case, day("ana", ("images", 215))) == []
    assert said(case, day("ana", ("images", 216))) == [
        "Ana, Mon 8 March: 3 h 36 of exposure. The limit is 3 h 35."
    ]
    (breach,) = found(case, day("ana", ("images", 216)))
    assert (breach.start, breach.end) == (0, 1440)
    tuesday = day("ana", ("images", 216), start="2027-03-09 08:00")
    assert said(case, day("ana", ("admin", 60)), tuesday) == []
    assert len(said(case, tuesday)) == 1
    # Who worked on Sunday has given them back.
    sunday = shift("ana", "2027-03-07 08:00", [("admin", 60)])
    since = team(use("2027-03-05 16:00", 25), history=[past, sunday])
    assert said(since, day("ana", ("images", 240))) == []


def test_a_case_of_the_roster_s_own_days_is_given_back_as_well() -> None:
    tuesday = day("ana", ("images", 211), start="2027-03-09 08:00")
    assert len(said(team(use("2027-03-08 16:00", 30), days=2), *WITH_BEN, tuesday)) == 1
    within = day("ana", ("images", 210), start="2027-03-09 08:00")
    assert said(team(use("2027-03-08 16:00", 30), days=2), *WITH_BEN, within) == []


def test_several_before_one_working_day_are_given_back_together_down_to_nothing() -> None:
    past = shift("ana", "2027-03-05 08:00", [("admin", 60)])
    uses = use("2027-03-05 16:00", 30), use("2027-03-06 16:00", 30)
    case = team(*uses, history=[past])
    # 240 - 60 = 180.
    assert said(case, day("ana", ("images", 180))) == []
    assert len(said(case, day("ana", ("images", 181)))) == 1
    little = team(*uses, history=[past], people=(person(max_daily_exposure=45), BEN))
    assert said(little, day("ana", ("images", 1))) == [
        "Ana, Mon 8 March: 1 min of exposure. The limit is 0 min."
    ]
    assert said(little, day("ana", ("admin", 60))) == []


def test_a_minute_over_the_cap_is_given_back_once() -> None:
    past = shift("ana", "2027-03-07 08:00", [("images", 230)])
    case = team(use("2027-03-07 16:00", 30), history=[past])
    book = Rulebook(RULES, [type(rule) for rule in RULES])

    def broken(minutes: int) -> set[str]:
        return {b.rule for b in book.check(record(case, day("ana", ("images", minutes))))}

    # 230 + 30 are 20 over 240: by that alone 220 are left, for the case 210, and not 190.
    assert broken(210) == set()
    assert broken(211) == {"urgent_case"}
    assert broken(221) == {"urgent_case", "max_daily_exposure"}


def test_a_case_is_exposure_of_its_day_unless_told_minutes_hold_it() -> None:
    past = shift("ana", "2027-03-05 08:00", [("images", 120)])
    on = date(2027, 3, 5)
    case = team(use("2027-03-05 16:00", 25), history=[past])
    assert record(case).exposure("ana", -3) == case.exposed_before["ana", -3] == 145
    told = WorkedMinutes(person="ana", day=on, minutes=130)
    case = team(use("2027-03-05 16:00", 25), history=[past], worked=(told,))
    assert record(case).exposure("ana", -3) == 130
    # A plan of the roster's own days is held to its limits whatever was done.
    own = team(use("2027-03-08 16:00", 25))
    assert record(own, *WITH_BEN).exposure("ana", 0) == 120


def test_standing_minutes_over_the_lowered_cap_are_the_limit() -> None:
    past = shift("ana", "2027-03-07 08:00", [("admin", 60)])
    pin = day("ana", ("images", 230))
    case = team(use("2027-03-07 16:00", 30), history=[past], pins=Pins(shifts=(pin,)))
    assert found(case) == []


def test_no_team_has_it_unless_it_adopts_it_and_that_is_a_loosening() -> None:
    assert UrgentCase.kind is Kind.OFF
    assert UrgentCase.group is Group.EXPOSURE
    usual = UrgentCase()
    assert (usual.in_force, usual.binding, list(usual.looser())) == (False, Kind.OFF, [])
    assert Rulebook([usual], [UrgentCase]).rules == ()
    adopted = UrgentCase(active=True)
    assert (adopted.in_force, adopted.binding) == (True, Kind.HARD)
    assert list(adopted.looser()) == ["switched on"]
    strict = UrgentCase(active=True, minutes=10, days=28)
    assert list(strict.looser()) == ["switched on"]
    case = problem(rules={"urgent_case": {"active": True}})
    assert rulebook_of(case.team).looser() == ["rules.urgent_case: switched on"]
    assert "urgent_case" not in {rule.name for rule in rulebook_of(problem().team).rules}
    assert UrgentCase in CATALOGUE


@pytest.mark.parametrize("wrong", [{"minutes": 31}, {"minutes": 0}, {"days": 6}, {"days": 29}])
def test_it_cannot_be_set_beyond_its_ceiling(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        UrgentCase.model_validate(wrong)


def small(*uses: UrgentUse, cap: int = 30, days: int = 3, **fields: Any) -> Problem:  # noqa: ANN401  (any field of a team)
    """Ana alone, in shifts of two slots of images or break."""
    usual: dict[str, Any] = {"shapes": [shape("08:00", 30)], "activities": [IMAGES], "days": days}
    return problem(person(max_daily_exposure=cap), **(usual | {"urgent": uses} | fields))


@pytest.mark.parametrize("minutes", [1, 15, 16, 30, 31])
def test_post_and_check_accept_the_same_rosters(minutes: int) -> None:
    past = shift("ana", "2027-03-05 08:00", [("images", 15)])
    assert_agreement(small(use("2027-03-05 16:00", minutes), history=[past]), RULES)


def test_several_cases_agree() -> None:
    past = [shift("ana", f"2027-03-0{day} 08:00", [("images", 5)]) for day in (4, 5)]
    for last in (5, 6):
        uses = [use(f"2027-03-0{day} 16:00", 10) for day in (4, 5)]
        uses.append(use("2027-03-06 16:00", last))
        # Those of the 5th and the 6th lie after the last shift: 15 or 16 are given back.
        agreed = assert_agreement(small(*uses, history=past, days=1), RULES)
        # No shift, or at most one slot, or none.
        assert agreed.accepted == (4 if last == 5 else 2)


def test_cases_of_the_roster_s_own_days_agree() -> None:
    ben = [shift("ben", f"2027-03-{day} 08:00", [("admin", 540)]) for day in ("08", "09", "10")]
    pins = Pins(shifts=(day("ana", ("admin", 60)), *ben))
    people = person(max_daily_exposure=45), BEN
    for minutes in (15, 16):
        case = team(
            use("2027-03-08 08:30", minutes),
            people=people,
            activities=[IMAGES, ADMIN],
            days=3,
            pins=pins,
            shapes=[shape("08:00", 45)],
        )
        assert_agreement(case, RULES, filling="whole")


def test_over_midnight_with_a_pin_agrees() -> None:
    shapes = [shape("23:30", 45), shape("12:00", 30)]
    past = shift("ana", "2027-03-07 22:00", [("images", 60)])
    pin = shift("ana", "2027-03-09 08:00", [("images", 40)])
    # 60 and 20 on Sunday: 35 over the cap of 45 by the one rule, 20 by the other.
    uses = [use("2027-03-07 23:00", 20)]
    case = small(*uses, cap=45, shapes=shapes, history=[past], pins=Pins(shifts=(pin,)))
    assert_agreement(case, RULES)


def test_somebody_in_a_ramp_up_agrees() -> None:
    new = person(ramp_up_from=date(2027, 2, 24))
    easy = IMAGES.model_copy(update={"severity": 1})
    # Monday and Tuesday are days 12 and 13 with 30 a day, Wednesday has 60.
    case = problem(
        new,
        shapes=[shape("08:00", 45)],
        activities=[easy],
        days=3,
        urgent=(use("2027-03-07 16:00", 15),),
    )
    assert_agreement(case, RULES)


def test_what_the_last_night_has_after_midnight_gives_back_as_well() -> None:
    # 15 of 50 are given back on Tuesday: of the night's 45 minutes there 30 are left.
    case = team(
        use("2027-03-08 12:00", 15),
        people=(person(max_daily_exposure=50), BEN),
        activities=[CHAT],
        shapes=[shape("23:45", 60)],
        pins=Pins(shifts=(day("ben", ("break", 540)),)),
    )
    assert_agreement(case, RULES)


def test_a_case_on_the_day_that_gives_back_takes_nothing_more_from_it() -> None:
    # Of 60 on Tuesday 30 are left where Monday is free, whatever happens on Tuesday itself.
    case = team(
        use("2027-03-02 16:00", 30),
        use("2027-03-09 12:00", 15),
        people=(person(max_daily_exposure=60), BEN),
        activities=[IMAGES, ADMIN],
        days=2,
        shapes=[shape("08:00", 45)],
        pins=Pins(
            shifts=tuple(
                day("ben", ("admin", 540), start=f"2027-03-{on} 08:00") for on in ("08", "09")
            )
        ),
    )
    assert_agreement(case, RULES)

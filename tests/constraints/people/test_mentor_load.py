from datetime import date

import pytest
from pydantic import ValidationError

from agreement import assert_agreement
from constraints.people.authorised import Authorised
from constraints.people.buddy import Buddy
from constraints.people.mentor_load import MentorLoad
from hand_rosters import breaches, spans
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Rulebook
from scheduler.team import Authorisation, Dated, Pins
from tiny_teams import ADMIN, CHAT, IMAGES, MONDAY, SINCE_LONG, person, problem, shape, shift

RULE = MentorLoad()
ANA = person("Ana", ramp_up_from=MONDAY)
BEN = person("Ben", ramp_up_from=MONDAY)
MIA = person("Mia", mentor=SINCE_LONG)
MAX = person("Max", mentor=SINCE_LONG)


def team(*people: object, **fields: object) -> Problem:
    usual: dict[str, object] = {"activities": (IMAGES, CHAT, ADMIN)}
    return problem(*(people or (ANA, BEN, MIA, MAX)), **(usual | fields))  # type: ignore[arg-type]


def images(who: str, start: str, minutes: int, day: str = "2027-03-08") -> Shift:
    return shift(who, f"{day} {start}", [("images", minutes)])


def test_two_newcomers_beside_one_mentor_are_told_for_the_minutes_together() -> None:
    # Ana and Ben share 08:30 to 09:00; Max joins Mia at 08:50, so 20 minutes are too many.
    planned = (
        images("ana", "08:00", 60),
        images("ben", "08:30", 60),
        images("mia", "08:00", 90),
        images("max", "08:50", 60),
    )
    assert spans(RULE, team(), *planned) == [
        ("ana", "Mon 08 08:30", "Mon 08 08:50"),
        ("ben", "Mon 08 08:30", "Mon 08 08:50"),
    ]
    first, _ = breaches(RULE, team(), *planned)
    assert str(first.said) == (
        "Ana, Mon 8 March, 08:30 to 08:50: newcomers exposed there 2, mentors beside them 1. A "
        "mentor has at most 1 at a time."
    )
    assert spans(MentorLoad(newcomers=2), team(), *planned) == []


def test_one_newcomer_after_the_other_is_one_at_a_time() -> None:
    planned = (images("ana", "08:00", 30), images("ben", "08:30", 30), images("mia", "08:00", 60))
    assert spans(RULE, team(), *planned) == []


def test_rooms_and_contact_are_apart() -> None:
    chat = shift("ben", "2027-03-08 08:00", [("chat", 60)])
    planned = (images("ana", "08:00", 60), chat, images("mia", "08:00", 60))
    assert spans(RULE, team(), *planned) == [("ben", "Mon 08 08:00", "Mon 08 09:00")]
    there = shift("max", "2027-03-08 08:00", [("chat", 60)])
    assert spans(RULE, team(), *planned, there) == []
    home = shift("max", "2027-03-08 08:00", [("chat", 60)], place="home")
    assert len(spans(RULE, team(), *planned, home)) == 1


@pytest.mark.parametrize(("began", "told"), [(date(2027, 2, 9), 2), (date(2027, 2, 8), 0)])
def test_newcomers_are_new_for_four_weeks(began: date, told: int) -> None:
    # Day 28 since 8 February is 8 March: no longer new. Since 9 February it is day 27.
    case = team(ANA, person("Ben", ramp_up_from=began), MIA)
    planned = (images("ana", "08:00", 60), images("ben", "08:00", 60), images("mia", "08:00", 60))
    assert len(spans(RULE, case, *planned)) == told


def test_a_mentor_counts_on_the_dates_that_are_said_and_not_while_new() -> None:
    planned = (images("ana", "08:00", 60), images("mia", "08:00", 60))
    for mentor, told in (
        (Dated(first=MONDAY, last=MONDAY), 0),
        (Dated(first=date(2027, 3, 9)), 1),
        (Dated(first=date(2020, 1, 1), last=date(2027, 3, 7)), 1),
    ):
        assert len(spans(RULE, team(ANA, person("Mia", mentor=mentor)), *planned)) == told
    new = person("Mia", mentor=SINCE_LONG, ramp_up_from=MONDAY)
    assert len(spans(RULE, team(ANA, new), *planned)) == 2


def test_over_midnight_each_minute_has_its_own_date() -> None:
    # Ben is new from Tuesday on: two newcomers beside one mentor from midnight.
    case = team(ANA, person("Ben", ramp_up_from=date(2027, 3, 9)), MIA, days=1)
    planned = [images(who, "23:30", 60) for who in ("ana", "ben", "mia")]
    assert spans(RULE, case, *planned) == [
        ("ana", "Tue 09 00:00", "Tue 09 00:30"),
        ("ben", "Tue 09 00:00", "Tue 09 00:30"),
    ]


def test_from_midnight_on_who_is_no_longer_new_counts_no_more() -> None:
    # Monday is Ben's 28th day: two newcomers beside one mentor until midnight.
    case = team(ANA, person("Ben", ramp_up_from=date(2027, 2, 9)), MIA, days=2)
    planned = [images(who, "23:30", 60) for who in ("ana", "ben", "mia")]
    assert spans(RULE, case, *planned) == [
        ("ana", "Mon 08 23:30", "Tue 09 00:00"),
        ("ben", "Mon 08 23:30", "Tue 09 00:00"),
    ]


def test_who_stands_counts_and_is_not_told() -> None:
    case = team(pins=Pins(shifts=(images("ana", "08:00", 60),)))
    assert spans(RULE, case) == []
    together = (images("ben", "08:00", 60), images("mia", "08:00", 60))
    assert spans(RULE, case, *together) == [("ben", "Mon 08 08:00", "Mon 08 09:00")]
    assert spans(RULE, case, *together, images("max", "08:00", 60)) == []
    before = team(history=(images("ana", "23:30", 60, "2027-03-07"),))
    late = [images(who, "00:00", 30) for who in ("ben", "mia")]
    assert spans(RULE, before, *late) == [("ben", "Mon 08 00:00", "Mon 08 00:30")]


def test_it_has_the_weeks_of_the_rule_on_mentors() -> None:
    rules = [Buddy(weeks=8), RULE]
    (_, rule) = Rulebook(rules, [type(rule) for rule in rules]).rules
    assert isinstance(rule, MentorLoad)
    assert rule.weeks == 8
    assert Rulebook([RULE], [MentorLoad]).rules == (RULE,)


def test_settings_end_at_their_limits() -> None:
    for wrong in ({"newcomers": 0}, {"newcomers": 5}, {"weeks": 3}, {"weeks": 53}):
        with pytest.raises(ValidationError):
            MentorLoad.model_validate(wrong)
    assert list(MentorLoad(newcomers=2).looser()) == ["newcomers 2 (recommended 1)"]


def test_post_and_check_agree_on_two_newcomers_and_a_mentor() -> None:
    case = team(ANA, BEN, MIA, shapes=(shape("08:00", 45),), activities=(IMAGES,))
    assert assert_agreement(case, [RULE]).accepted > 100


def test_post_and_check_agree_on_two_a_mentor() -> None:
    cem = person("Cem", ramp_up_from=MONDAY)
    case = team(ANA, BEN, cem, MIA, shapes=(shape("08:00", 30),), activities=(IMAGES,))
    assert_agreement(case, [MentorLoad(newcomers=2)])


def test_post_and_check_agree_on_contact_from_home() -> None:
    people = (ANA, BEN, person("Mia", mentor=SINCE_LONG, home=True))
    shapes = (shape("08:00", 30), shape("08:00", 30, "home"))
    assert_agreement(team(*people, shapes=shapes, activities=(CHAT,)), [RULE])


def test_post_and_check_agree_beside_standing_newcomers_and_mentors() -> None:
    pins = Pins(shifts=(images("ana", "08:00", 30),))
    some = team(ANA, BEN, MIA, MAX, shapes=(shape("08:00", 30),), activities=(IMAGES,), pins=pins)
    assert_agreement(some, [RULE])
    pins = Pins(shifts=(images("mia", "08:00", 30),))
    one = team(ANA, BEN, MIA, shapes=(shape("08:00", 45),), activities=(IMAGES,), pins=pins)
    assert_agreement(one, [RULE])


def test_post_and_check_agree_over_midnight() -> None:
    case = team(
        ANA,
        person("Ben", ramp_up_from=date(2027, 3, 9)),
        MIA,
        shapes=(shape("23:45", 30),),
        activities=(IMAGES,),
    )
    assert_agreement(case, [RULE])


def test_post_and_check_agree_beside_a_mentor_who_stands_in_parts_of_slots() -> None:
    # From 08:00 for 15 minutes, and from 08:30 for 20: 08:45 is not filled.
    mia = shift("mia", "2027-03-08 08:00", [("images", 15), ("break", 15), ("images", 20)])
    case = team(
        ANA,
        BEN,
        MIA,
        shapes=(shape("08:00", 60),),
        activities=(IMAGES,),
        pins=Pins(shifts=(mia,)),
    )
    # In two of the slots one of the newcomers or none, in the others none: of both working 3 x 3,
    # of one 2 x 2, twice, and 1 of none.
    assert assert_agreement(case, [RULE]).accepted == 9 + 4 + 4 + 1


def test_post_and_check_agree_beside_a_newcomer_who_stands_a_minute_into_a_slot() -> None:
    pins = Pins(shifts=(images("ana", "08:00", 16),))
    case = team(ANA, BEN, MIA, shapes=(shape("08:00", 45),), activities=(IMAGES,), pins=pins)
    # Ben has the third slot alone, where Mia has it too: he is away or has none (1 + 1) beside
    # all 9 of hers, or has it beside 4.
    assert assert_agreement(case, [RULE]).accepted == 2 * 9 + 4


@pytest.mark.parametrize("stands", ["ana", "mia"])
def test_post_and_check_agree_beside_contact_that_stands_from_home(stands: str) -> None:
    there = shift(stands, "2027-03-08 08:00", [("chat", 30)], place="home")
    case = team(
        person("Ana", ramp_up_from=MONDAY, home=True),
        BEN,
        person("Mia", mentor=SINCE_LONG, home=True),
        MAX,
        shapes=(shape("08:00", 30),),
        activities=(CHAT,),
        pins=Pins(shifts=(there,)),
    )
    assert_agreement(case, [RULE])


def test_post_and_check_agree_where_all_work_from_home() -> None:
    people = (
        person("Ana", ramp_up_from=MONDAY, home=True),
        person("Mia", mentor=SINCE_LONG, home=True),
    )
    case = team(*people, shapes=(shape("08:00", 30, "home"),), activities=(CHAT,))
    # Of Ana no shift, or one without chat.
    assert assert_agreement(case, [RULE]).accepted == 2 * (1 + 2 * 2)


def test_post_and_check_agree_beside_a_mentor_who_does_other_work() -> None:
    chats = (Authorisation(activity="chat", first=date(2020, 1, 1)),)
    case = team(
        ANA,
        person("Mia", mentor=SINCE_LONG, authorised=chats),
        shapes=(shape("08:00", 30),),
        activities=(IMAGES, CHAT),
    )
    # Mia has no material, so that Ana has none; and in each slot Ana has chat where Mia has it:
    # none of chat, of Mia alone, of both are 3 ways. Away: 1, and 2 x 2 of Mia, and 1 of Ana.
    agreed = assert_agreement(case, [RULE, Authorised()])
    assert agreed.accepted == 3 * 3 + 1 + 2 * 2 + 1

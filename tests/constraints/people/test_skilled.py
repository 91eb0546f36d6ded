from datetime import date

from agreement import assert_agreement
from constraints.people.skilled import Skilled
from scheduler.presence import from_shift
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Shift
from scheduler.rule import Breach
from scheduler.team import Activity, Person, Pins, Skill
from tiny_teams import ADMIN, person, problem, shape, shift

RULE = Skilled()
HOTLINE = Activity(id="hotline", name="Hotline", exposes="contact", skills=("french", "dutch"))
LETTERS = Activity(id="letters", name="Letters", skills=("french",))


def speaking(**skills: date | None) -> Person:
    return person(
        skills=tuple(
            Skill(skill=name, first=date(2020, 1, 1), last=last) for name, last in skills.items()
        )
    )


LATER = person(skills=(Skill(skill="french", first=date(2027, 3, 9)),))


def found(case: Problem, *planned: Shift) -> list[Breach]:
    presences = [from_shift(shift, case.clock, case.activities) for shift in planned]
    return list(RULE.check(Record(case, presences)))


def test_all_skills_are_wanted_and_those_lacking_are_named() -> None:
    case = problem(speaking(french=None), activities=(HOTLINE, ADMIN))
    breaches = found(case, shift("ana", "2027-03-08 08:00", [("admin", 15), ("hotline", 45)]))
    assert [(b.start, b.end) for b in breaches] == [(495, 540)]
    assert str(breaches[0].said) == "Ana lacks dutch for Hotline on Mon 8 March: 08:15 to 09:00."


def test_work_that_does_not_expose_asks_for_its_skills_too() -> None:
    case = problem(speaking(dutch=None), activities=(LETTERS,))
    assert len(found(case, shift("ana", "2027-03-08 08:00", [("letters", 60)]))) == 1


def test_somebody_with_all_skills_may() -> None:
    case = problem(speaking(french=None, dutch=date(2027, 3, 8)), activities=(HOTLINE,))
    assert not found(case, shift("ana", "2027-03-08 08:00", [("hotline", 60)]))


def test_a_skill_that_ends_at_midnight_ends_in_mid_shift() -> None:
    # 60 minutes from 23:30: after midnight (minute 1,440) the skill is over.
    case = problem(speaking(french=None, dutch=date(2027, 3, 8)), activities=(HOTLINE,))
    breaches = found(case, shift("ana", "2027-03-08 23:30", [("hotline", 60)]))
    assert [(b.start, b.end) for b in breaches] == [(1440, 1470)]
    breaches = found(case, shift("ana", "2027-03-08 23:30", [("hotline", 31)]))
    assert [(b.start, b.end) for b in breaches] == [(1440, 1441)]


def test_a_skill_that_starts_at_midnight_is_lacking_until_then() -> None:
    case = problem(LATER, activities=(LETTERS,))
    (breach,) = found(case, shift("ana", "2027-03-08 23:30", [("letters", 60)]))
    assert (breach.start, breach.end) == (1410, 1440)
    assert str(breach.said) == "Ana lacks french for Letters on Mon 8 March: 23:30 to 00:00."


def test_what_stands_and_people_of_no_team_are_not_told() -> None:
    letters = shift("ana", "2027-03-08 08:00", [("letters", 60)])
    case = problem(person("Ana"), activities=(LETTERS,), pins=Pins(shifts=(letters,)))
    assert not list(RULE.check(Record(case, case.standing.values())))
    assert not found(case, letters.model_copy(update={"person": "nobody"}))


def test_post_and_check_accept_the_same_rosters() -> None:
    case = problem(
        speaking(french=None, dutch=date(2027, 3, 8)),
        shapes=(shape("23:45", 45),),
        activities=(HOTLINE, LETTERS),
        days=2,
    )
    # Three slots of 3 things to do: 27. On day 0 hotline is out in the two after midnight, on day
    # 1 in all three: 1 + 3 x 2 x 2 = 13 and 1 + 2 x 2 x 2 = 9.
    agreed = assert_agreement(case, [RULE])
    assert (agreed.rosters, agreed.accepted) == (28 * 28, 13 * 9)


def test_post_and_check_agree_where_a_skill_starts_on_the_second_day() -> None:
    case = problem(LATER, shapes=(shape("23:45", 30),), activities=(LETTERS, ADMIN), days=2)
    # Two slots of 3 things to do: 9. On day 0 letters are out before midnight, on day 1 never.
    agreed = assert_agreement(case, [RULE])
    assert (agreed.rosters, agreed.accepted) == (10 * 10, (1 + 2 * 3) * 10)

"""Where little or nothing can be had, the solver says so in the roster and goes on."""

from datetime import date

from scheduler.solving import solve
from scheduler.team import DayOff, Pins
from tiny_solving import RULES, book
from tiny_teams import ADMIN, CHAT, IMAGES, line, person, problem, shape, shift


def test_a_team_in_which_nobody_is_authorised_gets_its_shortfalls_in_words() -> None:
    case = problem(
        person("Ana", authorised=()),
        person("Ben", authorised=()),
        shapes=[shape("08:00", 45)],
        activities=[IMAGES, CHAT],
        coverage=(
            line(IMAGES, "08:00", "08:30", minimum=1, target=2),
            line(CHAT, "08:00", "08:45"),
        ),
        rules=RULES,
    )
    solution = solve(case, book(case), effort=2)
    assert solution.breaches == ()
    assert all(b.activity == "break" for s in solution.roster.shifts for b in s.blocks)
    score = solution.roster.score
    assert score is not None
    # 30 minutes of images by two, 45 of chat by one.
    assert (score.demanded, score.short, score.short_bound) == (105, 105, 105)
    words = [shortfall.words for shortfall in solution.roster.shortfalls]
    assert "Image assessment: 0 of 2." in words
    assert "Chat: 0 of 1." in words


def test_a_pin_that_breaks_a_rule_is_void_and_the_roster_says_so() -> None:
    alone = shift("ana", "2027-03-08 08:00", [("images", 30), ("admin", 30)])
    kept = shift("ana", "2027-03-09 08:00", [("chat", 30), ("admin", 30)])
    free = shift("ben", "2027-03-09 08:00", [("admin", 60)])
    case = problem(
        person("Ana"),
        person("Ben"),
        shapes=[shape("08:00", 60)],
        activities=[IMAGES, CHAT, ADMIN],
        days=2,
        coverage=(line(ADMIN, "08:00", "09:00"),),
        pins=Pins(
            shifts=(alone, kept, free),
            days_off=(
                DayOff(person="ben", day=date(2027, 3, 8)),
                DayOff(person="ben", day=date(2027, 3, 9)),
            ),
        ),
        rules=RULES,
    )
    solution = solve(case, book(case), effort=2)
    assert solution.breaches == ()
    assert kept in solution.roster.shifts
    assert {each.person for each in solution.roster.shifts} == {"ana"}
    first, second = solution.roster.void_pins
    # Nobody else is there: her times stay pinned, without images.
    assert "the blocks of the shift pinned from" in first
    assert "images" not in {b.activity for s in solution.roster.shifts for b in s.blocks}
    assert "is pinned free." in second

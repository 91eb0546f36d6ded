"""A rule is felt where an edit is refused by it alone."""

from constraints.exposure.max_daily_exposure import MaxDailyExposure
from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from scheduler.binding import binding
from scheduler.checking import check_cells, check_roster, presences_of
from scheduler.edits import edits
from scheduler.presence import Presence
from scheduler.problem import Cell, Problem
from scheduler.rule import Rule, Rulebook
from tiny_teams import ADMIN, IMAGES, person, problem, shape, shift


def case(*blocks: tuple[str, int]) -> tuple[Problem, dict[Cell, Presence]]:
    made = problem(person("Ana"), shapes=[shape("08:00", 90)], activities=[IMAGES, ADMIN])
    (presence,) = presences_of(made, [shift("ana", "2027-03-08 08:00", blocks)])
    return made, {("ana", 0): presence}


def felt(rules: list[Rule], *blocks: tuple[str, int]) -> dict[str, str]:
    """By rule, what the first edit was that it alone refused."""
    made, roster = case(*blocks)
    book = Rulebook(rules, [type(rule) for rule in rules])
    assert check_roster(made, book, roster.values()) == []
    names = [rule.name for rule in rules]
    return {name: refused.said for name, refused in binding(made, book, roster, names).items()}


def test_a_rule_that_an_edit_would_break_is_felt() -> None:
    # 30 minutes are the limit: a quarter more breaks it, and nothing else.
    assert "max_stint" in felt([MaxStint(minutes=30)], (IMAGES.id, 30), (ADMIN.id, 60))


def test_a_rule_that_nothing_can_break_is_not_felt() -> None:
    # A break of ten minutes between stints is any slot of a quarter.
    assert felt([RecoveryBreak(minutes=10)], (ADMIN.id, 90)) == {}


def test_the_edits_come_in_the_same_order_for_a_seed() -> None:
    made, roster = case((IMAGES.id, 30), (ADMIN.id, 60))
    book = Rulebook([MaxStint()], [MaxStint])
    orders = [[(e.said, e.cells) for e in edits(made, book, roster, seed)] for seed in (0, 0, 1)]
    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert {said for said, _ in orders[0]} >= {"a shift is taken away", "a block is divided"}


def test_a_rule_that_no_single_edit_breaks_alone_is_felt_by_two() -> None:
    # 30 + 30 minutes of images: the cap of 60 refuses each longer stint too. The first stint a
    # quarter longer and the second one a quarter shorter are 45 + 15 = 60, which the cap allows.
    # More than 60 without a stint over 30 does not fit in 90 minutes: 30 + 15 + 30 + 15.
    made = problem(
        person("Ana", max_daily_exposure=60),
        shapes=[shape("08:00", 90)],
        activities=[IMAGES, ADMIN],
    )
    blocks = [(IMAGES.id, 30), (ADMIN.id, 30), (IMAGES.id, 30)]
    (presence,) = presences_of(made, [shift("ana", "2027-03-08 08:00", blocks)])
    book = Rulebook([MaxDailyExposure(), MaxStint(minutes=30)], [MaxDailyExposure, MaxStint])
    found = binding(made, book, {("ana", 0): presence}, ["max_daily_exposure", "max_stint"])
    assert found.keys() == {"max_stint"}
    assert found["max_stint"].said.count(", ") == 1, "two edits, the one after the other"


def test_only_the_rules_that_are_asked_for_judge() -> None:
    made, roster = case((IMAGES.id, 45), (ADMIN.id, 45))
    book = Rulebook([MaxDailyExposure(), MaxStint(minutes=30)], [MaxDailyExposure, MaxStint])
    asked = ({"max_stint"}, {"max_daily_exposure"}, None)
    broken = [check_cells(made, book, roster.values(), roster, names=names) for names in asked]
    assert [[breach.rule for breach in some] for some in broken] == [
        ["max_stint"],
        [],
        ["max_stint"],
    ]

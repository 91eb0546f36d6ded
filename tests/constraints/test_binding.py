"""A rule is felt where an edit is refused by it alone."""

from constraints.exposure.max_stint import MaxStint
from constraints.exposure.recovery_break import RecoveryBreak
from scheduler.binding import binding
from scheduler.checking import check_roster, presences_of
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

"""One figure says how unequal exposure is, and of a small group it says nothing."""

import image_team
from constraints.reading import rulebook_of
from scheduler.problem import Problem
from scheduler.team import Team
from web.jobs.spread import Spread


def spread(team: Team) -> Spread:
    return Spread(Problem.of(team, image_team.FIRST, 7), rulebook_of(team))


def test_minutes_from_an_equal_share_are_told_on_average_of_all_who_may_be_exposed() -> None:
    # Five people, 350 minutes apart from their shares in all, each costing the rate of one.
    assert spread(image_team.team()).minutes({"balanced_exposure": {"level2": 350}}) == 70


def test_an_equal_share_for_all_is_nothing() -> None:
    assert spread(image_team.team()).minutes({}) == 0


def test_of_fewer_than_five_no_spread_is_told() -> None:
    team = image_team.team()
    four = team.model_copy(update={"people": team.people[:4]})
    assert spread(four).minutes({"balanced_exposure": {"level2": 350}}) is None

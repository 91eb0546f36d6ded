"""The example teams: nobody real, and a history that could be a roster."""

from datetime import date, timedelta

import pytest

from constraints.reading import read
from scheduler.checking import check_roster, presences_of
from scheduler.examples import example
from scheduler.problem import Problem

ANALYSTS = {"child-focus": 8, "child-focus-doubled": 16}


@pytest.mark.parametrize("name", ANALYSTS)
@pytest.mark.parametrize("first", [date(2026, 10, 26), date(2026, 11, 30), date(2027, 4, 5)])
def test_the_history_keeps_every_rule(name: str, first: date) -> None:
    """Over both changes of the clock and over public holidays."""
    team, rulebook = read(example(name, first))
    weeks_before = Problem.of(
        team.model_copy(update={"history": ()}), first - timedelta(days=28), 28
    )
    shifts = presences_of(weeks_before, team.history)
    assert len(shifts) > 100
    assert check_roster(weeks_before, rulebook, shifts) == []


@pytest.mark.parametrize("name", ANALYSTS)
def test_the_team_is_what_the_reference_says(name: str) -> None:
    team, _ = read(example(name, date(2026, 11, 30)))
    analysts = [person for person in team.people if not person.volunteer]
    assert len(analysts) == ANALYSTS[name]
    assert len(team.people) - len(analysts) == 4
    assert sum(person.mentor is not None for person in analysts) == ANALYSTS[name] / 4
    # In the third week: 14 days after the first of exposing work.
    assert [p.id for p in analysts if p.ramp_up_from == date(2026, 11, 16)] == ["ines"]
    assert sum(room.seats for room in team.rooms) == ANALYSTS[name] * 6 / 8
    assert all(cap <= 240 for p in team.people if (cap := p.max_daily_exposure) is not None)
    assert any(person.leave for person in analysts)
    assert any(person.wishes for person in analysts)


@pytest.mark.parametrize("name", ANALYSTS)
def test_volunteers_do_no_images_and_nobody_has_anything_private(name: str) -> None:
    team, _ = read(example(name, date(2026, 11, 30)))
    material = {activity.id for activity in team.activities if activity.exposes == "material"}
    for person in team.people:
        assert person.private == type(person.private)()
        if person.volunteer:
            assert material.isdisjoint(each.activity for each in person.authorised)


@pytest.mark.parametrize("name", ANALYSTS)
def test_somewhat_more_is_asked_for_than_paid_time_could_give(name: str) -> None:
    """Weeks of 2,280 minutes and of 1,824: 17,784 with 8 analysts, less leave, breaks and caps."""
    first = date(2026, 11, 30)
    team, _ = read(example(name, first))
    problem = Problem.of(team, first, 28)
    weekly = sum(p.terms.weekly_minutes for p in team.people if not p.volunteer)
    assert 0.9 < problem.demanded / (4 * weekly) < 1.05

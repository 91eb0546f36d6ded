"""Days that stay as they are: everybody's shifts are pinned, and their free days pinned free."""

from datetime import date

import image_team
from scheduler.team import Pins
from web.jobs.kept_days import KeptDays, as_they_are

MONDAY, TUESDAY = date(2026, 12, 7), date(2026, 12, 8)


def test_a_kept_day_pins_its_shifts_and_everybody_elses_free_day() -> None:
    kept = as_they_are(image_team.team(), image_team.roster(), MONDAY, MONDAY).pins
    assert [shift.person for shift in kept.shifts] == ["anouk", "bram"]
    assert {(off.person, off.day) for off in kept.days_off} == {
        ("chloe", MONDAY),
        ("daan", MONDAY),
        ("ines", MONDAY),
    }


def test_what_the_team_has_pinned_itself_goes_before() -> None:
    own = image_team.shift("anouk", MONDAY, "18:00", [("admin", 180)])
    team = image_team.team().model_copy(update={"pins": Pins(shifts=(own,))})
    kept = as_they_are(team, image_team.roster(), MONDAY, MONDAY).pins
    assert [(shift.person, shift.start.hour) for shift in kept.shifts] == [
        ("anouk", 18),
        ("bram", 8),
    ]


def test_who_has_left_the_team_is_not_kept_in_it() -> None:
    team = image_team.team()
    without = team.model_copy(update={"people": team.people[1:]})
    kept = as_they_are(without, image_team.roster(), MONDAY, TUESDAY).pins
    assert "anouk" not in {shift.person for shift in kept.shifts}
    assert "anouk" not in {off.person for off in kept.days_off}


def test_kept_days_are_read_as_they_were_told() -> None:
    days = KeptDays(3, MONDAY, TUESDAY)
    assert days.told() == {"roster": 3, "from": "2026-12-07", "to": "2026-12-08"}
    assert KeptDays.read(days.told()) == days

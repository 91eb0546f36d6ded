"""`breather ics` gives one person's shifts to any calendar."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from click.testing import Result
from icalendar import Calendar

Run = Callable[..., Result]
Save = Callable[[str, object], str]


def test_the_shifts_of_one_person_in_utc_with_a_neutral_title(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    files = saved("team.json", team), saved("roster.json", roster)
    done = run("ics", *files, "--person", "ana")
    assert done.exit_code == 0, done.stderr
    (event,) = Calendar.from_ical(done.stdout_bytes).walk("VEVENT")
    assert event["summary"] == "Shift"
    # 09:00 to 13:00 in Brussels in winter.
    assert event.decoded("dtstart") == datetime(2026, 3, 9, 8, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 3, 9, 12, tzinfo=UTC)
    assert not any(word in done.stdout.casefold() for word in ("images", "ana", "room"))
    assert run("ics", *files, "--person", "ana").stdout_bytes == done.stdout_bytes
    assert run("ics", *files, "--person", "ben").stdout_bytes != done.stdout_bytes


def test_somebody_without_shifts_has_an_empty_calendar(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    files = saved("team.json", team), saved("roster.json", {**roster, "shifts": []})
    done = run("ics", *files, "--person", "ana")
    assert Calendar.from_ical(done.stdout_bytes).walk("VEVENT") == []


def test_a_team_with_another_name_has_the_same_calendars(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    files = saved("team.json", team), saved("roster.json", roster)
    before = run("ics", *files, "--person", "ana").stdout_bytes
    files = saved("team.json", {**team, "name": "Other"}), saved("roster.json", roster)
    assert run("ics", *files, "--person", "ana").stdout_bytes == before


def test_somebody_who_is_not_in_the_team_is_said(
    team: dict[str, Any], roster: dict[str, Any], saved: Save, run: Run
) -> None:
    files = saved("team.json", team), saved("roster.json", roster)
    done = run("ics", *files, "--person", "cyd")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "the team has nobody with this id" in done.stderr

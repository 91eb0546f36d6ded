"""A month becomes the worked history of a team, and is checked as it was."""

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from constraints.reading import read
from excel_month import ANSWERS, pasted, rows
from scheduler.roster import Shift
from web.intake.checked import checked
from web.intake.finding import month_of
from web.intake.form import Form
from web.intake.said import Said, said_of
from web.intake.team_file import new_file, shift_of, with_month
from web.sheets.reading import read_text
from web.storage.shift_codes import Meaning

ZONE = "Europe/Brussels"


def said(**other: str) -> Said:
    month = month_of(read_text(pasted()), None)
    form = Form(ANSWERS | {"q-0": "own code"} | other)
    found = said_of(form, month, [], [], new=True)
    assert form.faults == {}
    assert found
    return found


def faults(**other: str) -> dict[str, str]:
    month = month_of(read_text(pasted()), None)
    form = Form(ANSWERS | {"q-0": "own code"} | other)
    assert said_of(form, month, [], [], new=True) is None
    return form.faults


def once_more(made: dict[str, Any]) -> Said:
    """The same said for the team that was made of it."""
    month = month_of(read_text(pasted()), None)
    names = [person["name"] for person in made["people"]]
    form = Form(ANSWERS | {"q-0": "own code"})
    found = said_of(form, month, ["images", "chat"], names, new=False)
    assert found
    return found


@pytest.fixture
def made() -> dict[str, Any]:
    return new_file("Image team", ZONE, said())


def test_the_file_of_a_new_team_has_no_fault(made: dict[str, Any]) -> None:
    team, _ = read(made)
    assert [person.id for person in team.people] == ["anouk", "bram", "daan", "ines"]
    assert [person.volunteer for person in team.people] == [False, False, False, True]
    # Five days of 7 h 30 in Anouk's fullest week; in Daan's one day, and the evening of the 12th.
    assert [p.contract.weekly_minutes if p.contract else 0 for p in team.people] == [
        2250, 2250, 690, 0,
    ]  # fmt: skip
    assert [(r.id, r.seats) for r in team.rooms] == [("room-1", 2)]


def test_the_month_is_history_with_its_times_and_minutes(made: dict[str, Any]) -> None:
    team, _ = read(made)
    assert len(team.history) == 41 + 5 + 5
    first = team.history[0]
    assert (first.person, first.start.isoformat(), first.end.isoformat()) == (
        "anouk", "2026-11-02T08:00:00+01:00", "2026-11-02T16:00:00+01:00",
    )  # fmt: skip
    assert [(b.activity, b.meal) for b in first.blocks] == [
        ("break", False), ("break", True), ("break", False),
    ]  # fmt: skip
    assert sum(each.minutes for each in team.worked) == 41 * 180 + 5 * 150


def test_an_absence_leaves_nothing_behind(made: dict[str, Any]) -> None:
    team, _ = read(made)
    bram = [shift.start.date() for shift in team.history if shift.person == "bram"]
    assert date(2026, 11, 6) not in bram
    assert len(bram) == 20
    assert all(person.leave == () for person in team.people)
    assert "Z" not in {key for person in made["people"] for key in person}


def test_a_volunteer_offers_the_times_of_the_month(made: dict[str, Any]) -> None:
    team, _ = read(made)
    (window,) = team.people[3].available or ()
    assert [day.value for day in window.weekdays] == ["tue"]
    assert (window.start, window.end) == (time(18), time(22))


def test_who_did_exposing_work_is_authorised_for_it_and_for_no_other(made: dict[str, Any]) -> None:
    team, _ = read(made)
    held = {p.id: [a.activity for a in p.authorised] for p in team.people}
    assert held == {"anouk": ["images"], "bram": ["images"], "daan": ["chat"], "ines": ["chat"]}


def test_taking_a_month_in_twice_does_it_once(made: dict[str, Any]) -> None:
    again = once_more(made)
    assert again.people == ()
    assert with_month(made, again) == made


def test_somebody_of_the_team_is_found_by_another_name(made: dict[str, Any]) -> None:
    month = month_of(read_text(pasted()), None)
    names = ["Anouk P.", "Bram", "Daan", "Ines"]
    form = Form(ANSWERS | {"q-0": "own code", "person-3-is": "Anouk P."})
    found = said_of(form, month, ["images", "chat"], names, new=False)
    assert found
    assert found.people == ()
    assert found.month.lines[0].name == "Anouk P."


def test_one_name_is_one_row_and_one_person(made: dict[str, Any]) -> None:
    month = month_of(read_text(pasted()), None)
    form = Form(ANSWERS | {"q-0": "own code", "person-3-is": "Bram"})
    assert said_of(form, month, ["images", "chat"], ["Bram", "Bram"], new=False) is None
    assert form.faults == {
        "person-3-is": "Bram has two rows. Take one out of the sheet.",
        "month": "Two people of the team are called Bram. Give one of them another name first.",
        "person-4-is": "Bram has two rows. Take one out of the sheet.",
    }


def test_other_days_and_other_people_of_the_history_stay(made: dict[str, Any]) -> None:
    october = made["history"][0] | {
        "start": "2026-10-30T08:00+01:00",
        "end": "2026-10-30T12:00+01:00",
        "blocks": [],
    }
    eva = october | {"person": "eva", "start": "2026-11-03T08:00+01:00"}
    eva["end"] = "2026-11-03T12:00+01:00"
    before = made | {"history": [october, eva, *made["history"]]}
    after = with_month(before, once_more(made))
    assert october in after["history"]
    assert eva in after["history"]
    assert len(after["history"]) == len(before["history"])


def test_the_month_is_checked_as_it_was(made: dict[str, Any]) -> None:
    """Images on each of five days in a row: from four a week on, one day is without."""
    found = checked(made, said())
    assert found.days == 30
    words = [moment.words for moment in found.moments]
    assert len(words) == 8
    assert words[0] == (
        "Anouk, Mon 2 November to Fri 6 November: exposure on each of 5 working days. "
        "From 4 a week on, one is without."
    )
    assert all("exposure on each of" in each for each in words)
    assert found.kept == 30 - len({moment.on for moment in found.moments})


def test_minutes_over_the_daily_limit_are_a_moment_and_are_recorded_all_the_same() -> None:
    long = said(**{"code-0-minutes": "300"})
    made = new_file("Image team", ZONE, long)
    read(made)
    assert {each["minutes"] for each in made["worked"]} == {300, 150}
    assert any("The limit is 4 h" in moment.words for moment in checked(made, long).moments)


def test_what_a_sheet_cannot_tell_is_not_judged(made: dict[str, Any]) -> None:
    """Three hours of images without a break in between: nobody said that they lay so."""
    words = " ".join(moment.words for moment in checked(made, said()).moments)
    assert "without a break" not in words
    assert "room" not in words


def test_a_short_night_between_two_codes_is_found() -> None:
    """Daan ends at 22:00 on Thursday 12th; nobody starts before 09:00, so no rest is short."""
    late = said(**{"code-2-from": "20:00", "code-2-to": "04:00", "code-2-minutes": "60"})
    assert late.codes["N"] == Meaning(time(20), time(4), "chat", 60)
    read(new_file("Image team", ZONE, late))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("code-0-is", "", "Code V: say whether it is a shift or not at work."),
        ("code-0-from", "8 uur", "Code V: give a time, as 08:00."),
        ("code-0-to", "08:10", "Code V: a shift has half an hour to 12 hours."),
        ("code-0-to", "08:00", "Code V: a shift has half an hour to 12 hours."),
        ("code-0-minutes", "481", "Code V: give a number from 0 to 480."),
        ("code-0-minutes", "-1", "Code V: give a number from 0 to 480."),
        ("code-0-work", "", "Code V: say which work the minutes are of."),
        ("code-0-work", "gold", "Code V: this work is not one that exposes here."),
        ("images-most", "0", "Images: give a number from 1 to 200."),
        ("images-to", "09:00", "Images: it closes at another time than it opens."),
        ("exposes-none", "1", "Say which work exposes people, or that none does."),
        ("q-0", "perhaps", "G4: choose an answer."),
        ("person-3-hours", "60", "Anouk: give hours a week, more than 0 and at most 48, or none."),
        ("person-3-hours", "nan", "Anouk: give hours a week, more than 0 and at most 48, or none."),
    ],
)
def test_each_fault_is_said_at_its_field(field: str, value: str, words: str) -> None:
    where = "exposes-images" if field == "exposes-none" else field
    assert faults(**{field: value}) == {where: words}


def test_a_shift_that_goes_on_into_the_next_one_is_said() -> None:
    """Daan has N on Thursday 12th until 07:00, and L from 06:00 on the day after."""
    cells = rows()
    cells[4][13] = "L"
    month = month_of(read_text(pasted(cells)), None)
    # With six L and five N the codes stand in the order V L N Z still.
    night = {"code-2-from": "22:00", "code-2-to": "07:00", "code-1-from": "06:00"}
    form = Form(ANSWERS | {"q-0": "own code", "code-1-to": "10:00"} | night)
    assert said_of(form, month, [], [], new=True) is None
    assert form.faults == {
        "code-2-to": "Daan: the shift of 12 November goes on into that of the next day."
    }


def test_work_that_a_code_holds_is_work_that_was_said_to_expose() -> None:
    found = faults(**{"exposes-images": ""})
    assert found == {"code-0-work": "Code V: this work is not one that exposes here."}


@pytest.mark.parametrize(
    ("day", "length"),
    [(date(2026, 3, 28), 420), (date(2026, 3, 29), 480), (date(2026, 10, 24), 540)],
)
def test_a_night_in_which_clocks_change_is_recorded_as_long_as_it_was(
    day: date, length: int
) -> None:
    # From 22:45 to 06:45: without a change its meal lies at half past two, which in the night of
    # 28 March 2026 there is not, and in that of 24 October there is twice.
    night = Meaning(time(22, 45), time(6, 45), "images", 60)
    told = shift_of("ana", day, night, ZoneInfo("Europe/Brussels"), exposed=True)
    shift = Shift.model_validate(told)
    minutes = [(block.end.timestamp() - block.start.timestamp()) / 60 for block in shift.blocks]
    assert (min(minutes), sum(minutes)) == (30, length)
    assert [m for m, block in zip(minutes, shift.blocks, strict=True) if block.meal] == [30]
    assert minutes[0] == 60
    ends = [block.end.timestamp() for block in shift.blocks]
    assert ends[:-1] == [block.start.timestamp() for block in shift.blocks[1:]]

from datetime import date

import image_team
from plans import plan
from web.manager.week import mondays, week


def test_a_cell_has_times_and_kinds_of_work_and_no_minutes() -> None:
    found = week(plan(), image_team.FIRST)
    (shift,) = found.analysts[0].cells[0].shifts
    assert shift.times == "08:00–16:00"
    assert shift.kinds == ("mat", "con", "oth")
    assert shift.words == "Images, chat, administration"
    assert "h" not in shift.times


def test_rows_go_by_first_name_and_volunteers_have_their_own() -> None:
    found = week(plan(), image_team.FIRST)
    assert [row.name for row in found.analysts] == ["Anouk", "Bram", "Chloé", "Daan"]
    assert [row.name for row in found.volunteers] == ["Ines"]


def test_what_is_private_looks_like_leave() -> None:
    document = image_team.document()
    busy = {"from": "2026-12-08T00:00+01:00", "to": "2026-12-09T00:00+01:00"}
    document["people"][3]["private"] = {"appointments": [busy]}
    document["people"][1]["busy"] = [busy]
    found = week(plan([], document), image_team.FIRST)
    cells = {row.name: row.cells[1] for row in found.analysts}
    assert cells["Daan"] == cells["Bram"] == cells["Chloé"]
    assert cells["Daan"].away
    assert not cells["Anouk"].away


def test_a_refusal_leaves_no_mark_on_the_week() -> None:
    found = week(plan(), image_team.FIRST)
    assert not any(cell.away or cell.shifts for cell in found.analysts[3].cells)


def test_weeks_are_those_the_roster_touches() -> None:
    assert mondays(plan()) == [date(2026, 12, 7), date(2026, 12, 14)]


def test_pinned_shifts_are_marked() -> None:
    document = image_team.document()
    pin = image_team.shift("bram", image_team.FIRST, "08:00", image_team.OFFICE_DAY)
    document["pins"] = {"shifts": [pin.model_dump(mode="json")]}
    found = week(plan(team=document), image_team.FIRST)
    bram = found.analysts[1].cells
    assert [shift.pinned for cell in bram[:2] for shift in cell.shifts] == [True, False]

"""What each edit makes of a shift, written out by hand on Anouk's Tuesday as image_team has it.

08:00 admin, 09:00 images-1, 09:45 break, 10:00 images-2, 10:45 break, 11:00 admin, 12:00 meal,
12:30 chat, 13:15 break, 13:30 admin until 16:00.
"""

from datetime import date, time
from typing import Any

import pytest

from image_team import SATURDAY, TUESDAY
from plans import plan
from scheduler.presence import Presence, to_shift
from web.editing.asked import Asked, Op, change_of
from web.editing.change import NotPossibleError, Why
from web.plan import Plan

PLAN = plan()
DAY = PLAN.clock.midnight(1)


def minute(clock: str) -> int:
    at = time.fromisoformat(clock)
    return DAY + 60 * at.hour + at.minute


def asked(op: Op, block: str | None = None, start: str = "", end: str = "", **more: Any) -> Asked:  # noqa: ANN401
    return Asked(
        op,
        more.pop("person", "anouk"),
        more.pop("on", TUESDAY),
        block=minute(block) if block else None,
        start=time.fromisoformat(start) if start else None,
        end=time.fromisoformat(end) if end else None,
        **more,
    )


def after(one: Asked, of: Plan = PLAN, person: str = "anouk") -> dict[str, str]:
    """The person's blocks of Tuesday by their starts."""
    shift = change_of(of, one).cells[person, of.clock.day(one.on)]
    assert shift is not None
    return told(of, shift)


def told(of: Plan, shift: Presence) -> dict[str, str]:
    names = {
        of.clock.local(s.start): s.activity.id if s.activity else "meal" if s.meal else "break"
        for s in shift.stretches
    }
    return {**names, of.clock.local(shift.end): "end"}


BEFORE = told(PLAN, next(p for p in PLAN.record.planned if (p.person, p.day) == ("anouk", 1)))


def refused(one: Asked) -> Why:
    with pytest.raises(NotPossibleError) as found:
        change_of(PLAN, one)
    return found.value.why


def test_a_block_that_moves_changes_places_with_what_it_passes() -> None:
    found = after(asked(Op.PLACE, "10:00", "10:15", "11:00"))
    assert found == {
        **{k: v for k, v in BEFORE.items() if k not in {"10:00", "10:45"}},
        "09:45": "break",
        "10:15": "images-2",
    }
    back = after(asked(Op.PLACE, "10:00", "09:45", "10:30"))
    assert (back["09:00"], back["09:45"], back["10:30"]) == ("images-1", "images-2", "break")


def test_a_block_that_grows_takes_from_its_neighbour_and_one_that_shrinks_gives_to_it() -> None:
    longer = after(asked(Op.PLACE, "09:00", "08:45", "09:45"))
    assert longer == {k: v for k, v in BEFORE.items() if k != "09:00"} | {"08:45": "images-1"}
    shorter = after(asked(Op.PLACE, "09:00", "09:00", "09:30"))
    assert shorter == {k: v for k, v in BEFORE.items() if k != "09:45"} | {"09:30": "break"}
    first = after(asked(Op.PLACE, "08:00", "08:30", "09:00"))
    assert first == BEFORE | {"08:00": "break", "08:30": "admin"}


def test_other_work_a_split_a_break_and_a_block_taken_away() -> None:
    assert after(asked(Op.WORK, "09:00", work="images-2")) == BEFORE | {"09:00": "images-2"}
    split = after(asked(Op.SPLIT, "13:30", "14:30", work="chat"))
    assert split == BEFORE | {"14:30": "chat"}
    rest = after(asked(Op.BREAK, None, "14:00", "14:20"))
    assert rest == BEFORE | {"14:00": "break", "14:20": "admin"}
    gone = after(asked(Op.REMOVE_BLOCK, "09:00"))
    assert gone == {k: v for k, v in BEFORE.items() if k != "09:00"}
    between = after(asked(Op.REMOVE_BLOCK, "10:00"))
    assert between == {k: v for k, v in BEFORE.items() if k not in {"10:00", "10:45"}}


def test_a_shift_moves_with_its_blocks_and_its_ends_are_cut_or_grow() -> None:
    later = after(asked(Op.TIMES, None, "09:00", "17:00"))
    assert (later["10:00"], later["17:00"]) == ("images-1", "end")
    cut = after(asked(Op.TIMES, None, "09:15", "16:00"))
    assert list(cut)[:2] == ["09:15", "09:45"]
    assert after(asked(Op.TIMES, None, "08:00", "17:00")) == {
        **{k: v for k, v in BEFORE.items() if k != "16:00"},
        "17:00": "end",
    }


def test_a_shift_goes_to_another_day_or_person_and_two_are_swapped() -> None:
    friday = date(2026, 12, 11)
    moved = change_of(PLAN, asked(Op.DAY, day=friday)).cells
    assert moved["anouk", 1] is None
    assert told(PLAN, moved["anouk", 4] or PLAN.record.planned[0]) == BEFORE
    given = change_of(PLAN, asked(Op.GIVE, other="daan")).cells
    assert given["anouk", 1] is None
    assert given["daan", 1] is not None
    swapped = change_of(PLAN, asked(Op.SWAP, other="ines")).cells
    assert {cell: p and p.minutes for cell, p in swapped.items()} == {
        ("anouk", 1): 180,
        ("ines", 1): 480,
    }
    assert change_of(PLAN, asked(Op.REMOVE)).cells == {("anouk", 1): None}


def test_two_people_change_what_they_do_from_a_time_to_a_time() -> None:
    first = change_of(PLAN, asked(Op.WORK, "09:00", work="admin")).of(PLAN.record.planned)
    other = plan_of_shifts(first)
    with pytest.raises(NotPossibleError, match="nothing would change"):
        change_of(other, asked(Op.PLACE, "09:45", "09:45", "10:00", other="bram"))
    given = after(asked(Op.GIVE_BLOCK, "09:00", person="bram", other="anouk"), other, "anouk")
    assert given == BEFORE
    taken = after(asked(Op.GIVE_BLOCK, "09:00", person="bram", other="anouk"), other, "bram")
    assert taken == {k: v for k, v in BEFORE.items() if k != "09:00"}


def plan_of_shifts(shifts: list[Presence]) -> Plan:
    return plan(to_shift(p, PLAN.clock) for p in shifts)


def test_an_added_shift_covers_what_was_open_in_runs_with_breaks() -> None:
    one = asked(
        Op.ADD,
        None,
        "18:00",
        "21:00",
        person="ines",
        on=SATURDAY,
        shape="1800-180-site",
        work="chat",
    )
    assert after(one, person="ines") == {
        "18:00": "chat",
        "18:45": "break",
        "19:00": "chat",
        "19:45": "break",
        "20:00": "chat",
        "20:45": "break",
        "21:00": "end",
    }
    plain = change_of(PLAN, asked(Op.ADD, person="daan", shape="0800-480-site")).cells["daan", 1]
    assert plain is not None
    assert set(told(PLAN, plain).values()) == {"admin", "meal", "end"}


def test_what_makes_no_roster_is_no_edit() -> None:
    assert refused(asked(Op.PLACE, "09:05", "09:00", "09:30")) is Why.GONE
    assert refused(asked(Op.PLACE, "09:00", "15:30", "16:15")) is Why.OUTSIDE
    assert refused(asked(Op.PLACE, "09:00", "09:02", "09:47")) is Why.OFF_GRID
    assert refused(asked(Op.PLACE, "09:00", "09:00", "09:45")) is Why.SAME
    assert refused(asked(Op.WORK, "09:00", work="knitting")) is Why.GONE
    assert refused(asked(Op.GIVE, other="bram")) is Why.TAKEN
    assert refused(asked(Op.GIVE_BLOCK, "09:00", other="daan")) is Why.ABSENT
    assert refused(asked(Op.GIVE_BLOCK, "09:00", other="ines")) is Why.ABSENT
    assert refused(asked(Op.DAY, day=date(2027, 1, 1))) is Why.NO_DAY
    assert refused(asked(Op.ADD, person="daan", shape="0900-480-site")) is Why.NO_SHAPE
    assert refused(asked(Op.REMOVE, person="daan")) is Why.GONE

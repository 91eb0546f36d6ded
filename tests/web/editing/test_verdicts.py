"""An edit is judged by what it newly breaks, in words that anybody may read."""

from datetime import time
from typing import Any

import pytest

import image_team
from image_team import FIRST, TUESDAY
from plans import plan
from web.editing.asked import Asked, Op, change_of
from web.editing.change import Change
from web.editing.judging import Block, Verdict, judge
from web.plan import Plan

WORDS = Block("Not available for this work then.")
STINT = "Anouk: exposure goes on from 10:00 to 11:15 without a break: 1 h 15. The limit is 45 min."


def verdict(op: Op, of: Plan | None = None, **more: Any) -> Verdict:  # noqa: ANN401
    found = of or plan()
    more = {"person": "anouk", "on": TUESDAY, **more}
    block = more.pop("block", None)
    minute = found.clock.at(found.clock.day(more["on"]), time.fromisoformat(block or "00:00"))
    for end in ("start", "end"):
        if end in more:
            more[end] = time.fromisoformat(more[end])
    return judge(found, change_of(found, Asked(op, block=minute, **more)))


def test_a_stint_that_would_be_too_long_is_said_with_its_figures_and_its_rule() -> None:
    found = verdict(Op.PLACE, block="10:00", start="10:00", end="11:15")
    assert not found.fits
    assert STINT in [block.words for block in found.blocks]
    rules = [block.rule for block in found.blocks]
    assert "At most 45 min of exposure without a break; with the highest severity 20 min." in rules


def test_what_is_covered_less_is_a_cost_and_no_hindrance() -> None:
    found = verdict(Op.WORK, block="09:00", work="images-2")
    assert found.fits
    assert found.costs == ("Images, severity 1: 45 min less is covered.",)


def test_what_the_draft_broke_before_is_no_hindrance_to_another_edit() -> None:
    long_day = (("images-1", 120), ("admin", 180), ("meal", 30), ("admin", 150))
    shifts = [s for s in image_team.shifts() if (s.person, s.start.date()) != ("anouk", TUESDAY)]
    shifts.append(image_team.shift("anouk", TUESDAY, "08:00", long_day))
    broken = plan(shifts)
    assert verdict(Op.WORK, broken, block="13:30", work="break").fits
    assert not verdict(Op.PLACE, broken, block="08:00", start="08:00", end="10:15").fits
    assert not judge(plan(), _as_it_stands(broken)).fits


def _as_it_stands(broken: Plan) -> Change:
    shift = next(p for p in broken.record.planned if (p.person, p.day) == ("anouk", 1))
    return Change({("anouk", 1): shift})


@pytest.mark.parametrize(
    ("op", "more"),
    [
        (Op.GIVE, {"other": "chloe"}),
        (Op.PLACE, {"block": "10:00", "start": "10:00", "end": "11:15"}),
        (Op.WORK, {"block": "08:00", "work": "images-1"}),
        (Op.SPLIT, {"block": "13:30", "start": "15:15", "work": "images-1"}),
        (Op.REMOVE_BLOCK, {"block": "12:00"}),
        (Op.TIMES, {"start": "08:00", "end": "23:30"}),
        (Op.DAY, {"day": image_team.SATURDAY}),
        (Op.SWAP, {"other": "ines"}),
        (Op.ADD, {"person": "chloe", "shape": "0800-480-site"}),
    ],
)
def test_a_breach_is_found_on_every_path(op: Op, more: dict[str, Any]) -> None:
    assert not verdict(op, **more).fits


CAUSES: dict[str, dict[str, Any]] = {
    "a refusal": {"refusals": [{"activity": "chat", "from": "2026-12-01T09:00+01:00"}]},
    "an event": {"events": ["2026-12-07T06:00+01:00"]},
    "a cap set alone": {"own_caps": [{"from": "2026-12-01", "minutes": 0}]},
    "an appointment": {
        "appointments": [{"from": "2026-12-07T15:30+01:00", "to": "2026-12-07T16:30+01:00"}]
    },
}


@pytest.mark.parametrize("cause", CAUSES)
def test_every_private_cause_is_said_in_the_same_words(cause: str) -> None:
    team = image_team.document()
    team["people"][0]["private"] = CAUSES[cause]
    plain = (("admin", 180), ("meal", 30), ("admin", 270))
    chat = (("admin", 180), ("meal", 30), ("chat", 45), ("admin", 225))
    shifts = [image_team.shift("bram", FIRST, "08:00", chat)]
    free = plan(shifts, team)
    assert verdict(Op.GIVE, free, person="bram", on=FIRST, other="anouk") == Verdict(
        blocks=(WORDS,)
    )
    shifts.append(image_team.shift("anouk", FIRST, "08:00", plain))
    there = plan(shifts, team)
    given = {"person": "bram", "on": FIRST, "block": "11:30", "other": "anouk"}
    if cause != "an appointment":
        assert verdict(Op.GIVE_BLOCK, there, **given) == Verdict(blocks=(WORDS,))

from typing import Any

import pytest

from scheduler.solving.progress import STAGES
from web.manager.milestones import Milestone
from web.manager.progress import IN_WORDS, UNSAID, progress
from web.manager.run_curve import Point, run_curve

CURVE = [[2.0, 4440, 600], [10.0, 1800, 1000], [34.0, 1170, 1050]]


def told(**more: Any) -> dict[str, Any]:  # noqa: ANN401  (what a worker tells)
    """What a worker has told at 38 of 60 seconds."""
    return {
        "elapsed": 38.0,
        "seconds": 60.0,
        "short": 1170,
        "short_bound": 1050,
        "demanded": 24720,
        "stages": [["The team is read", 0.0], ["What cannot be had", 0.5], ["Shifts freed", 13.0]],
        "curve": CURVE,
        **more,
    }


def test_figures_say_what_is_left_to_gain() -> None:
    seen = progress("running", 3, told(), 60)
    assert (seen.short, seen.bound, seen.gain, seen.gain_share) == (1170, 1050, 120, "0.5 %")


def test_how_much_the_last_better_roster_changed_is_known_where_it_was_told() -> None:
    seen = progress("running", 3, told(people=3, days=2), 60)
    assert (seen.people, seen.days) == (3, 2)
    before = progress("running", 3, told(), 60)
    assert (before.people, before.days) == (0, 0)


def test_a_stage_lasts_until_the_next_and_reading_is_none() -> None:
    seen = progress("running", 3, told(), 60)
    assert [(stage.name, stage.seconds, stage.current) for stage in seen.stages] == [
        ("What cannot be had", 12.5, False),
        ("Shifts freed", 25.0, True),
    ]


@pytest.mark.parametrize(
    ("state", "more", "stone"),
    [
        ("queued", {"elapsed": 0, "curve": [], "short": None}, Milestone.WAITING),
        ("running", {"elapsed": 1, "curve": [], "short": None}, Milestone.START),
        ("running", {"elapsed": 3, "curve": CURVE[:1]}, Milestone.FIRST),
        ("running", {"elapsed": 15.0, "curve": CURVE[:2]}, Milestone.QUARTER),
        ("running", {"elapsed": 30.0, "curve": CURVE[:2]}, Milestone.HALF),
        ("running", {"elapsed": 44.9}, Milestone.HALF),
        ("running", {"elapsed": 45.0}, Milestone.THREE_QUARTERS),
        ("done", {}, Milestone.END),
        ("failed", {}, Milestone.END),
    ],
)
def test_words_are_said_at_few_moments(state: str, more: dict[str, Any], stone: Milestone) -> None:
    assert progress(state, 1, told(**more), 60).milestone is stone


def test_the_words_of_a_quarter_stand_while_figures_move_on() -> None:
    early = progress("running", 1, told(elapsed=30.0, curve=CURVE[:2]), 60)
    late = progress("running", 9, told(elapsed=44.0), 60)
    assert early.words == late.words
    assert early.words.startswith("Half way: 30 h not covered.")


def test_the_end_says_what_was_reached_and_what_never_can_be() -> None:
    assert progress("done", 9, told(), 60).words == (
        "The roster is ready: 19 h 30 not covered. No roster can do better than 17 h 30."
    )
    covered = told(curve=[[2.0, 0, 0]], short=0, short_bound=0)
    assert progress("done", 9, covered, 60).words == "The roster is ready: everything covered."


def test_a_bound_of_nothing_is_not_said() -> None:
    unknown = told(curve=[[2.0, 90, 0]], short=90, short_bound=0)
    assert progress("done", 9, unknown, 60).words == "The roster is ready: 1 h 30 not covered."


def test_a_failure_is_said_without_its_code() -> None:
    words = progress("failed", 1, {}, 60, "worker_lost").words
    assert "Nothing was changed" in words
    assert "worker_lost" not in words
    assert "Nothing was changed" in progress("failed", 1, {}, 60, "internal_error").words


def test_a_run_that_has_told_nothing_has_a_page() -> None:
    seen = progress("queued", 0, {}, 60)
    assert (seen.short, seen.gain, seen.curve, seen.stages) == (None, None, None, ())


def test_the_curve_falls_in_steps_within_its_scale() -> None:
    curve = run_curve([Point(2, 4440, 600), Point(10, 1800, 1000), Point(34, 1170, 1050)], 38, 60)
    assert [tick.label for tick in curve.hours] == ["0 h", "20 h", "40 h", "60 h", "80 h"]
    assert [tick.label for tick in curve.seconds][-1] == "60 s"
    assert curve.best.startswith("M78.9 ")
    assert curve.best.count("V") == 2
    assert curve.best.endswith(f"H{curve.now_x:g}")
    assert curve.now_y < curve.bound_y


def test_a_curve_of_nothing_missing_is_flat_and_does_not_divide_by_nothing() -> None:
    curve = run_curve([Point(0.0, 0, 0)], 0, 0)
    assert curve.now_y == curve.bound_y


def test_every_stage_that_is_shown_can_be_said_in_the_language_of_the_reader() -> None:
    assert IN_WORDS.keys() == set(STAGES.values()) - set(UNSAID)
    assert all(str(said) == told for told, said in IN_WORDS.items())


def test_the_spread_is_told_where_the_worker_tells_it() -> None:
    seen = progress("running", 3, told(spread=70, first_spread=160), 60)
    assert (seen.spread, seen.first_spread) == (70, 160)
    assert progress("running", 3, told(), 60).spread is None

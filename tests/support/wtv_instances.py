"""A small instance of work task variation, and what may be changed in its text."""

from pathlib import Path

from bench.families.wtv.reading import Instance, read_instance

# Slot 1 is R1's alone and wants T, slot 4 has the fixed b, slot 6 is R2's alone.
TINY = """\
% invented
Resources = {R1, R2};
Activities = {T, S, b};

slots = 6;

fixed =
[| R1: <>, <>, <>, A(b), <>, None
| R2: None, <>, <>, <>, <>, <>
|];

requirements =
[| T: 1, 1, 1, 0, 1, 0
| S: 0, 1, 1, 1, 1, 1
| b: 0, 0, 0, 1, 0, 0
|];

activity_run_cost = array2d(Activities, SlotsAndZero,
[| T: 0, 9, 0, 5, 20, 20, 20
| S: 0, 3, 1, 0, 0, 0, 0
| b: 0, 0, 0, 0, 0, 0, 0
|]);

activity_frequency_cost = array2d(Activities, SlotsAndZero,
[| T: 0, 4, 0, 7, 7, 7, 7
| S: 0, 0, 2, 4, 6, 8, 10
| b: 0, 0, 0, 0, 0, 0, 0
|]);
"""

SCHEDULE = """\
schedule =
[| R1: T, T, T, b, T, None
| R2: None, S, S, S, S, S
|];
"""


def instance(tmp_path: Path, old: str = "", new: str = "") -> Instance:
    """The tiny instance as it is read, with one piece of its text replaced."""
    assert old in TINY
    path = tmp_path / "tiny.dzn"
    path.write_text(TINY.replace(old, new) if old else TINY, "utf-8")
    return read_instance(path)

"""Processor time of a process and of all that it started, those that have ended included."""

import os
from contextlib import suppress
from pathlib import Path

from bench.memory import tree

# Of /proc/PID/stat, behind the name: user, system, and both of children that were waited for.
_TIMES = slice(11, 15)
_TICKS = os.sysconf("SC_CLK_TCK")


def core_seconds(root: int) -> float:
    """Seconds of processor time so far; of a tree whose root goes on, it only grows."""
    ticks = 0
    for process in tree(root):
        with suppress(OSError):
            text = Path("/proc", str(process), "stat").read_text("utf-8")
            ticks += sum(map(int, text.rpartition(")")[2].split()[_TIMES]))
    return ticks / _TICKS

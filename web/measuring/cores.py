"""Processor time of a process and of all that it started, those that have ended included."""

import os

from bench.memory import stat, tree

# Of /proc/PID/stat, behind the name: user, system, and both of children that were waited for.
_TIMES = slice(11, 15)
_TICKS = os.sysconf("SC_CLK_TCK")


def core_seconds(root: int) -> float:
    """Seconds of processor time so far; of a tree whose root goes on, it only grows."""
    ticks = sum(int(time) for process in tree(root) for time in stat(process)[_TIMES])
    return ticks / _TICKS

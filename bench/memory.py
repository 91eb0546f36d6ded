"""Memory of a process and all that it started, read from /proc while it runs."""

import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
LOOK_SECONDS = 0.1


@dataclass
class Peak:
    """The most at any look, in KiB.

    pss: each page shared among processes counts once in all. rss: it counts in each of them.
    """

    pss: int = 0
    rss: int = 0


def watch(root: int, peak: Peak) -> None:
    """Look at the tree below a process until it has ended, and keep the most."""
    while Path(PROC, str(root)).exists() and _state(root) != "Z":
        pss = rss = 0
        for process in tree(root):
            here = _sizes(process)
            pss += here["Pss"]
            rss += here["Rss"]
        peak.pss, peak.rss = max(peak.pss, pss), max(peak.rss, rss)
        time.sleep(LOOK_SECONDS)


def tree(root: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            children[_parent(int(entry.name))].append(int(entry.name))
    found = [root]
    for process in found:
        found += children[process]
    return found


def stat(process: int) -> list[str]:
    """State, parent and so on; nothing where the process has ended."""
    try:
        text = Path(PROC, str(process), "stat").read_text("utf-8")
    except OSError:
        return []
    # The name before them may hold anything, brackets and blanks too.
    return text.rpartition(")")[2].split()


def _state(process: int) -> str:
    return (stat(process) or ["Z"])[0]


def _parent(process: int) -> int:
    return int((stat(process) or ["Z", "0"])[1])


def _sizes(process: int) -> dict[str, int]:
    sizes = {"Pss": 0, "Rss": 0}
    try:
        lines = Path(PROC, str(process), "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return sizes
    for line in lines:
        name, _, rest = line.partition(":")
        if name in sizes:
            sizes[name] = int(rest.split()[0])
    return sizes

"""The machine that a measure was made on, and how busy it is."""

import os
import platform
from pathlib import Path

# Half a core busy with something else shows in the figures.
IDLE = 0.5


def said() -> str:
    """One line: cores, processor, Python, and the load of the last minute."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    processor = models[0] if models else platform.machine()
    load = os.getloadavg()[0]
    idle = "idle" if load < IDLE else "NOT IDLE: the figures are worse than they would be"
    version = platform.python_version()
    return f"{os.cpu_count()} cores, {processor}, Python {version}, load {load:.2f} ({idle})"
